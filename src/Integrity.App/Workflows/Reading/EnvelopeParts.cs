using System.Globalization;
using System.Text.Json;

namespace Integrity.App.Workflows;

/// <summary>The smaller parts of the envelope: words, invariants, migration maps, scenarios.</summary>
internal static class EnvelopeParts
{
    /// <summary>Both languages, or a fault: a label that one reader cannot read is no label.</summary>
    public static Words WordsOf(JsonElement? value, string path, string zh, string en, List<DefinitionFault> faults)
    {
        if (value is null || value.Value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(Faults.MissingLabel(path, zh, en));
            return new("", "");
        }
        var entry = StrictObject.Of(value.Value, path, faults)!;
        var words = new Words(entry.Text("zh") ?? "", entry.Text("en") ?? "");
        entry.Close();
        if (string.IsNullOrWhiteSpace(words.Zh) || string.IsNullOrWhiteSpace(words.En)) faults.Add(Faults.MissingLabel(path, zh, en));
        // Chinese under "en" is no English name; whoever reads English would be shown it.
        else if (words.En.Any(letter => letter is >= '\u4e00' and <= '\u9fff'))
            faults.Add(new(FaultCodes.MissingLabel, path + ".en", $"{zh}的英文名称写的是中文：“{words.En}”。", $"{en} has Chinese in place of its English name: \"{words.En}\"."));
        return words;
    }

    public static string? OneOf(StrictObject entry, string member, List<DefinitionFault> faults, params string[] allowed)
    {
        var text = entry.Text(member);
        if (text is null || allowed.Contains(text)) return text;
        faults.Add(Faults.Form(entry.At(member), $"只能是 {string.Join("、", allowed)}", $"it can only be {string.Join(", ", allowed)}"));
        return null;
    }

    public static Extension? Extendable(StrictObject deadline, List<DefinitionFault> faults)
    {
        if (deadline.Object("extendable") is not { } entry) return null;
        var extension = new Extension(entry.Number("times") ?? 1, entry.Number("maxDays") ?? 0, entry.NeedText("by"));
        if (extension is { Times: < 1 } or { MaxDays: < 1 or > DeadlineRule.Longest })
            faults.Add(Faults.Form(entry.Path, "须写明最多延长几次、每次几日", "it must say how often and by how many days at most"));
        entry.Close();
        return extension;
    }

    private static readonly IReadOnlyList<(string Member, string Says)> QuorumOfRules =
    [
        ("rule", "D-2"), ("of", "m = N - recused"), ("present", "ceil(2m/3)"), ("presentAtLeast", "3 if N >= 5"), ("for", "floor(m/2) + 1"), ("superiorBodyIf", "m < 3 or 2m < N"),
    ];

    /// <summary>The quorum is D-2 and stands in the program; the file repeats it for its readers, so it must not say anything else (E25).</summary>
    public static bool Quorum(StrictObject quorum, List<DefinitionFault> faults)
    {
        foreach (var (member, says) in QuorumOfRules)
            if (quorum.Text(member) is { } text && text != says)
                faults.Add(new(FaultCodes.LawfulRole, quorum.At(member), $"议事人数依 D-2 为“{says}”，这里写作“{text}”。", $"By D-2 the quorum says \"{says}\"; here it says \"{text}\"."));
        quorum.Close();
        return true;
    }

    /// <summary>Recusal and the last vote stand in the program too: the file repeats them, must not say anything else, and where a body decides says them (E25).</summary>
    public static void SaysAsRules(StrictObject role, string member, string rule, string says, bool must, List<DefinitionFault> faults)
    {
        var text = role.Text(member);
        if (text is null && must)
            faults.Add(new(FaultCodes.LawfulRole, role.At(member), $"集体决定的角色须写明“{member}”：依 {rule} 为“{says}”。", $"A role that decides as a body says \"{member}\": by {rule} it is \"{says}\"."));
        if (text is not null && text != says)
            faults.Add(new(FaultCodes.LawfulRole, role.At(member), $"“{member}”依 {rule} 只能是“{says}”，这里写作“{text}”。", $"By {rule} \"{member}\" can only be \"{says}\"; here it says \"{text}\"."));
    }

    public static IReadOnlyList<Invariant> Invariants(StrictObject file, List<DefinitionFault> faults)
    {
        List<Invariant> invariants = [];
        foreach (var (value, path) in file.Items("invariants"))
        {
            if (StrictObject.Of(value, path, faults) is not { } entry) continue;
            var because = WordsOf(entry.Take("because"), entry.At("because"), "约束的理由", "The reason of the invariant", faults);
            if (entry.Has("reach")) invariants.Add(new OnlyThrough(entry.NeedText("reach"), entry.NeedText("onlyThrough"), entry.Flag("eachTime"), because, path));
            else if (entry.Object("never") is { } never)
            {
                invariants.Add(new Never(never.NeedText("by"), never.NeedText("into"), because, path));
                never.Close();
            }
            else if (entry.Has("once")) invariants.Add(new Once(entry.NeedText("once"), entry.NeedText("undo"), entry.Text("undoneIn"), because, path));
            else if (entry.Has("while")) invariants.Add(new While(entry.NeedText("while"), entry.NeedText("require"), entry.Text("unless"), because, path));
            else faults.Add(Faults.Form(path, "约束应以 reach、never、once 或 while 开头", "an invariant has reach, never, once or while"));
            entry.Close();
        }
        return invariants;
    }

    public static IReadOnlyList<Migration> Migrations(StrictObject file, List<DefinitionFault> faults)
    {
        List<Migration> migrations = [];
        foreach (var (name, value, path) in file.Members("migrateFrom"))
        {
            if (StrictObject.Of(value, path, faults) is not { } entry) continue;
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var from))
                faults.Add(Faults.Form(path, "应以版本号为名", "its name must be a version number"));
            var because = entry.Has("because") ? WordsOf(entry.Take("because"), entry.At("because"), "迁移的理由", "The reason of the migration", faults) : null;
            migrations.Add(new(from, Pairs(entry, "states", faults), entry.Texts("refuse"), Pairs(entry, "deadlines", faults), because, entry.Text("approvedBy"), path));
            entry.Close();
        }
        return migrations;
    }

    public static IReadOnlyList<Scenario> Scenarios(StrictObject file, List<DefinitionFault> faults)
    {
        List<Scenario> scenarios = [];
        foreach (var (value, path) in file.Items("scenarios"))
        {
            if (StrictObject.Of(value, path, faults) is not { } entry) continue;
            var name = WordsOf(entry.Take("name"), entry.At("name"), "情形", "The scenario", faults);
            var steps = entry.Items("steps").Select(step => HappeningOf(step.Value, step.Path, faults)).ToList();
            scenarios.Add(new(name, entry.NeedText("expect"), steps, path));
            entry.Close();
        }
        return scenarios;
    }

    /// <summary>A step is an event's name, or an object with one event and what was said.</summary>
    private static Happening HappeningOf(JsonElement step, string path, List<DefinitionFault> faults)
    {
        if (step.ValueKind == JsonValueKind.String) return new(step.GetString()!);
        if (step.ValueKind == JsonValueKind.Object && step.EnumerateObject().ToList() is [var only])
            return new(only.Name, ParamsOf(only.Value, StrictObject.Join(path, only.Name), faults));
        faults.Add(Faults.Form(path, "一步应为事件名，或只含一个事件的对象", "a step is an event's name, or an object with one event"));
        return new("");
    }

    /// <summary>Arguments of an event: each a text or a list of texts.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ParamsOf(JsonElement value, string path, List<DefinitionFault> faults)
    {
        Dictionary<string, IReadOnlyList<string>> said = new(StringComparer.Ordinal);
        if (StrictObject.Of(value, path, faults) is not { } entry) return said;
        foreach (var (name, argument, _) in entry.Members())
            said[name] = argument.ValueKind switch
            {
                JsonValueKind.String => [argument.GetString()!],
                JsonValueKind.Array => entry.Texts(name),
                _ => [argument.GetRawText()],
            };
        return said;
    }

    private static OrderedDictionary<string, string> Pairs(StrictObject entry, string member, List<DefinitionFault> faults)
    {
        OrderedDictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (var (name, value, path) in entry.Members(member))
            if (value.ValueKind == JsonValueKind.String) pairs[name] = value.GetString()!;
            else faults.Add(Faults.Form(path, "此处应为文字", "a text is expected here"));
        return pairs;
    }
}
