using Integrity.App.Acts;
using Integrity.App.Identity;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Integrity.Web;

/// <summary>Healthy while a question to the database is answered.</summary>
internal sealed class DatabaseHealth(Door door) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var answer = await door.Ask(new BootstrapNeeded(), Caller.Operator("health"), cancellationToken);
            return answer.IsDone ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(exception: trouble);
        }
    }
}
