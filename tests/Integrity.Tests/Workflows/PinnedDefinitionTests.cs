using System.Text.Json.Nodes;
using Integrity.App.Cases;
using Integrity.App.Workflows;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Xunit;

namespace Integrity.Tests.Workflows;

/// <summary>A running case pins the text it began under; a file that is edited in place stops the start (HOUSE, Workflows).</summary>
public sealed class PinnedDefinitionTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("workflows-").FullName;
    private World world = null!;

    public async ValueTask InitializeAsync()
    {
        world = await World.Begin(new(2026, 8, 3));
        var contract = await world.Contract("HT-B");
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        await Session.Of(world);
        await world.Flag(contract, on: new(2026, 8, 1));
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string?> Start(Action<JsonNode> change)
    {
        File.WriteAllText(Path.Combine(folder, "penalty.json"), Penalty.With(change));
        try
        {
            await world.Read(db => db.CheckedLibrary(folder, default));
            return null;
        }
        catch (FaultyDefinitionException stopped)
        {
            return stopped.Message;
        }
    }

    [Fact]
    public async Task A_file_edited_without_a_new_version_refuses_to_start()
    {
        Assert.Null(await Start(_ => { }));
        Assert.Contains("penalty.json $.version E22", await Start(file => file["deadlines"]!["noticeDue"]!["length"] = 8), StringComparison.Ordinal);
        Assert.Null(await Start(file => { file["deadlines"]!["noticeDue"]!["length"] = 8; file["version"] = Penalty.Definition.Version + 1; }));
    }

    [Fact]
    public async Task A_map_is_held_against_the_version_that_cases_really_run_under()
    {
        var next = Penalty.Definition.Version + 1;
        var missing = await Start(file => { file["version"] = next; file["migrateFrom"] = new JsonObject { [$"{next - 1}"] = Map(new JsonObject { ["held"] = "held" }) }; });
        Assert.Contains($"penalty.json $.migrateFrom['{next - 1}'] E15", missing, StringComparison.Ordinal);
        var refused = Penalty.Definition.Root.Leaves().Select(leaf => leaf.Path).Where(path => path != "held").ToArray();
        Assert.Null(await Start(file => { file["version"] = next; file["migrateFrom"] = new JsonObject { [$"{next - 1}"] = Map(new JsonObject { ["held"] = "held" }, refused) }; }));
    }

    private static JsonObject Map(JsonObject states, params string[] refused) => new()
    {
        ["states"] = states, ["refuse"] = new JsonArray([.. refused.Select(path => (JsonNode)path)]), ["because"] = new JsonObject { ["zh"] = "试", ["en"] = "a try" },
        ["deadlines"] = new JsonObject { ["noticeDue"] = "keep", ["holdLimit"] = "keep" }, ["approvedBy"] = "会议纪要",
    };
}
