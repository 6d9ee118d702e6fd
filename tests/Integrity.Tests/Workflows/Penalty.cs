using System.Text.Json.Nodes;
using Integrity.App.Workflows;

namespace Integrity.Tests.Workflows;

/// <summary>The shipped definition of the penalty, whole or with one thing changed in it.</summary>
internal static class Penalty
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(WorkflowLibrary.Folder, "penalty.json"));

    public static WorkflowDefinition Definition { get; } = DefinitionReader.Read(Text).Definition!;

    public static string With(Action<JsonNode> change)
    {
        var file = JsonNode.Parse(Text)!;
        change(file);
        return file.ToJsonString();
    }

    public static IReadOnlyList<DefinitionFault> FaultsWith(Action<JsonNode> change) => WorkflowChecker.Check(With(change)).Faults;

    public static JsonNode State(this JsonNode file, string name) => file["machine"]!["states"]![name]!;
}
