namespace Integrity.App.Acts;

/// <summary>Lets one act of this process in at a time, first come first served: SQLite has one writer, and waiting in line beats colliding.</summary>
public sealed class SerialGate : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>After so long an act is told that the system is busy.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <returns>A pass to give back, or null when the wait was too long.</returns>
    public async Task<IDisposable?> Enter(CancellationToken cancel) =>
        await gate.WaitAsync(LongestWait, cancel) ? new Pass(gate) : null;

    public void Dispose() => gate.Dispose();

    private sealed class Pass(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
