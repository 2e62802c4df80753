using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Core.Allocation;

/// <summary>Makes the services of needs, allocation and budget available.</summary>
public static class AllocationSetup
{
    public static IServiceCollection AddAllocation(this IServiceCollection services)
    {
        services.AddSingleton<AllocationTableService>();
        services.AddSingleton<AllocationService>();
        services.AddSingleton<AreaDirectory.DirectoryService>();
        services.AddSingleton<MovingOn.MovingOnService>();
        return services;
    }
}
