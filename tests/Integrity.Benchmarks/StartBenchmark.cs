using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Integrity.Tests;
using Microsoft.Data.Sqlite;

namespace Integrity.Benchmarks;

/// <summary>The published program, started as its operator starts it, over an existing small database: from the start of the process to the first page.</summary>
public static class StartBenchmark
{
    private const int Starts = 5;

    public static async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("integrity-published-").FullName;
        try
        {
            await Publish(folder);
            string file;
            await using (var bureau = await Bureau.Plant(new(100, Words: true, Waiting: 0)))
            {
                await bureau.DecidedRound(100 * 3_000_000_00L);
                file = bureau.Engine.File!;
            }
            SqliteConnection.ClearAllPools();
            Console.WriteLine($"Published program to its first page /board, {Environment.ProcessorCount} cores, {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC");
            var times = new List<double>();
            for (var i = 1; i <= Starts; i++)
            {
                times.Add(await Start(folder, file));
                Console.WriteLine($"    start {i}: {times[^1]:0.00} s");
            }
            Console.WriteLine($"best {times.Min():0.00} s, median {times.Order().ElementAt(Starts / 2):0.00} s (aim: under 3 s)");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Publish(string folder)
    {
        var source = new DirectoryInfo(AppContext.BaseDirectory);
        while (source is not null && !File.Exists(Path.Combine(source.FullName, "Integrity.sln"))) source = source.Parent;
        if (source is null) throw new InvalidOperationException("Start it from the repository: the program is published from its source.");
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", Path.Combine(source.FullName, "src", "Integrity.Web"), "-c", "Release", "-r", "linux-x64", "-v", "quiet", "-nologo", "-o", folder]))!;
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) throw new InvalidOperationException("It could not be published.");
    }

    private static async Task<double> Start(string folder, string file)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        using var http = new HttpClient();
        var watch = Stopwatch.StartNew();
        using var program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder, "Integrity.Web.dll")])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_URLS"] = address, ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ConnectionStrings__Integrity"] = file },
        })!;
        program.OutputDataReceived += (_, _) => { };
        program.BeginOutputReadLine();
        try
        {
            while (watch.Elapsed < TimeSpan.FromMinutes(2))
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri(address + "/board"));
                    if (answer.StatusCode == HttpStatusCode.OK && (await answer.Content.ReadAsStringAsync()).Length > 0) return watch.Elapsed.TotalSeconds;
                }
                catch (HttpRequestException)
                {
                    // Not listening yet.
                }
                if (program.HasExited) throw new InvalidOperationException("The program ended.");
                await Task.Delay(10);
            }
            throw new TimeoutException("No page in two minutes.");
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
