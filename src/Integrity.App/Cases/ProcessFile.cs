using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>What every running process has: its pinned definition, what happened so far, its periods, and what its roles and requirements mean.</summary>
public abstract class ProcessFile
{
    private static readonly IReadOnlySet<string> Bodies = new HashSet<string> { "panel", "reviewPanel" };
    private static readonly IReadOnlySet<string> Clock = new HashSet<string> { WorkflowVocabulary.System };

    /// <summary>The roles in which the audit office does what moves no step.</summary>
    internal static readonly string[] AuditOffice = ["investigator", "reviewer"];

    public required Machine Machine { get; init; }
    public required WorkingCalendar Calendar { get; init; }
    public required List<CaseStep> Steps { get; init; }
    public required List<CaseDeadline> Deadlines { get; init; }

    public abstract IProcess Process { get; }

    /// <summary>Whose it is: the party against which it runs.</summary>
    public abstract long Party { get; }

    public WorkflowDefinition Definition => Machine.Definition;

    public StateNode State => Definition.State(Process.State);

    /// <summary>Who has acted in it, by role, himself or by a substitute.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<OfficialId>> ActedAs => ActedIn(Steps);

    /// <summary>What it may be closed by to a recused person: its own number, and that of the case that it came out of (D-4).</summary>
    public virtual IReadOnlyList<long> Abouts => [Process.Process.Value];

    /// <summary>Who has a part in it, in what it came out of or in what came out of it, by role: that keeps him from the other roles in all of them (D-4).</summary>
    public abstract IReadOnlyDictionary<string, IReadOnlySet<OfficialId>> PartsIn { get; }

    protected static IReadOnlyDictionary<string, IReadOnlySet<OfficialId>> Together(params IEnumerable<IReadOnlyDictionary<string, IReadOnlySet<OfficialId>>> parts) =>
        parts.SelectMany(part => part).GroupBy(part => part.Key).ToDictionary(g => g.Key, g => (IReadOnlySet<OfficialId>)g.SelectMany(part => part.Value).ToHashSet());

    public static IReadOnlyDictionary<string, IReadOnlySet<OfficialId>> ActedIn(IEnumerable<CaseStep> steps) => steps.Where(s => s.Actor is not null && s.Role.Length > 0)
        .GroupBy(s => s.Role).ToDictionary(g => g.Key, g => (IReadOnlySet<OfficialId>)g.SelectMany(s => new[] { s.Actor, s.ActsFor }).OfType<OfficialId>().ToHashSet());

    /// <summary>Whether a requirement that the definition names is met: from what is kept, and from what is given with the step.</summary>
    public abstract bool Holds(string requirement, Given given, DateOnly today);

    /// <summary>The day of a fact from which a period runs, where it is kept; else it runs from the act that arms it.</summary>
    public abstract DateOnly? DayOf(string anchor);

    /// <summary>How long a period runs that this plan arms. Unit: the rule's.</summary>
    public virtual int LengthOf(DeadlineRule rule, Plan plan) => rule.Length;

    /// <summary>Whether a period that a plan arms begins at all.</summary>
    public virtual bool Begins(DeadlineRule rule) => true;

    /// <summary>The day from which a requirement that waits for one is met; null where it waits for something else.</summary>
    public virtual DateOnly? MetFrom(string requirement) => null;

    /// <summary>Why a requirement is not met, where this process can say it better than the vocabulary; null where it cannot.</summary>
    public virtual Words? WhyUnmet(string requirement, Given given) => null;

    /// <summary>Why what is kept of it does not agree with a step, so that nobody may put it there from outside; null where it does.</summary>
    public abstract Refusal? NotPutInto(StateNode target);

    /// <summary>Why a hold of this process may not stand so long, whatever the definition would allow; null where it may.</summary>
    public virtual Refusal? NotProlonged(int length) => null;

    /// <summary>Whether its present step knows such a thing at all, whoever does it and whatever that asks for.</summary>
    public bool Answers(string trigger) => Answers(State, trigger);

    public static bool Answers(StateNode step, string trigger) => step.Outward().Any(node => node.Transitions.Any(arrow => arrow.Trigger == trigger));

    /// <summary>Whether it stands before a body that has not decided yet.</summary>
    public bool IsBeforeABody => Definition.IsBodys(State);

    /// <summary>A parameter of the pinned definition.</summary>
    public long Parameter(string name) => Definition.Parameters[name].Value;

    /// <summary>The last time that somebody asked for a step that needs two people, unless it was done since.</summary>
    public CaseStep? Asked(string trigger)
    {
        var asked = Steps.FindLast(s => s.Event == CaseEvents.Asking(trigger));
        return asked is not null && !Steps.Exists(s => s.Number > asked.Number && s.Event == trigger) ? asked : null;
    }

    /// <summary>Whether he who acts now asked for it himself; he for whom somebody acts counts as acting (P-6).</summary>
    /// <remarks>Who stands in for several acts for one who did not ask.</remarks>
    public bool IsSamePerson(CaseStep asked, ActContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.ActsForOneWho(absent => !IsBy(asked, absent.Id) && KeptApart(context.Actor, absent) is null);
        return context.IsOneOf([asked.Actor, asked.ActsFor]);
    }

    /// <summary>Whether a person took a step, himself or by a substitute.</summary>
    public static bool IsBy(CaseStep step, OfficialId person) => step.Actor == person || step.ActsFor == person;

    /// <summary>The roles that a person's duties fill in it.</summary>
    public IReadOnlySet<string> RolesOf(Official person) => RolesOf(person, Party);

    public static IReadOnlySet<string> RolesOf(Official person, long party)
    {
        ArgumentNullException.ThrowIfNull(person);
        var roles = new HashSet<string>(StringComparer.Ordinal);
        if (person.Has(Duty.InvestigateCases)) roles.Add("investigator");
        if (person.Has(Duty.ReviewCases)) roles.UnionWith(["secondPerson", "reviewer", "hearingChair"]);
        if (person.Has(Duty.ExecutePayments) || person.Has(Duty.ConfirmFunds)) roles.Add("finance");
        if (person.Has(Duty.Vote)) roles.Add("leader");
        if (person.Has(Duty.ActAsContractor) && person.Party == party) roles.Add("contractor");
        return roles;
    }

    /// <summary>Why a substitute cannot act here for the one who is away: his own part in it keeps him from every role of the other (D-4, P-6).</summary>
    public Refusal? KeptApart(ActContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Himself) return null;
        return context.ActsForOneWho(absent => KeptApart(context.Actor, absent) is null) ? null : KeptApart(context.Actor, context.Absents[0]);
    }

    public Refusal? KeptApart(OfficialId substitute, Official absent)
    {
        ArgumentNullException.ThrowIfNull(absent);
        var parts = PartsIn;
        var roles = RolesOf(absent).Where(Definition.Roles.ContainsKey).Select(role => (Role: role, Conflict: Against(role, substitute, parts))).ToList();
        return roles.Count > 0 && roles.TrueForAll(one => one.Conflict is not null)
            ? WorkflowRefusals.SamePerson(Definition.RoleWords(roles[0].Role), Definition.RoleWords(roles[0].Conflict!)) : null;
    }

    /// <summary>In which of some roles whoever acts does what moves no step: preparing is a part as every step is (D-4). It says for whom, where that is another.</summary>
    /// <returns>The first role that his duties fill, or those of somebody who is away, and from which nothing keeps him; else why there is none.</returns>
    public Outcome<string> RoleOf(ActContext context, params IReadOnlyList<string> roles)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (role, absent) = RoleFor(context.Official, context.Himself, context.Absents, roles);
        if (role.IsDone) context.ActFor(absent);
        return role;
    }

    /// <summary>As <see cref="RoleOf(ActContext, IReadOnlyList{string})"/>, for a page; and in whose place.</summary>
    public (Outcome<string> Role, Official? For) RoleFor(Official person, bool himself, IReadOnlyList<Official> absents, params IReadOnlyList<string> roles)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(absents);
        var tries = (himself ? absents.Prepend(null) : absents).SelectMany(absent =>
            roles.Where((absent is null ? RolesOf(person) : Substituted(absent)).Contains).Select(role => (Role: role, For: absent))).ToList();
        var fit = tries.FindIndex(one => KeptFrom(one.Role, person.Id, one.For) is null);
        return fit >= 0 ? (tries[fit].Role, tries[fit].For) : (tries.Count == 0 ? ActRefusals.NotPermitted() : KeptFrom(tries[0].Role, person.Id, tries[0].For)!, null);
    }

    /// <summary>Why somebody keeps out of all of it, whatever the role; null where he need not.</summary>
    protected virtual Refusal? KeptOut(OfficialId person) => null;

    /// <summary>Why somebody does nothing in a role: his own part, or that of the one for whom he acts, keeps him from it (D-4).</summary>
    public Refusal? KeptFrom(string role, OfficialId person, Official? standsFor)
    {
        if ((KeptOut(person) ?? (standsFor is null ? null : KeptOut(standsFor.Id))) is { } keptOut) return keptOut;
        var parts = PartsIn;
        var own = Against(role, person, parts);
        return (own ?? (standsFor is { } absent ? Against(role, absent.Id, parts) : null)) is { } earlier
            ? WorkflowRefusals.SamePerson(Definition.RoleWords(role), Definition.RoleWords(earlier), ofAbsent: own is null) : null;
    }

    // Two roles are kept apart by whichever of them says so.
    private string? Against(string role, OfficialId person, IReadOnlyDictionary<string, IReadOnlySet<OfficialId>> parts) => Definition.Roles.Values
        .Where(other => Definition.Roles[role].NotSameAs.Contains(other.Name) || other.NotSameAs.Contains(role))
        .FirstOrDefault(other => parts.TryGetValue(other.Name, out var people) && people.Contains(person))?.Name;

    /// <summary>The roles of somebody who is away that another may fill for him, as the definition says.</summary>
    private HashSet<string> Substituted(Official absent) => [.. RolesOf(absent).Where(role => Definition.Roles.GetValueOrDefault(role)?.Substitutes is not null)];

    /// <summary>What the machine is told before it plans.</summary>
    public Facts FactsFor(string trigger, Given given, DateOnly today, CallerKind kind, Official? person, bool asBody, Official? absent = null)
    {
        var roles = asBody ? Bodies : kind == CallerKind.System ? Clock : person is null ? Bodies : absent is null ? RolesOf(person) : Substituted(absent);
        return new()
        {
            Roles = roles,
            Met = Machine.Asked(Process.State, trigger).Where(name => Holds(name, given, today)).ToHashSet(StringComparer.Ordinal),
            Actor = asBody ? null : person?.Id,
            For = asBody ? null : absent?.Id,
            ActedAs = PartsIn,
            WhyUnmet = name => WhyUnmet(name, given),
        };
    }

    /// <summary>What a step would do, taken now by whoever acts, or why he cannot take it; nothing is done.</summary>
    public Outcome<Plan> PlanFor(ActContext context, string trigger, Given given, bool asBody = false)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(given);
        var (planned, absent) = context.Caller.Kind == CallerKind.Official ? PlanBy(context.Official, context.Himself, context.Absents, trigger, given, context.Today, asBody)
            : (Machine.Plan(Process.State, given.Happening(trigger), FactsFor(trigger, given, context.Today, context.Caller.Kind, null, asBody)), null);
        if (planned.IsDone) context.ActFor(absent);
        if (planned.IsDone && context.Caller.Kind != CallerKind.System && CaseDeadlines.OverFirst(this, trigger, context.Today) is { } first) return first;
        return WithinPeriods(planned, context.Today);
    }

    /// <summary>What a step would do, taken by a person himself, or where his own roles do not do, in the place of somebody who is away and from whose part nothing keeps him (D-4, P-6); and in whose.</summary>
    /// <param name="person">Who acts.</param>
    /// <param name="himself">Whether he may for himself.</param>
    /// <param name="absents">In whose place he may.</param>
    /// <param name="trigger">The step.</param>
    /// <param name="given">What is known of it.</param>
    /// <param name="today">The day.</param>
    /// <param name="asBody">He only takes over what a body decided.</param>
    public (Outcome<Plan> Planned, Official? For) PlanBy(Official person, bool himself, IReadOnlyList<Official> absents, string trigger, Given given, DateOnly today, bool asBody)
    {
        ArgumentNullException.ThrowIfNull(absents);
        ArgumentNullException.ThrowIfNull(given);
        Outcome<Plan> Tried(Official? absent) => (KeptOut(person.Id) ?? (absent is null ? null : KeptOut(absent.Id) ?? KeptApart(person.Id, absent))) is { } apart ? apart
            : absent is not null && Asked(trigger) is { } asked && IsBy(asked, absent.Id) ? CaseRefusals.SameAsker()
            : Machine.Plan(Process.State, given.Happening(trigger), FactsFor(trigger, given, today, CallerKind.Official, person, asBody, absent));
        var tries = (himself ? absents.Prepend(null) : absents).Select(absent => (Planned: Tried(absent), For: absent)).ToList();
        // Of several reasons the one that is nearest to the step: what is missing, before whose part it is, before whose role.
        return tries.MinBy(one => one.Planned.Refusal?.Code switch { null => 0, "workflows.role_not_held" => 3, "workflows.same_person" or "cases.same_asker" or "cases.chair_does_not_review" => 2, _ => 1 });
    }

    /// <summary>Why nobody could take a step now, whoever is entitled: what is asked for or put to a vote must be possible at all.</summary>
    /// <param name="trigger">The step.</param>
    /// <param name="given">What is known of it when it is asked for.</param>
    /// <param name="today">The day.</param>
    /// <param name="later">Requirements that only the decision itself brings.</param>
    public Refusal? WhyNot(string trigger, Given given, DateOnly today, params IReadOnlyCollection<string> later)
    {
        ArgumentNullException.ThrowIfNull(given);
        var met = Machine.Asked(Process.State, trigger).Where(name => later.Contains(name) || Holds(name, given, today)).ToHashSet(StringComparer.Ordinal);
        var planned = Machine.Plan(Process.State, given.Happening(trigger), new() { Roles = Definition.Roles.Keys.ToHashSet(StringComparer.Ordinal), Met = met, WhyUnmet = name => WhyUnmet(name, given) });
        return WithinPeriods(planned, today) is { IsDone: false } refused ? refused.Refusal : null;
    }

    private Outcome<Plan> WithinPeriods(Outcome<Plan> planned, DateOnly today) =>
        planned.IsDone && CaseDeadlines.Against(this, planned.Value, today) is { } against ? against : planned;

    /// <summary>The periods that people still have to heed: what runs, and what ran out in a step that was not taken since.</summary>
    public static IEnumerable<CaseDeadline> Heeded(IEnumerable<CaseDeadline> all, WorkflowDefinition definition, string state)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(state);
        return all.GroupBy(d => d.Name).Select(own => own.MaxBy(d => d.Id)!).Where(d => d.IsRunning || IsMissed(d));
        bool IsMissed(CaseDeadline d) => d is { Standing: DeadlineStanding.Fired, DueOn: not null } && definition.Deadlines.GetValueOrDefault(d.Name) is { LegalEffect: null }
            && (d.State.Length == 0 || state == d.State || state.StartsWith(d.State + ".", StringComparison.Ordinal));
    }

    /// <summary>The first last day of the present step that went by without the step: also of a period that repeats, and runs again from its own last day. Null where none did.</summary>
    public static DateOnly? MissedOn(IEnumerable<CaseDeadline> all, WorkflowDefinition definition, string state, DateOnly today)
    {
        var known = all.ToList();
        return Heeded(known, definition, state).Select(First).Min();

        DateOnly? First(CaseDeadline deadline)
        {
            var first = deadline.DueOn < today ? deadline.DueOn : null;
            for (var run = deadline; Before(run) is { } before; run = before) first = before.DueOn;
            return first;
        }

        CaseDeadline? Before(CaseDeadline run) => known.Find(d =>
            d is { Standing: DeadlineStanding.Fired, DueOn: { } last } && d.Name == run.Name && d.Id.CompareTo(run.Id) < 0 && run.FromAt == BureauTime.StartOf(last));
    }

    /// <summary>The first day on which a step can have happened: nothing happens before what it follows. What the clock did meanwhile is nothing that it follows: an answer that lay unopened came on its own day.</summary>
    public virtual DateOnly NotBefore(string trigger) => Steps.FindLast(s => s.StateBefore != s.StateAfter && !Clock.Contains(s.Role))?.HappenedOn ?? DateOnly.MinValue;

    public void Log(IntegrityDb db, ActContext context, string happened, string role, string before, IEnumerable<string> actions, Given given, bool asBody = false)
    {
        var step = new CaseStep(Process.Process, Steps.Count + 1, happened, role, asBody || context.Caller.Kind != CallerKind.Official ? null : context.Actor, context.Caller.Actor,
            context.Now, given.On ?? context.Today, before, Process.State, string.Join("; ", actions), given.HasWords ? given.Words!.Trim() : null, given.HasDocument ? given.Document : null,
            asBody ? null : context.For?.Id);
        Steps.Add(step);
        db.CaseSteps.Add(step);
    }
}
