using System.Diagnostics;

namespace Integrity.Benchmarks;

/// <summary>Wall and CPU seconds of a phase, and the peak memory of the process so far.</summary>
public static class Meter
{
    public static readonly Dictionary<string, (double Wall, double Cpu)> Phases = [];

    public static async Task<T> Phase<T>(string name, Func<Task<T>> work)
    {
        GC.Collect();
        var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var result = await work();
        var wall = watch.Elapsed.TotalSeconds;
        process.Refresh();
        Phases[name] = (wall, (process.TotalProcessorTime - cpu).TotalSeconds);
        Console.WriteLine($"{name,-58} {wall,8:0.000} s wall {Phases[name].Cpu,8:0.000} s CPU   peak {Peak(),5} MB");
        return result;
    }

    public static Task Phase(string name, Func<Task> work) => Phase(name, async () =>
    {
        await work();
        return 0;
    });

    private static long Peak()
    {
        var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }
}
