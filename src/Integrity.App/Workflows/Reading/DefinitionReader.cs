using System.Globalization;
using System.Text.Json;

namespace Integrity.App.Workflows;

/// <summary>What reading a file gave: the definition as far as it could be made out, and every fault of form.</summary>
public sealed record DefinitionReading(WorkflowDefinition? Definition, IReadOnlyList<DefinitionFault> Faults);

/// <summary>Reads the envelope strictly: an unknown member, a wrong shape, a number out of its range is a fault with its path.</summary>
public sealed class DefinitionReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    private readonly List<DefinitionFault> faults = [];
    private readonly OrderedDictionary<string, Parameter> parameters = new(StringComparer.Ordinal);

    private DefinitionReader()
    {
    }

    /// <param name="text">The file.</param>
    /// <param name="settings">Parameters that the bureau has set otherwise than the file, by name.</param>
    public static DefinitionReading Read(string text, IReadOnlyDictionary<string, long>? settings = null)
    {
        var reader = new DefinitionReader();
        WorkflowDefinition? definition = null;
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            definition = reader.Envelope(document.RootElement, text, settings ?? new Dictionary<string, long>());
        }
        catch (JsonException broken)
        {
            reader.faults.Add(broken.LineNumber is { } line ? Faults.Form("$", $"不是有效的 JSON（第 {line + 1} 行）", $"this is not valid JSON (line {line + 1})")
                : Faults.Form("$", "同一对象中有重复的键", "a key stands twice in one object"));
            if (TornText.IsIn(text)) reader.faults.Add(TornText.Fault("$"));
        }
        catch (InvalidOperationException)
        {
            // A name that is half of a surrogate pair cannot even be compared with the others.
            reader.faults.Add(TornText.Fault("$"));
        }
        return new(definition, reader.faults);
    }

    private WorkflowDefinition? Envelope(JsonElement element, string text, IReadOnlyDictionary<string, long> settings)
    {
        if (!TornText.Find(element, "$", faults) || StrictObject.Of(element, "$", faults) is not { } file) return null;
        file.Take("$schema");
        var code = file.NeedText("code");
        var version = file.Number("version");
        if (version is null or < 1) faults.Add(Faults.Form(file.At("version"), "版本号应为正整数", "the version must be a whole number from 1"));
        var title = WordsOf(file.Need("title"), file.At("title"), "流程", "The definition");
        var basis = file.Texts("basis");
        if (basis.Count == 0) faults.Add(Faults.Form(file.At("basis"), "须写明依据", "its basis must be named"));
        var effective = Day(file);
        var subject = file.NeedText("subject");
        Parameters(file, settings);
        var roles = Roles(file);
        var tags = WordList(file, "tags", "标记", "tag");
        var guards = WordList(file, "guards", "条件", "guard");
        var events = WordList(file, "events", "事件", "event");
        var deadlines = Deadlines(file);
        var invariants = EnvelopeParts.Invariants(file, faults);
        var (machines, reopenings) = (new MachineReader(faults, ParamOf), file.Items("reopening"));
        var root = file.Need("machine") is { } machine ? machines.Read(machine, file.At("machine")) : null;
        if (root is not null) machines.Reopenings(root, reopenings);
        var migrations = EnvelopeParts.Migrations(file, faults);
        var scenarios = EnvelopeParts.Scenarios(file, faults);
        file.Close();
        return root is null ? null : new WorkflowDefinition
        {
            Code = code, Version = version ?? 0, Title = title, Basis = basis, EffectiveFrom = effective, Subject = subject,
            Parameters = parameters, Roles = roles, Tags = tags, Guards = guards, Events = events, Deadlines = deadlines,
            Invariants = invariants, Root = root, Migrations = migrations, Scenarios = scenarios,
            Text = text, Hash = CanonicalText.HashOf(element),
        };
    }

    private DateOnly? Day(StrictObject file)
    {
        if (file.NeedText("effectiveFrom") is not { Length: > 0 } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        faults.Add(Faults.Form(file.At("effectiveFrom"), "日期应写作 2026-01-01", "a date is written 2026-01-01"));
        return null;
    }

    private void Parameters(StrictObject file, IReadOnlyDictionary<string, long> settings)
    {
        foreach (var (name, value, path) in file.Members("parameters"))
        {
            if (StrictObject.Of(value, path, faults) is not { } entry) continue;
            if (entry.NeedText("type") is not ("int" or "")) faults.Add(Faults.Form(entry.At("type"), "参数只能是 int", "a parameter can only be an int"));
            var (min, max) = (entry.LongNumber("min"), entry.LongNumber("max"));
            var standard = entry.Need("default") is null ? 0 : entry.LongNumber("default") ?? 0;
            var parameter = new Parameter(name, entry.NeedText("unit"), settings.TryGetValue(name, out var set) ? set : standard, min, max, entry.NeedText("source"));
            entry.Close();
            parameters[name] = parameter;
            if (parameter.Value < (min ?? long.MinValue) || parameter.Value > (max ?? long.MaxValue))
                faults.Add(new(FaultCodes.Parameter, path, $"参数“{name}”为 {parameter.Value}，应在 {min?.ToString() ?? "…"} 至 {max?.ToString() ?? "…"} 之间。",
                    $"The parameter \"{name}\" is {parameter.Value}; it must lie between {min?.ToString() ?? "…"} and {max?.ToString() ?? "…"}."));
        }
        foreach (var name in settings.Keys.Where(name => !parameters.ContainsKey(name)))
            faults.Add(UnknownParameter("$.parameters", name));
    }

    private OrderedDictionary<string, Role> Roles(StrictObject file)
    {
        OrderedDictionary<string, Role> roles = new(StringComparer.Ordinal);
        foreach (var (name, value, path) in file.Members("roles"))
        {
            if (StrictObject.Of(value, path, faults) is not { } entry) continue;
            var title = WordsOf(entry.Take("title"), entry.At("title"), $"角色“{name}”", $"The role \"{name}\"");
            var collective = entry.Object("quorum") is { } quorum && EnvelopeParts.Quorum(quorum, faults);
            EnvelopeParts.SaysAsRules(entry, "recusal", "D-4", "perItem", collective, faults);
            EnvelopeParts.SaysAsRules(entry, "votesLast", "D-3", "chair", collective && name == "panel", faults);
            roles[name] = new(name, title, entry.Texts("notSameAs"), EnvelopeParts.OneOf(entry, "substitutes", faults, "duty-roster"), entry.Flag("external"), collective, path);
            entry.Close();
        }
        return roles;
    }

    private OrderedDictionary<string, DeadlineRule> Deadlines(StrictObject file)
    {
        OrderedDictionary<string, DeadlineRule> deadlines = new(StringComparer.Ordinal);
        foreach (var (name, value, path) in file.Members("deadlines"))
        {
            if (StrictObject.Of(value, path, faults) is not { } entry) continue;
            var title = WordsOf(entry.Take("title"), entry.At("title"), $"期限“{name}”", $"The deadline \"{name}\"");
            var unitText = entry.NeedText("unit");
            if (!Enum.TryParse<DeadlineUnit>(unitText, ignoreCase: true, out var unit) || Camel(unit) != unitText)
                faults.Add(Faults.Form(entry.At("unit"), "单位应为 hours、workingDays、calendarDays 或 months", "the unit must be hours, workingDays, calendarDays or months"));
            var remind = entry.Items("remind").Select(item => Count(item.Value, item.Path, 1)).ToList();
            deadlines[name] = new(name, title, Length(entry, unit), unit, entry.NeedText("from"), entry.NeedText("source"), path)
            {
                LegalEffect = EnvelopeParts.OneOf(entry, "legalEffect", faults, "release", "lapse"),
                ProtectsContractor = entry.Flag("protectsContractor"), Remind = remind,
                Fires = entry.Text("fires"), Repeat = entry.Flag("repeat"), EscalateTo = entry.Text("escalateTo"),
                Extendable = EnvelopeParts.Extendable(entry, faults),
            };
            entry.Close();
        }
        return deadlines;
    }

    private int Length(StrictObject entry, DeadlineUnit unit)
    {
        if (entry.Need("length") is not { } value) return 1;
        var path = entry.At("length");
        if (value.ValueKind == JsonValueKind.String && value.GetString() is ['$', .. var name]
            && parameters.TryGetValue(name, out var parameter) && parameter.Unit != Camel(unit))
            faults.Add(new(FaultCodes.Parameter, path, $"参数“{name}”的单位是 {parameter.Unit}，与期限的单位 {Camel(unit)} 不同。",
                $"The parameter \"{name}\" counts {parameter.Unit}, the deadline {Camel(unit)}."));
        return Count(value, path, 1);
    }

    private int Count(JsonElement value, string path, int least)
    {
        if (ParamOf(value, path) is not { } text) return least;
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= DeadlineRule.Longest) return number;
        faults.Add(Faults.Form(path, $"应为 {least} 至 {DeadlineRule.Longest} 的整数", $"a whole number from {least} to {DeadlineRule.Longest} is expected"));
        return least;
    }

    /// <summary>An argument as text, <c>$name</c> replaced by the parameter's number.</summary>
    private string? ParamOf(JsonElement value, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean() ? "true" : "false";
            case JsonValueKind.Number when value.TryGetInt64(out var number):
                return number.ToString(CultureInfo.InvariantCulture);
            case JsonValueKind.String when value.GetString() is ['$', .. var name]:
                if (parameters.TryGetValue(name, out var parameter)) return parameter.Value.ToString(CultureInfo.InvariantCulture);
                faults.Add(UnknownParameter(path, name));
                return null;
            case JsonValueKind.String:
                return value.GetString();
            default:
                faults.Add(Faults.Form(path, "此处应为文字、整数或 true/false", "a text, a whole number or true/false is expected here"));
                return null;
        }
    }

    private OrderedDictionary<string, Words> WordList(StrictObject file, string member, string zh, string en)
    {
        OrderedDictionary<string, Words> list = new(StringComparer.Ordinal);
        foreach (var (name, value, path) in file.Members(member))
            list[name] = WordsOf(value, path, $"{zh}“{name}”", $"The {en} \"{name}\"");
        return list;
    }

    private Words WordsOf(JsonElement? value, string path, string zh, string en) => EnvelopeParts.WordsOf(value, path, zh, en, faults);

    private static DefinitionFault UnknownParameter(string path, string name) =>
        new(FaultCodes.Parameter, path, $"参数“{name}”未在 parameters 中定义。", $"The parameter \"{name}\" is not defined under parameters.");

    internal static string Camel(DeadlineUnit unit) => char.ToLowerInvariant(unit.ToString()[0]) + unit.ToString()[1..];
}
