using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Stateless;

namespace Integrity.App.Workflows;

/// <summary>What is known when a case is to be moved. All of it is passed in: the machine asks nobody and reads no clock.</summary>
public sealed record Facts
{
    /// <summary>The roles in which the actor may act in this case.</summary>
    public required IReadOnlySet<string> Roles { get; init; }

    /// <summary>The requirements that are met.</summary>
    public required IReadOnlySet<string> Met { get; init; }

    /// <summary>Why one is not met, in words that fit the process; null where the vocabulary's serve.</summary>
    public Func<string, Words?> WhyUnmet { get; init; } = _ => null;

    /// <summary>Who acts; null for a body or a deadline.</summary>
    public OfficialId? Actor { get; init; }

    /// <summary>In whose place; null when for himself. What either of them did before binds him (D-4).</summary>
    public OfficialId? For { get; init; }

    /// <summary>Who has acted in this case before, by role.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<OfficialId>> ActedAs { get; init; } = new Dictionary<string, IReadOnlySet<OfficialId>>();
}

/// <summary>What will be done in the one transaction, if it is done: nothing here has happened yet.</summary>
/// <param name="Step">States left and entered, and the actions in the order exit, transition, entry.</param>
/// <param name="Transition">The arrow taken; null for the start of a life.</param>
/// <param name="As">The role in which the actor acts; null for the start.</param>
/// <param name="Cancel">Periods that end; to be done before <paramref name="Arm"/>.</param>
/// <param name="Arm">Periods that begin, or begin again.</param>
public sealed record Plan(Step Step, Transition? Transition, string? As, IReadOnlyList<ArmedDeadline> Cancel, IReadOnlyList<ArmedDeadline> Arm)
{
    public string From => Step.From.Path;
    public string To => Step.To.Path;
    public IReadOnlyList<Call> Actions => Step.Actions;

    /// <summary>The life is over; every period still running ends with it.</summary>
    public bool Ends => Step.To.Ends;
}

/// <summary>A button of the case page: an event or branch, whether it can be pressed now, and if not, why in words.</summary>
public sealed record Choice(string Trigger, Transition Transition, Words Label, IReadOnlyList<string> By, Refusal? Why)
{
    public bool Allowed => Why is null;
}

/// <summary>Compiles a definition into a transition table and plans moves on it. The only file that names Stateless.</summary>
/// <remarks>
/// Stateless is the table and nothing more. Every arrow of the present state becomes a landing of its own, so that two arrows to one state stay apart
/// and an arrow that stays is no special case; the guards are settled before ("first match wins, inner before outer"), because two true guards throw;
/// no effect hangs in the table, because an exception there would leave the state changed; a stored unknown state throws in <see cref="WorkflowDefinition.State"/>.
/// </remarks>
public sealed class Machine(WorkflowDefinition definition)
{
    public WorkflowDefinition Definition => definition;

    /// <summary>The arrow that answers, or null. Roles and requirements are not asked here.</summary>
    public static Transition? Choose(StateNode leaf, Happening happening)
    {
        var candidates = Step.Candidates(leaf, happening.Trigger).ToList();
        var first = candidates.FindIndex(arrow => Holds(arrow, happening));
        var at = leaf.Path;
        var table = new StateMachine<string, string>(() => at, landing => at = landing, FiringMode.Immediate);
        var here = table.Configure(leaf.Path);
        for (var i = 0; i < candidates.Count; i++)
        {
            var mine = i;
            here.PermitIf(happening.Trigger, Landing(mine), () => mine == first, "the first branch whose condition is true");
        }
        table.OnUnhandledTrigger((_, _, _) => { });
        table.Fire(happening.Trigger);
        var taken = candidates.Select((arrow, i) => (arrow, i)).Where(pair => Landing(pair.i) == at).Select(pair => pair.arrow).FirstOrDefault();
        return taken is null or { Forbids: true } or { IsBroken: true } ? null : taken;
    }

    /// <summary>The start of a life.</summary>
    public Plan Begin()
    {
        var step = Step.Begin(definition);
        var (cancel, arm) = DeadlineChanges.Of(definition, step, trigger: null);
        return new(step, null, null, cancel, arm);
    }

    /// <summary>A place given from outside, not by an arrow: states left and entered with their periods, and of their actions only the tasks.</summary>
    public Plan Place(string from, string to)
    {
        var arrow = new Transition(definition.Root, "", definition.Root.At) { Target = definition.State(to) };
        var step = Step.Of(definition.State(from), arrow);
        step = step with { Actions = [.. step.Actions.Where(action => action.Type is "openTasks" or "closeTasks")] };
        var (cancel, arm) = DeadlineChanges.Of(definition, step, trigger: null);
        return new(step, null, null, cancel, arm);
    }

    /// <summary>What a trigger would do in a state, given the facts; or who could do it and when, or what is missing.</summary>
    /// <remarks>Errors: closed, unknown event, not allowed here, no branch, role not held, same person, requirement unmet.</remarks>
    public Outcome<Plan> Plan(string state, Happening happening, Facts facts)
    {
        var leaf = definition.State(state);
        if (Choose(leaf, happening) is not { } arrow) return WhyNot.Of(definition, leaf, happening);
        var words = definition.TriggerWords(happening.Trigger);
        if (Entitled(arrow, words, facts, out var role) is { } refusal) return refusal;
        var unmet = Unmet(arrow, facts);
        if (unmet.Count > 0) return WorkflowRefusals.RequirementUnmet(words, unmet);
        var step = Step.Of(leaf, arrow);
        var (cancel, arm) = DeadlineChanges.Of(definition, step, happening.Trigger);
        return new Plan(step, arrow, role, cancel, arm);
    }

    /// <summary>Every event and branch of a state that people can bring about, each with the reason when it cannot be pressed.</summary>
    public IReadOnlyList<Choice> Choices(string state, Facts facts)
    {
        var leaf = definition.State(state);
        if (leaf.Ends) return [];
        return [.. leaf.Outward().SelectMany(node => node.Transitions)
            .Where(arrow => !arrow.Forbids && !(arrow.By is [WorkflowVocabulary.System]) && Step.Candidates(leaf, arrow.Trigger).TakeWhile(other => other != arrow).All(earlier => earlier.Guard is not null))
            .Select(arrow => new Choice(arrow.Trigger, arrow, LabelOf(arrow), arrow.By, Entitled(arrow, LabelOf(arrow), facts, out _)
                ?? (Unmet(arrow, facts) is { Count: > 0 } unmet ? WorkflowRefusals.RequirementUnmet(LabelOf(arrow), unmet) : null)))];
    }

    /// <summary>The requirements whose truth must be known before this trigger is planned in this state.</summary>
    public IReadOnlySet<string> Asked(string state, string trigger) =>
        Step.Candidates(definition.State(state), trigger).SelectMany(arrow => arrow.Requires).ToHashSet(StringComparer.Ordinal);

    private Words LabelOf(Transition arrow) => arrow.Label ?? definition.TriggerWords(arrow.Trigger);

    private static List<RequirementWord> Unmet(Transition arrow, Facts facts) =>
        [.. arrow.Requires.Where(name => !facts.Met.Contains(name))
            .Select(name => WorkflowVocabulary.Requirements[name]).Select(word => facts.WhyUnmet(word.Name) is { } why ? word with { Missing = why } : word)];

    /// <summary>Picks the role to act in: one that the actor holds and that nothing he did before forbids him.</summary>
    private Refusal? Entitled(Transition arrow, Words words, Facts facts, out string? role)
    {
        var held = Held(arrow, facts);
        role = held.Where(one => one.Earlier is null).Select(one => one.Role).FirstOrDefault();
        return role is not null ? null
            : held is [(var kept, { } earlier), ..] ? WorkflowRefusals.SamePerson(definition.RoleWords(kept), definition.RoleWords(earlier), ofAbsent: facts.Actor is { } actor && Conflict(kept, actor, facts) is null)
            : WorkflowRefusals.RoleNotHeld(words,
                string.Join("、", arrow.By.Select(name => definition.RoleWords(name).Zh)), string.Join(", ", arrow.By.Select(name => definition.RoleWords(name).En)));
    }

    /// <summary>The roles of an arrow that the actor holds, each with the one in which he acted before and that keeps him from it; null where none does.</summary>
    internal IReadOnlyList<(string Role, string? Earlier)> Held(Transition arrow, Facts facts) =>
        [.. arrow.By.Where(facts.Roles.Contains).Select(role => (role, new[] { facts.Actor, facts.For }.OfType<OfficialId>().Select(person => Conflict(role, person, facts)).FirstOrDefault(found => found is not null)))];

    /// <summary>Separation holds both ways: whoever was the one may not become the other.</summary>
    private string? Conflict(string role, OfficialId actor, Facts facts) =>
        facts.ActedAs.Where(acted => acted.Value.Contains(actor) && (Apart(role, acted.Key) || Apart(acted.Key, role))).Select(acted => acted.Key).FirstOrDefault();

    private bool Apart(string role, string other) => definition.Roles.TryGetValue(role, out var found) && found.NotSameAs.Contains(other);

    private static bool Holds(Transition arrow, Happening happening) =>
        arrow.Guard is not { } guard || WorkflowVocabulary.Guards[guard.Type].Holds(guard, happening);

    private static string Landing(int index) => $"#{index}";
}
