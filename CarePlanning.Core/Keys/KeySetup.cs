using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Core.Keys;

/// <summary>Makes the keys available.</summary>
public static class KeySetup
{
    public static IServiceCollection AddKeys(this IServiceCollection services, KeySource source)
    {
        services.AddSingleton(s => new LocalKeys(source, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IKeyVault>(s => s.GetRequiredService<LocalKeys>());
        services.AddSingleton<KeyRotationService>();
        return services;
    }
}
