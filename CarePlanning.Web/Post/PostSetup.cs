using CarePlanning.Core.Access;
using CarePlanning.Core.Concerns;
using CarePlanning.Core.Demo;
using CarePlanning.Core.Family;

namespace CarePlanning.Web.Post;

/// <summary>Everything that families need: invitations, links, codes, and the post that carries them.</summary>
internal static class PostSetup
{
    public static IServiceCollection AddFamilies(this IServiceCollection services, PostSettings post)
    {
        services.AddSingleton(post);
        if (post.Host is null) services.AddSingleton<IPost, FolderPost>();
        else services.AddSingleton<IPost, SmtpPost>();
        services.AddSingleton<OneTimeCodeService>();
        services.AddSingleton<InvitationService>();
        services.AddSingleton<InvitedService>();
        services.AddSingleton<FamilyAccountService>();
        services.AddSingleton<CircleService>();
        services.AddSingleton<HandingOnService>();
        services.AddSingleton<ShareService>();
        services.AddSingleton<BreakGlassService>();
        services.AddSingleton<RestrictionService>();
        services.AddSingleton<NamedLeadService>();
        services.AddSingleton<LeadAlertService>();
        services.AddHostedService(s => s.GetRequiredService<LeadAlertService>());
        services.AddSingleton<ConcernService>();
        services.AddSingleton<DemoFamilyService>();
        return services;
    }
}
