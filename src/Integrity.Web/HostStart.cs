namespace Integrity.Web;

internal static class HostStart
{
    /// <summary>Waits until the host is up. One that never comes up, as when its address is taken, is torn down at once and has no work to be done.</summary>
    public static async Task IsUp(this IHostApplicationLifetime host, CancellationToken stop)
    {
        var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = host.ApplicationStarted.Register(up.SetResult);
        await up.Task.WaitAsync(stop);
    }
}
