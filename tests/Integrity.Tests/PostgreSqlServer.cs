using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Integrity.Tests;

/// <summary>A throw-away PostgreSQL of this test run: its own folder, a free port of the loopback, a user that is not root.</summary>
public sealed class PostgreSqlServer : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("integrity-pg-").FullName;
    private readonly int port = FreePort();

    public static string? Binaries { get; } =
        new[] { 18, 17, 16, 15, 14 }.Select(v => $"/usr/lib/postgresql/{v}/bin").FirstOrDefault(p => File.Exists(Path.Combine(p, "initdb")));

    [SupportedOSPlatform("linux")]
    public static PostgreSqlServer Start()
    {
        var server = new PostgreSqlServer();
        if (Environment.UserName == "root") Run("chown", "postgres", server.folder);
        var data = Path.Combine(server.folder, "data");
        Postgres("initdb", "-D", data, "-U", "integrity", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync");
        Postgres("pg_ctl", "-D", data, "-w", "-l", Path.Combine(server.folder, "log"),
            "-o", $"-c listen_addresses=127.0.0.1 -c port={server.port} -c unix_socket_directories={server.folder} -c fsync=off -c max_connections=300 -c shared_buffers=256MB -c max_wal_size=4GB", "start");
        return server;
    }

    public string Connection(string database) =>
        $"Host=127.0.0.1;Port={port};Username=integrity;Database={database};Pooling=true;Maximum Pool Size=40;Max Auto Prepare=200;Auto Prepare Min Usages=2;Include Error Detail=true;Timeout=60;Command Timeout=120";

    public void Dispose()
    {
        try
        {
            Postgres("pg_ctl", "-D", Path.Combine(folder, "data"), "-m", "immediate", "stop");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Postgres(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries ?? throw new InvalidOperationException("PostgreSQL is not installed (tests/run installs it)."), program);
        if (Environment.UserName == "root") Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments]);
        else Run(path, arguments);
    }

    // Through a shell that sends the output to a file: pg_ctl leaves the server running, which would hold our pipes open for good.
    private static void Run(string program, params string[] arguments)
    {
        var log = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "log=$0; exec \"$@\" > \"$log\" 2>&1 < /dev/null", log, program, .. arguments]) { WorkingDirectory = "/" })!;
            if (!process.WaitForExit(TimeSpan.FromSeconds(60)) || process.ExitCode != 0)
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{program} failed: {File.ReadAllText(log)}"));
        }
        finally
        {
            File.Delete(log);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
