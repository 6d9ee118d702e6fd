using System.Text.Json;
using System.Text.RegularExpressions;

namespace Integrity.Tests.Workflows;

/// <summary>As much of JSON Schema as the editors' schema uses; a keyword it does not know is a fault of the schema.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly HashSet<string> Silent = ["$schema", "$defs", "title", "description"];

    public IReadOnlyList<string> Faults(JsonElement value)
    {
        List<string> faults = [];
        Check(root, value, "$", faults);
        return faults;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        foreach (var rule in schema.EnumerateObject().Where(rule => !Silent.Contains(rule.Name)))
            if (!Holds(rule.Name, rule.Value, schema, value, path, faults)) faults.Add($"{path}: {rule.Name}");
    }

    private bool Holds(string keyword, JsonElement rule, JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        switch (keyword)
        {
            case "$ref":
                Check(root.GetProperty("$defs").GetProperty(rule.GetString()!["#/$defs/".Length..]), value, path, faults);
                return true;
            case "type":
                return (rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Select(one => one.GetString()) : [rule.GetString()]).Any(type => Is(value, type!));
            case "enum":
                return rule.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value));
            case "required":
                return value.ValueKind != JsonValueKind.Object || rule.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _));
            case "pattern":
                return value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!);
            case "minLength":
                return value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.GetInt32();
            case "minimum":
                return value.ValueKind != JsonValueKind.Number || value.GetInt64() >= rule.GetInt64();
            case "minItems":
                return value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32();
            case "maxProperties":
                return value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() <= rule.GetInt32();
            case "anyOf":
                return rule.EnumerateArray().Any(one => { List<string> own = []; Check(one, value, path, own); return own.Count == 0; });
            case "items":
                if (value.ValueKind == JsonValueKind.Array)
                    foreach (var (item, i) in value.EnumerateArray().Select((item, i) => (item, i))) Check(rule, item, $"{path}[{i}]", faults);
                return true;
            case "properties":
                if (value.ValueKind == JsonValueKind.Object)
                    foreach (var member in value.EnumerateObject())
                        if (rule.TryGetProperty(member.Name, out var inner)) Check(inner, member.Value, $"{path}.{member.Name}", faults);
                return true;
            case "additionalProperties":
                if (value.ValueKind != JsonValueKind.Object) return true;
                var others = value.EnumerateObject().Where(member => !(schema.TryGetProperty("properties", out var known) && known.TryGetProperty(member.Name, out _))).ToList();
                if (rule.ValueKind == JsonValueKind.False) return others.Count == 0;
                foreach (var member in others) Check(rule, member.Value, $"{path}.{member.Name}", faults);
                return true;
            default:
                return false;
        }
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => false,
    };
}
