using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Core.Backup;

/// <summary>Makes backups available.</summary>
public static class BackupSetup
{
    public static IServiceCollection AddBackup(this IServiceCollection services, BackupPlaces places)
    {
        services.AddSingleton(places);
        services.AddSingleton<BackupService>();
        return services;
    }
}
