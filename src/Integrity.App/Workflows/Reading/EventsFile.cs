using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integrity.App.Workflows;

/// <summary>Walks as a file: a list of walks, each a list of <c>{"event","params"?}</c>; and a walk's answers in the form XState gives them.</summary>
public static class EventsFile
{
    /// <remarks>Errors: what is not such a list is told as faults of form with their paths.</remarks>
    public static (IReadOnlyList<IReadOnlyList<Happening>> Walks, IReadOnlyList<DefinitionFault> Faults) Read(string text)
    {
        List<DefinitionFault> faults = [];
        List<IReadOnlyList<Happening>> walks = [];
        try
        {
            using var document = JsonDocument.Parse(text);
            foreach (var (walk, path) in Items(document.RootElement, "$", faults))
                walks.Add([.. Items(walk, path, faults).Select(item => HappeningOf(item.Value, item.Path, faults))]);
        }
        catch (JsonException broken)
        {
            faults.Add(Faults.Form("$", $"不是有效的 JSON（第 {broken.LineNumber + 1} 行）", $"this is not valid JSON (line {broken.LineNumber + 1})"));
        }
        return (walks, faults);
    }

    /// <summary>One event of a walk that is known to be well formed.</summary>
    public static Happening HappeningOf(JsonElement element) => HappeningOf(element, "$", []);

    /// <summary>The state as XState writes it: a text, or for nested states an object from the outside in.</summary>
    public static JsonNode StateValue(StateNode leaf)
    {
        JsonNode value = JsonValue.Create(leaf.Key);
        for (var node = leaf.Parent; node is { Parent: not null }; node = node.Parent) value = new JsonObject { [node.Key] = value };
        return value;
    }

    /// <summary>The answers of one walk: <c>{"allowed","state","actions"}</c> for each event.</summary>
    public static JsonArray Answers(IEnumerable<SimulatedStep> steps) =>
        new([.. steps.Select(step => new JsonObject
        {
            ["allowed"] = step.Allowed,
            ["state"] = StateValue(step.State),
            ["actions"] = new JsonArray([.. step.Actions.Select(action => (JsonNode)JsonValue.Create(action))]),
        })]);

    private static Happening HappeningOf(JsonElement element, string path, List<DefinitionFault> faults)
    {
        if (StrictObject.Of(element, path, faults) is not { } entry) return new("");
        var trigger = entry.NeedText("event");
        var said = entry.Take("params") is { ValueKind: not JsonValueKind.Null } arguments ? EnvelopeParts.ParamsOf(arguments, entry.At("params"), faults) : Happening.Nothing;
        entry.Close();
        return new(trigger, said);
    }

    private static IEnumerable<(JsonElement Value, string Path)> Items(JsonElement element, string path, List<DefinitionFault> faults)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().Select((item, i) => (item, $"{path}[{i}]"));
        faults.Add(Faults.Form(path, "此处应为数组", "an array is expected here"));
        return [];
    }
}
