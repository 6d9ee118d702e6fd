namespace Integrity.App.Workflows;

/// <summary>One way of doing a thing by law: who may do what when, and how long it may take. Read from a file in <c>workflows/</c>.</summary>
/// <remarks>Invariant: a running case pins <see cref="Text"/> and <see cref="Hash"/>, so an edited file never changes it.</remarks>
public sealed record WorkflowDefinition
{
    public required string Code { get; init; }
    public required int Version { get; init; }
    public required Words Title { get; init; }
    public required IReadOnlyList<string> Basis { get; init; }
    public required DateOnly? EffectiveFrom { get; init; }
    public required string? Subject { get; init; }
    public required IReadOnlyDictionary<string, Parameter> Parameters { get; init; }
    public required IReadOnlyDictionary<string, Role> Roles { get; init; }
    public required IReadOnlyDictionary<string, Words> Tags { get; init; }
    public required IReadOnlyDictionary<string, Words> Guards { get; init; }
    public required IReadOnlyDictionary<string, Words> Events { get; init; }
    public required IReadOnlyDictionary<string, DeadlineRule> Deadlines { get; init; }
    public required IReadOnlyList<Invariant> Invariants { get; init; }
    public required StateNode Root { get; init; }
    public required IReadOnlyList<Migration> Migrations { get; init; }

    /// <summary>How an ended life goes on by decision: arrows of the envelope, because a final state of XState has no way on (P-6).</summary>
    public IEnumerable<Transition> Reopenings => Root.Leaves().Where(leaf => leaf.Ends).SelectMany(leaf => leaf.Transitions);

    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    /// <summary>The file as it was written.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256, in lower-case hexadecimal, of the canonical text: blanks and the order of members do not count.</summary>
    public required string Hash { get; init; }

    /// <summary>The innermost state of that path.</summary>
    /// <remarks>Errors: a stored state that the definition does not have is a fault, never passed over.</remarks>
    public StateNode State(string path) =>
        Root.Below(path) is { IsLeaf: true } leaf
            ? leaf
            : throw new InvalidOperationException($"Workflow {Code} v{Version} has no innermost state '{path}'.");

    /// <summary>The words of an event, or of the expiry of a deadline.</summary>
    public Words TriggerWords(string trigger)
    {
        if (Trigger.DeadlineOf(trigger) is { } name)
            return Deadlines.TryGetValue(name, out var rule)
                ? new(rule.Title.Zh + "届满", rule.Title.En + " has run out")
                : new(name + "届满", name + " has run out");
        return Events.TryGetValue(trigger, out var words) ? words : new(trigger, trigger);
    }

    /// <summary>Whether a period's expiry raises it: nobody says anything with it.</summary>
    public bool IsClock(string trigger) => Trigger.DeadlineOf(trigger) is not null || Deadlines.Values.Any(rule => rule.Fires == trigger);

    /// <summary>Whether a clock, or the system in any other way, can take the arrow.</summary>
    public bool IsByClock(Transition arrow) => arrow.By.Contains(WorkflowVocabulary.System) || IsClock(arrow.Trigger);

    /// <summary>Whether a body decides under this role: the leadership group, a review panel, the superior body.</summary>
    public bool IsBody(string role) => role == "superiorBody" || (Roles.TryGetValue(role, out var found) && found.Collective);

    /// <summary>Whether a body has the step in hand.</summary>
    public bool IsBodys(StateNode state) => state.Outward().Select(node => node.Owner).FirstOrDefault(owner => owner is not null) is { } owner && IsBody(owner);

    public Words RoleWords(string role) => Roles.TryGetValue(role, out var found) ? found.Title : new(role, role);
}

/// <summary>Names of what moves a case: an event, or <c>after:NAME</c> when a deadline runs out.</summary>
public static class Trigger
{
    /// <summary>The event of every declared reopening.</summary>
    public const string Reopen = "REOPEN";

    private const string AfterPrefix = "after:";

    public static string After(string deadline) => AfterPrefix + deadline;

    public static string? DeadlineOf(string trigger) =>
        trigger.StartsWith(AfterPrefix, StringComparison.Ordinal) ? trigger[AfterPrefix.Length..] : null;
}

/// <summary>A number that the bureau may set inside lawful limits; the file names it as <c>$name</c>.</summary>
public sealed record Parameter(string Name, string Unit, long Value, long? Min, long? Max, string Source);

/// <summary>Who takes part, and who else that person must not be in the same case (D-4).</summary>
public sealed record Role(string Name, Words Title, IReadOnlyList<string> NotSameAs, string? Substitutes, bool External, bool Collective, string At);

/// <summary>A named test or effect of the program, with its arguments; <c>$name</c> is already replaced by its number.</summary>
public sealed record Call(string Type, IReadOnlyDictionary<string, string> Params, string At)
{
    /// <summary>Two calls are the same when type and arguments are.</summary>
    public bool Same(Call other) =>
        Type == other.Type && Params.Count == other.Params.Count
        && Params.All(mine => other.Params.TryGetValue(mine.Key, out var theirs) && theirs == mine.Value);
}

/// <summary>How running cases of an earlier version come over: only by this map, approved.</summary>
public sealed record Migration(
    int FromVersion, IReadOnlyDictionary<string, string> States, IReadOnlyList<string> Refuse,
    IReadOnlyDictionary<string, string> Deadlines, Words? Because, string? ApprovedBy, string At);

/// <summary>A story the definition must be able to tell, and how it ends.</summary>
public sealed record Scenario(Words Name, string Expect, IReadOnlyList<Happening> Steps, string At);

/// <summary>One event of a walk, with what was said: <c>outcome</c> may be one word or several.</summary>
public sealed record Happening(string Trigger, IReadOnlyDictionary<string, IReadOnlyList<string>> Params)
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Nothing = new Dictionary<string, IReadOnlyList<string>>();

    public Happening(string trigger) : this(trigger, Nothing)
    {
    }
}
