using System.Text.Json;
using System.Text.Json.Nodes;
using Integrity.App.Workflows;
using Xunit;

namespace Integrity.Tests.Workflows;

/// <summary>The schema that editors use says yes and no where the reader does.</summary>
public sealed class EditorSchemaTests
{
    private static readonly JsonSchema Schema = new(Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Workflows", "data", "workflow.schema.json"))));

    [Fact]
    public void Every_shipped_definition_is_valid() =>
        Assert.All(WorkflowLibrary.Files(WorkflowLibrary.Folder), file => Assert.Empty(Schema.Faults(Parse(File.ReadAllText(file)))));

    public static TheoryData<Action<JsonNode>> Wrong => new()
    {
        file => file.State("held")["invoke"] = "x",
        file => file.State("held")["meta"]!["colour"] = "red",
        file => file.State("flagged")["entry"]![0]!["kind"] = "x",
        file => file.State("flagged")["on"]!["CONFIRM"]!["cond"] = "x",
        file => file.State("closed")["type"] = "parallel",
        file => file["deadlines"]!["noticeDue"]!["unit"] = "weeks",
        file => file["deadlines"]!["noticeDue"]!["legalEffect"] = "doom",
        file => file["roles"]!["panel"]!.AsObject().Remove("title"),
        file => file["roles"]!["panel"]!["recusal"] = "never",
        file => file["roles"]!["panel"]!["votesLast"] = "anyone",
        file => file["roles"]!["finance"]!["substitutes"] = "friends",
        file => file["events"]!["CONFIRM"]!.AsObject().Remove("en"),
        file => file["version"] = 0,
        file => file["version"] = "four",
        file => file["effectiveFrom"] = "soon",
        file => file["parameters"]!["holdDays"]!["type"] = "float",
        file => file["colour"] = "red",
        file => file.AsObject().Remove("subject"),
        file => file["reopening"]![0]!.AsObject().Remove("from"),
        file => file["reopening"]![0]!["meta"]!.AsObject().Remove("label"),
        file => file["reopening"]![0]!["reenter"] = "yes",
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_it_refuses_the_checker_refuses_too(Action<JsonNode> change)
    {
        var text = Penalty.With(change);
        Assert.NotEmpty(Schema.Faults(Parse(text)));
        Assert.False(WorkflowChecker.Check(text).IsClean);
    }

    private static JsonElement Parse(string text) => JsonDocument.Parse(text).RootElement;
}
