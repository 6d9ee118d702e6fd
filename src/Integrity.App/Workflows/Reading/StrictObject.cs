using System.Text.Json;
using System.Text.RegularExpressions;

namespace Integrity.App.Workflows;

/// <summary>Reads one JSON object member by member. What nobody asked for, and what has the wrong shape, becomes a fault with its path.</summary>
internal sealed partial class StrictObject
{
    private static readonly HashSet<string> BeyondProfile = new(StringComparer.Ordinal)
    {
        "always", "context", "delays", "history", "input", "invoke", "onDone", "onError", "onSnapshot", "output", "actors", "route",
    };

    private readonly JsonElement element;
    private readonly List<DefinitionFault> faults;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    private StrictObject(JsonElement element, string path, List<DefinitionFault> faults) =>
        (this.element, Path, this.faults) = (element, path, faults);

    public string Path { get; }

    public static StrictObject? Of(JsonElement element, string path, List<DefinitionFault> faults)
    {
        if (element.ValueKind == JsonValueKind.Object) return new(element, path, faults);
        faults.Add(Faults.Form(path, "此处应为对象", "an object is expected here"));
        return null;
    }

    public static string Join(string path, string member) =>
        Plain().IsMatch(member) ? $"{path}.{member}" : $"{path}['{member}']";

    [GeneratedRegex("^[A-Za-z_$][A-Za-z0-9_]*$")]
    private static partial Regex Plain();

    public string At(string member) => Join(Path, member);

    public bool Has(string name) => element.TryGetProperty(name, out _);

    public JsonElement? Take(string name)
    {
        asked.Add(name);
        return element.TryGetProperty(name, out var value) ? value : null;
    }

    public JsonElement? Need(string name)
    {
        var value = Take(name);
        if (value is null) faults.Add(Faults.Form(At(name), $"缺少成员“{name}”", $"the member \"{name}\" is missing"));
        return value;
    }

    public string? Text(string name) => TextOf(Take(name), At(name));

    public string NeedText(string name)
    {
        var text = TextOf(Need(name), At(name));
        if (text is { Length: 0 }) faults.Add(Faults.Form(At(name), "不能为空", "it must not be empty"));
        return text ?? "";
    }

    public int? Number(string name)
    {
        if (Take(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)) return number;
        faults.Add(Faults.Form(At(name), "此处应为整数", "a whole number is expected here"));
        return null;
    }

    public long? LongNumber(string name)
    {
        if (Take(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)) return number;
        faults.Add(Faults.Form(At(name), "此处应为整数", "a whole number is expected here"));
        return null;
    }

    public bool Flag(string name)
    {
        if (Take(name) is not { } value) return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        faults.Add(Faults.Form(At(name), "此处应为 true 或 false", "true or false is expected here"));
        return false;
    }

    public StrictObject? Object(string name) => Take(name) is { } value ? Of(value, At(name), faults) : null;

    public IReadOnlyList<string> Texts(string name)
    {
        List<string> texts = [];
        foreach (var (value, path) in Items(name))
            if (TextOf(value, path) is { } text) texts.Add(text);
        return texts;
    }

    public IReadOnlyList<(JsonElement Value, string Path)> Items(string name)
    {
        if (Take(name) is not { } value) return [];
        if (value.ValueKind == JsonValueKind.Array) return [.. value.EnumerateArray().Select((item, i) => (item, $"{At(name)}[{i}]"))];
        faults.Add(Faults.Form(At(name), "此处应为数组", "an array is expected here"));
        return [];
    }

    /// <summary>The members of the object behind a name, in the order of the file.</summary>
    public IReadOnlyList<(string Name, JsonElement Value, string Path)> Members(string name) =>
        Object(name) is { } inner ? inner.Members() : [];

    public IReadOnlyList<(string Name, JsonElement Value, string Path)> Members()
    {
        var all = element.EnumerateObject().Select(member => (member.Name, member.Value, At(member.Name))).ToList();
        asked.UnionWith(all.Select(member => member.Name));
        return all;
    }

    /// <summary>Everything has been asked for; what is left over is unknown.</summary>
    public void Close()
    {
        foreach (var member in element.EnumerateObject())
            if (!asked.Contains(member.Name))
                faults.Add(BeyondProfile.Contains(member.Name)
                    ? Faults.Form(At(member.Name), $"XState 的“{member.Name}”不在本规范之内：案件只因事件和期限而动，同时只在一个环节", $"\"{member.Name}\" of XState is outside the profile: a case moves by events and deadlines only, and is in one state at a time")
                    : Faults.Form(At(member.Name), $"不认识的成员“{member.Name}”", $"unknown member \"{member.Name}\""));
    }

    private string? TextOf(JsonElement? value, string path)
    {
        if (value is null) return null;
        if (value.Value.ValueKind == JsonValueKind.String) return value.Value.GetString();
        faults.Add(Faults.Form(path, "此处应为文字", "a text is expected here"));
        return null;
    }
}
