using System.Data.Common;
using System.Net.Sockets;
using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Exchange;
using Integrity.App.Identity;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Microsoft.AspNetCore.Connections;

namespace Integrity.Web;

/// <summary>What is done once before the host starts: the schema, a look at the definitions, and in a demo the bureau itself.</summary>
/// <remarks>Errors: a definition with a fault, a database that cannot be used, and in production one that holds the demo stop the start.</remarks>
public static class Startup
{
    /// <summary>Gives the code of the first administrator, where there is none yet.</summary>
    /// <param name="engine">The database.</param>
    /// <param name="demo">An empty database is filled with the demo bureau.</param>
    /// <param name="production">The demo's accounts are nobody's here.</param>
    public static async Task<FirstCode> Prepare(Engine engine, bool demo, bool production)
    {
        // Read and proven while the database is brought up to date.
        var definitions = Task.Run(() => CaseLibrary.Current);
        var ground = new ServiceCollection();
        ground.AddLogging();
        ground.AddDataProtection();
        ground.AddIntegrity(engine);
        await using var provider = ground.BuildServiceProvider();
        await using (var scope = provider.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Schema>().BringUpToDate(CancellationToken.None);
            await definitions;
            await scope.ServiceProvider.CheckDefinitions(CancellationToken.None);
            if (production) await scope.ServiceProvider.RefuseDemo(CancellationToken.None);
        }
        var door = provider.GetRequiredService<Door>();
        var code = await door.Ask(new BootstrapNeeded(), Caller.Operator("host"));
        if (demo && code.Value)
        {
            Console.WriteLine("正在建立演示单位，约需一分钟 / planting the demo bureau, about a minute …");
            await DemoBureau.Plant(engine);
            return new(null);
        }
        var years = await door.Ask(new CalendarYears(null), Caller.Operator("host"));
        if (years.Value.Items.Count == 0) await door.Enter(new ImportCalendar(null), Caller.Operator("host"), "calendar:shipped");
        if (!code.Value) return new(null);
        // The first visitor must not own the system: the code is shown only where the server's operator looks.
        var once = Convert.ToHexString(new Chance().Bytes(8));
        Console.WriteLine($"首任管理员一次性口令 / one-time code of the first administrator: {once}  →  /first-administrator");
        return new(once);
    }

    /// <summary>What the operator is told where another program listens at the address already; otherwise null.</summary>
    public static string? WhyNotHere(IOException fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (fault.InnerException is not AddressInUseException) return null;
        // The server names the address in its sentence and nowhere else.
        var address = fault.Message.Split(' ').FirstOrDefault(word => word.Contains("://", StringComparison.Ordinal))?.TrimEnd(':') ?? fault.Message;
        return new UnusableDatabaseException(MaintenanceRefusals.AddressTaken(address)).Message;
    }

    /// <summary>What the operator is told instead of a trace, where he can mend it; otherwise null.</summary>
    public static string? WhyNot(Exception fault, Engine engine) => fault switch
    {
        FaultyDefinitionException or UnusableDatabaseException => fault.Message,
        _ when fault.GetBaseException() is DbException or SocketException or IOException or UnauthorizedAccessException =>
            new UnusableDatabaseException(DatabaseTrouble.Of(fault, engine)).Message,
        _ => null,
    };
}
