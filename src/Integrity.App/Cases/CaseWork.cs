using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Moves a case: asks the pinned definition what a step does, and carries it out in the act's one transaction (P-5, P-6).</summary>
public sealed class CaseWork(IntegrityDb db, CaseActions actions, CaseDeadlines deadlines)
{
    private static readonly IReadOnlySet<string> Bodies = new HashSet<string> { "panel", "reviewPanel" };
    private static readonly IReadOnlySet<string> Clock = new HashSet<string> { WorkflowVocabulary.System };

    /// <summary>The case, for who may see it: another's looks like none.</summary>
    public async Task<Outcome<CaseFile>> Open(ActContext context, CaseId id, CancellationToken cancel)
    {
        var file = await db.CaseFileOf(id, context.Today, cancel);
        if (file is null) return ActRefusals.NotFound();
        var own = context.Caller.Kind == CallerKind.Official ? context.Official.Party : null;
        if (own is { } party && party != file.Case.Party.Value) return ActRefusals.NotFound();
        context.Touch(id.Value);
        return file;
    }

    /// <summary>Opens the case and moves it by one step.</summary>
    public async Task<Outcome<CaseId>> Move(ActContext context, CaseId id, string trigger, Given given, CancellationToken cancel, Action<PenaltyCase>? first = null)
    {
        var opened = await Open(context, id, cancel);
        return opened.IsDone ? await Move(context, opened.Value, trigger, given, cancel, first) : opened.Refusal;
    }

    /// <param name="context">The act.</param>
    /// <param name="file">The case.</param>
    /// <param name="trigger">The event, or the expiry of a period.</param>
    /// <param name="given">What is said and handed over.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="first">The facts of the step itself, noted once it is allowed and before its actions.</param>
    /// <param name="asBody">A body decided it; who enters it only takes it over.</param>
    public async Task<Outcome<CaseId>> Move(
        ActContext context, CaseFile file, string trigger, Given given, CancellationToken cancel, Action<PenaltyCase>? first = null, bool asBody = false)
    {
        if (given.HasDocument && !Digest.TryParse(given.Document, out _)) return CaseRefusals.EvidenceUnreadable();
        var before = file.Case.State;
        var happening = new Happening(trigger, given.Outcomes.Count == 0 ? Happening.Nothing : new Dictionary<string, IReadOnlyList<string>> { ["outcome"] = given.Outcomes });
        var planned = file.Machine.Plan(before, happening, Facts(file, trigger, given, context.Today, context.Caller.Kind, Person(context), asBody, context.For));
        if (!planned.IsDone) return planned.Refusal;
        var plan = planned.Value;

        first?.Invoke(file.Case);
        var done = new List<string>();
        foreach (var action in plan.Actions)
        {
            var carriedOut = await actions.CarryOut(new(context, file, plan, action, trigger, given), cancel);
            if (!carriedOut.IsDone) return carriedOut.Refusal;
            done.Add(carriedOut.Value.Length == 0 ? action.Type : $"{action.Type}: {carriedOut.Value}");
        }
        file.Case.MoveTo(plan.To, plan.Ends);
        await deadlines.Apply(context, file, plan, trigger, cancel);
        file.Log(db, context, trigger, plan.As ?? "", before, done, given, asBody);
        return file.Case.Id;
    }

    /// <summary>The beginning of a case: its first state is entered, and what that asks for is carried out.</summary>
    public async Task<Outcome<CaseId>> Begin(ActContext context, CaseFile file, Given given, CancellationToken cancel)
    {
        var plan = file.Machine.Begin();
        var done = new List<string>();
        foreach (var action in plan.Actions)
        {
            var carriedOut = await actions.CarryOut(new(context, file, plan, action, CaseEvents.Flag, given), cancel);
            if (!carriedOut.IsDone) return carriedOut.Refusal;
            done.Add($"{action.Type}: {carriedOut.Value}");
        }
        await deadlines.Apply(context, file, plan, CaseEvents.Flag, cancel);
        file.Log(db, context, CaseEvents.Flag, "investigator", "", done, given);
        return file.Case.Id;
    }

    /// <summary>Puts the case into another step outside its arrows; nothing of the step is carried out but its tasks.</summary>
    public async Task<Outcome<CaseId>> Put(ActContext context, CaseFile file, string state, string happened, Given given, CancellationToken cancel)
    {
        var (before, plan) = (file.Case.State, file.Machine.Place(file.Case.State, state));
        foreach (var action in plan.Actions)
            if (await actions.CarryOut(new(context, file, plan, action, happened, given), cancel) is { IsDone: false } refused) return refused.Refusal;
        file.Case.MoveTo(plan.To, ends: false);
        await deadlines.Apply(context, file, plan, happened, cancel);
        file.Log(db, context, happened, "", before, plan.Actions.Select(a => a.Type), given);
        return file.Case.Id;
    }

    /// <summary>Notes something that prepares a step and moves nothing.</summary>
    public void Note(ActContext context, CaseFile file, string happened, string role, Given given, params IEnumerable<string> facts) =>
        file.Log(db, context, happened, role, file.Case.State, facts, given);

    /// <summary>What the machine is told before it plans.</summary>
    public static Facts Facts(CaseFile file, string trigger, Given given, DateOnly today, CallerKind kind, Official? person, bool asBody, Official? absent = null)
    {
        var roles = asBody ? Bodies : kind == CallerKind.System ? Clock : person is null ? Bodies : RolesOf(absent ?? person, file.Case);
        return new()
        {
            Roles = roles,
            Met = file.Machine.Asked(file.Case.State, trigger).Where(name => CaseRequirements.Holds(name, file, given, today)).ToHashSet(StringComparer.Ordinal),
            Actor = asBody ? null : person?.Id,
            For = asBody ? null : absent?.Id,
            ActedAs = file.ActedAs,
        };
    }

    /// <summary>The roles that a person's duties fill in a case.</summary>
    public static IReadOnlySet<string> RolesOf(Official person, PenaltyCase @case)
    {
        ArgumentNullException.ThrowIfNull(person);
        var roles = new HashSet<string>(StringComparer.Ordinal);
        if (person.Has(Duty.InvestigateCases)) roles.Add("investigator");
        if (person.Has(Duty.ReviewCases)) roles.UnionWith(["secondPerson", "reviewer", "hearingChair"]);
        if (person.Has(Duty.ExecutePayments) || person.Has(Duty.ConfirmFunds)) roles.Add("finance");
        if (person.Has(Duty.Vote)) roles.Add("leader");
        if (person.Has(Duty.ActAsContractor) && person.Party == @case.Party.Value) roles.Add("contractor");
        return roles;
    }

    private static Official? Person(ActContext context) => context.Caller.Kind == CallerKind.Official ? context.Official : null;
}
