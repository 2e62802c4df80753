using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Core.Ahead;

/// <summary>Makes the services of looking ahead available.</summary>
public static class AheadServices
{
    public static IServiceCollection AddAhead(this IServiceCollection services) => services
        .AddSingleton<DecisionService>()
        .AddSingleton<ConversationService>()
        .AddSingleton<RehearsalService>()
        .AddSingleton<LookAgainService>()
        .AddSingleton<WayInService>()
        .AddSingleton<DeathService>();
}
