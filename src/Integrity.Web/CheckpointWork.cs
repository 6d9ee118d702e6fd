using Integrity.App.Acts;
using Integrity.App.Disclosure;

namespace Integrity.Web;

/// <summary>Publishes a checkpoint of the journal every hour. Two nodes that do so at once publish the same one.</summary>
internal sealed class CheckpointWork(Door door, TimeProvider clock, IHostApplicationLifetime host, ILogger<CheckpointWork> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await host.IsUp(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
        do
        {
            try
            {
                await door.Enter(new PublishCheckpoint(), Caller.Clock, $"checkpoint:{clock.GetUtcNow():yyyyMMddHH}", stoppingToken);
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(trouble, "The checkpoint was not published; it is tried again in an hour.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
