using System.Text.Json;
using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Cli;
using Integrity.Domain.Values;
using Integrity.Tests;
using Integrity.Tests.Refusals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Web.Tests.Cli;

/// <summary>J-1: samples are entered through acts, the same every time, and only where nobody works yet.</summary>
public sealed class SeedCommandTests
{
    [Fact]
    public async Task Synthetic_contracts_are_whole_found_by_name_and_ready_for_a_round()
    {
        var database = await Databases.Fresh();
        var seeded = await Run("seed", "synthetic", "--contracts", "60", "--database", database.ConnectionString, "--format", "json");
        Assert.Equal(ExitCode.Done, seeded.Code);
        Assert.Equal((ExitCode.Done, ""), await Verify(database.ConnectionString));

        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new TestClock(new(2026, 9, 30))).AddIntegrity(database).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var accountant = Caller.Of((await scope.ServiceProvider.GetRequiredService<IntegrityDb>().Officials.SingleAsync(o => o.SignInName == "sunli")).Id, Language.Chinese);
        var door = services.GetRequiredService<Door>();
        Assert.Equal(4, (await door.Ask(new ListContracts(PlantContractsHandler.NameOf(3), null, null, null, null), accountant)).Value.Items.Count);
        var round = (await door.Enter(new OpenRound(null, new(2026, 9, 30), new(2026, 12, 31)), accountant, "open")).Value;
        var seen = await scope.ServiceProvider.GetRequiredService<IntegrityDb>().VersionOf(round.Value, TestContext.Current.CancellationToken);
        Assert.True((await door.Enter(new TakeSnapshot(round, seen), accountant, "snapshot")).IsDone);
        Assert.Equal(60, (await door.Ask(new ShowRound(round), accountant)).Value.Contracts);
    }

    [Fact]
    public async Task The_same_samples_come_out_every_time()
    {
        var (first, second) = (await Databases.Fresh(), await Databases.Fresh());
        Assert.Equal(Root(await Run("seed", "synthetic", "--contracts", "12", "--database", first.ConnectionString, "--format", "json")),
            Root(await Run("seed", "synthetic", "--contracts", "12", "--database", second.ConnectionString, "--format", "json")));
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("synthetic", "--contracts", "5")]
    public async Task Samples_do_not_go_where_somebody_works(params string[] sample)
    {
        await using var world = await World.Begin();
        var answer = await Run(["seed", .. sample, "--database", world.Engine.ConnectionString]);
        Assert.Equal(ExitCode.Refused, answer.Code);
        Assert.Contains("maintenance.not_empty", answer.Error, StringComparison.Ordinal);
        Provoked.SawCode("maintenance.not_empty");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("10000001")]
    [InlineData("many")]
    public async Task A_number_of_contracts_that_makes_no_sense_is_wrong_use(string count) =>
        Assert.Equal(ExitCode.WrongUse, (await Run("seed", "synthetic", "--contracts", count, "--database", Databases.NewFile())).Code);

    private static string Root((int Code, string Output, string Error) answer) => JsonDocument.Parse(answer.Output).RootElement.GetProperty("journal").GetProperty("root").GetString()!;

    private static async Task<(int Code, string Broken)> Verify(string database)
    {
        var answer = await Run("verify", "--database", database);
        return (answer.Code, string.Join('\n', answer.Output.Split('\n').Where(line => line.StartsWith('✗') || line.StartsWith(' '))));
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandHost.Run(args, output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
