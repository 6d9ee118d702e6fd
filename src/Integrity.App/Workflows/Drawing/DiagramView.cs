using Integrity.Domain.Values;

namespace Integrity.App.Workflows;

/// <summary>How a definition is to be shown: in which language, and, for a running case, where it is, how it came there, and when its periods end.</summary>
public sealed record DiagramView(Language Language)
{
    /// <summary>The path of the state that is lit.</summary>
    public string? Now { get; init; }

    /// <summary>The moves made so far, as pairs of paths.</summary>
    public IReadOnlyList<(string From, string To)> Walked { get; init; } = [];

    /// <summary>By name, the last day of periods that run, as it is to be shown.</summary>
    public IReadOnlyDictionary<string, string> Due { get; init; } = new Dictionary<string, string>();
}

/// <summary>A thick line of the picture: all arrows from one innermost state to another, with their words.</summary>
public sealed record DiagramArrow(StateNode From, StateNode To, IReadOnlyList<string> Labels, bool ByClock)
{
    /// <summary>The life had ended, and goes on by decision.</summary>
    public bool Reopens => From.Ends;
}

/// <summary>What a picture shows of a definition, before it has a form.</summary>
public sealed class Diagram(WorkflowDefinition definition, DiagramView view)
{
    /// <remarks>Errors: a state to be lit that the definition does not have.</remarks>
    public static Outcome<Diagram> Of(WorkflowDefinition definition, DiagramView view) =>
        view.Now is { } now && definition.Root.Below(now) is not { IsLeaf: true } ? WorkflowRefusals.UnknownState(now, definition) : new Diagram(definition, view);

    public WorkflowDefinition Definition => definition;

    public DiagramView View => view;

    public string Title => Say(definition.Title);

    public IReadOnlyList<StateNode> States => [.. definition.Root.Leaves()];

    /// <summary>Moves between different states; those that stay, and those of the machine itself, are listed beside the picture.</summary>
    public IReadOnlyList<DiagramArrow> Arrows =>
        [.. new CaseGraph(definition).Edges.Where(edge => edge.From != edge.To && edge.Arrow.Source.Parent is not null)
            .GroupBy(edge => (edge.From, edge.To))
            .Select(group => new DiagramArrow(group.Key.From, group.Key.To, [.. group.Select(edge => LabelOf(edge.Arrow)).Distinct()],
                group.All(edge => Trigger.DeadlineOf(edge.Arrow.Trigger) is not null)))];

    /// <summary>What can happen in every state.</summary>
    public IReadOnlyList<string> Everywhere => [.. definition.Root.Transitions.Where(arrow => !arrow.Forbids).Select(LabelOf).Distinct()];

    /// <summary>The periods of the machine itself, which run on from step to step, as the limit of a hold does: the last day while it runs, for it may have been prolonged; else the length (P-5).</summary>
    public IReadOnlyList<string> PeriodsEverywhere => [.. Machines.Select(Told)];

    private IEnumerable<DeadlineRule> Machines => definition.Deadlines.Values.Where(rule => rule.Fires is not null);

    private string Told(DeadlineRule rule) => view.Due.TryGetValue(rule.Name, out var day) ? $"{Say(rule.Title)} → {day}" : $"{Say(rule.Title)} {LengthOf(rule)}";

    /// <summary>What the picture and the list call that which belongs to no step alone.</summary>
    public string NameOfEverywhere => view.Language == Language.Chinese ? "任何环节" : "In every step";

    public string Say(Words words) => words.In(view.Language);

    public string NameOf(StateNode state) =>
        string.Join(view.Language == Language.Chinese ? " · " : " / ", state.Outward().Reverse().Skip(1).Select(node => Say(node.Words)));

    public string? OwnerOf(StateNode state) =>
        state.Outward().Select(node => node.Owner).FirstOrDefault(owner => owner is not null) is { } owner ? Say(definition.RoleWords(owner)) : null;

    /// <summary>Event, and the branch where there are several.</summary>
    public string LabelOf(Transition arrow)
    {
        if (Trigger.DeadlineOf(arrow.Trigger) is { } name && definition.Deadlines.TryGetValue(name, out var rule)) return $"{Say(rule.Title)} {LengthOf(rule)}";
        var words = Say(definition.TriggerWords(arrow.Trigger));
        return arrow.Label is { } branch ? words + (view.Language == Language.Chinese ? "：" : ": ") + Say(branch) : words;
    }

    /// <summary>The periods of a state: title, length, and the last day where it is known; on the lit one also those of the machine that run.</summary>
    public IReadOnlyList<string> DeadlinesOf(StateNode state) =>
        [.. state.Outward().SelectMany(node => node.Transitions).Select(arrow => Trigger.DeadlineOf(arrow.Trigger)).OfType<string>().Distinct()
            .Where(definition.Deadlines.ContainsKey).Select(name => definition.Deadlines[name])
            .Select(rule => $"{Say(rule.Title)} {LengthOf(rule)}" + (state.Path == view.Now && view.Due.TryGetValue(rule.Name, out var day) ? $" → {day}" : ""))
            .Concat(Machines.Where(rule => state.Path == view.Now && view.Due.ContainsKey(rule.Name)).Select(Told))];

    public string LengthOf(DeadlineRule rule) => (view.Language, rule.Unit) switch
    {
        (Language.Chinese, DeadlineUnit.Hours) => $"{rule.Length} 小时",
        (Language.Chinese, DeadlineUnit.WorkingDays) => $"{rule.Length} 个工作日",
        (Language.Chinese, DeadlineUnit.CalendarDays) => $"{rule.Length} 日",
        (Language.Chinese, _) => $"{rule.Length} 个月",
        (_, DeadlineUnit.Hours) => Count(rule.Length, "hour"),
        (_, DeadlineUnit.WorkingDays) => Count(rule.Length, "working day"),
        (_, DeadlineUnit.CalendarDays) => Count(rule.Length, "day"),
        _ => Count(rule.Length, "month"),
    };

    private static string Count(int number, string unit) => number == 1 ? $"1 {unit}" : $"{number} {unit}s";
}
