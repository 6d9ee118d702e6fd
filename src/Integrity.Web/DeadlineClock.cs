using Integrity.App.Acts;
using Integrity.App.Cases;

namespace Integrity.Web;

/// <summary>Every minute the host lets the clock do what has run out (P-10). Several nodes may: each end fires once, by its key.</summary>
public sealed partial class DeadlineClock(Door door, TimeProvider clock, IHostApplicationLifetime host, ILogger<DeadlineClock> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await host.IsUp(stoppingToken);
        using var timer = new PeriodicTimer(Every);
        do
        {
            try
            {
                await DeadlineWork.FireDue(door, clock, stoppingToken);
                await DeadlineWork.RemindDue(door, clock, stoppingToken);
                await DeadlineWork.LapseDue(door, clock, stoppingToken);
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                // The world's failure: tried again at the next minute.
                Failed(log, trouble);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Deadlines could not be fired")]
    private static partial void Failed(ILogger logger, Exception trouble);
}
