using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Core.Audit;

/// <summary>Makes the log available: who changed what, and who looked.</summary>
public static class LogSetup
{
    public static IServiceCollection AddLog(this IServiceCollection services)
    {
        services.AddSingleton<AuditService>();
        services.AddSingleton<AccessLogService>();
        services.AddSingleton<LookedService>();
        services.AddSingleton<LogCheckService>();
        services.AddSingleton<LogHeadsService>();
        services.AddSingleton<ErasureService>();
        return services;
    }
}
