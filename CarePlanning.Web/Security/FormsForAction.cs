using CarePlanning.Core.Access;

namespace CarePlanning.Web.Security;

/// <summary>A form of a plan that is there for those who may do what it does, and not found for anybody else: decided before it is read, and kept in the log.</summary>
internal static class FormsForAction
{
    public static TBuilder For<TBuilder>(this TBuilder form, PlanAction action) where TBuilder : IEndpointConventionBuilder => form.For((actor, circle) => PlanAccess.May(actor, action, circle));

    /// <summary>The same where no one action says who may.</summary>
    public static TBuilder For<TBuilder>(this TBuilder form, Func<Actor, PlanCircle, bool> may) where TBuilder : IEndpointConventionBuilder => form.AddEndpointFilter(async (asked, next) =>
        asked.HttpContext.RequestServices.GetRequiredService<CurrentActor>().Entered is { } entry && may(entry.Actor, entry.Circle) ? await next(asked) : Results.NotFound());
}
