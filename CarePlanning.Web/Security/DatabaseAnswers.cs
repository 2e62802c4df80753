using CarePlanning.Core.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CarePlanning.Web.Security;

/// <summary>Ready means that the database answers.</summary>
internal sealed class DatabaseAnswers(IOpenDb storage) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = storage.Open();
        return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
    }
}
