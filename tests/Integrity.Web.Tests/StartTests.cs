using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.Domain.Identity;
using Integrity.Tests;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>The program itself, started where something stands in its way: it says in both languages what to do.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task A_port_in_use_stops_the_start_with_its_address_and_what_to_do()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        using var program = Start(address, Databases.NewFile());
        try
        {
            var (output, error) = (program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(1, program.ExitCode);
            Assert.Contains($"地址 {address} 已被其他程序占用", await error, StringComparison.Ordinal);
            Assert.Contains($"Another program has the address {address}", await error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", await error + await output, StringComparison.Ordinal);
            Provoked.SawCode("maintenance.address_taken");
        }
        finally
        {
            if (!program.HasExited) program.Kill();
        }
    }

    /// <summary>Everyone knows the demo's passwords: wherever its accounts came from, Production does not open to them.</summary>
    [Fact]
    public async Task A_database_that_holds_the_demo_stops_the_start_outside_of_Development()
    {
        await using var world = await World.Begin();
        await world.Do(Caller.Operator("demo"), new AppointOfficial("周敏", "zhoumin", Office.Engineering, "工程科", [Duty.ReadBusiness], null, new(World.Password)));
        using var program = Start("http://127.0.0.1:0", world.Engine.ConnectionString);
        try
        {
            var (output, error) = (program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(60));
            await program.WaitForExitAsync(patience.Token);
            Assert.Equal(1, program.ExitCode);
            Assert.Contains("演示账户", await error, StringComparison.Ordinal);
            Assert.Contains("Name another database", await error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", await error + await output, StringComparison.Ordinal);
            Provoked.SawCode("maintenance.demo_in_production");
        }
        finally
        {
            if (!program.HasExited) program.Kill();
        }
    }

    private static Process Start(string address, string database) =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Integrity.Web.dll")])
        {
            WorkingDirectory = AppContext.BaseDirectory, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["ASPNETCORE_URLS"] = address, ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ConnectionStrings__Integrity"] = database },
        })!;
}
