using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Core.Funding;

/// <summary>Makes requests, figures and direct payments available to pages and commands.</summary>
public static class FundingSetup
{
    public static IServiceCollection AddFunding(this IServiceCollection services) => services
        .AddSingleton<FundingService>().AddSingleton<FiguresService>().AddSingleton<SeatService>().AddSingleton<DirectPaymentService>();
}
