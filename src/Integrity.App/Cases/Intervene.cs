using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

public sealed record StepChoice(string State, string Zh, string En);

/// <summary>As much of a case or a matter as somebody who does no business may see to put it right: no party, no money, no finding.</summary>
/// <param name="Asked">The step that has been asked for and waits for a leader.</param>
public sealed record InterventionView(ProcessId Process, long Version, string Number, string StateZh, string StateEn, string? Asked, string? Reason, IReadOnlyList<StepChoice> Steps) : IVersioned;

/// <summary>Where a stuck case or matter is, and where it could be put.</summary>
[May(Duty.ManageUsers, Duty.Vote), Said("案件或事项可移至何处", "Where a stuck case or matter could be put")]
public sealed record ShowIntervention(ProcessId Process) : IAsk<InterventionView>;

public sealed class ShowInterventionAnswer(IntegrityDb db) : IAnswer<ShowIntervention, InterventionView>
{
    public async Task<Outcome<InterventionView>> Answer(ShowIntervention ask, AskContext context, CancellationToken cancel)
    {
        if (await db.ProcessFileOf(ask.Process, context.Today, cancel) is not { } file) return ActRefusals.NotFound();
        // A leader learns of a staff matter when the hand of one is asked for, the administrator by its number (P-11).
        if (context.Official?.Has(Duty.ManageUsers) != true && await db.IsHidden(ask.Process, context.Official, context.Today, cancel)) return ActRefusals.NotFound();
        if (context.Official?.Has(Duty.ManageUsers) != true && await db.KeptAway(file.Abouts, context.Caller.Official, cancel) is { } away) return away;
        var (state, asked) = (file.State.Words, AskForInterventionHandler.StandingRequest(file));
        return new InterventionView(ask.Process, await db.VersionOf(ask.Process.Value, cancel), file.Process.Number, state.Zh, state.En, asked?.Actions, asked?.Words,
            [.. file.Definition.Root.Leaves().Where(leaf => Intervention.Check(file, leaf.Path) is null).Select(leaf => new StepChoice(leaf.Path, leaf.Words.Zh, leaf.Words.En))]);
    }
}

/// <summary>The administrator asks to put a case or a matter that is stuck into another step. Nothing happens until a leader agrees.</summary>
/// <remarks>Rules: P-6, J-1.</remarks>
[May(Duty.ManageUsers), Said("申请管理员介入", "Ask for an intervention")]
public sealed record AskForIntervention(ProcessId Process, string State, string Reason, long Seen) : IAct<ProcessId>, IOnExisting
{
    public long Subject() => Process.Value;
}

public sealed class AskForInterventionHandler(AnyProcess work) : IHandle<AskForIntervention, ProcessId>
{
    /// <summary>What was asked for while it stood where it still stands; once it has gone on the reason is gone.</summary>
    internal static CaseStep? StandingRequest(ProcessFile file) => file.Asked(CaseEvents.Intervention) is { } asked && asked.StateBefore == file.Process.State ? asked : null;

    public async Task<Outcome<ProcessId>> Handle(AskForIntervention act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Process, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (string.IsNullOrWhiteSpace(act.Reason) || act.Reason.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords) with { Field = "reason" };
        if (StandingRequest(file) is { } asked && asked.Actions == act.State) return CaseRefusals.AskedAlready();
        if (Intervention.Check(file, act.State) is { } refusal) return refusal with { Field = "state" };
        work.Note(context, file, CaseEvents.Asking(CaseEvents.Intervention), "", new() { Words = act.Reason }, act.State);
        return act.Process;
    }
}

/// <summary>A leader agrees, and the case or matter stands in the other step: no money moves, no sanction, no end; its periods are those of that step.</summary>
/// <remarks>Rules: P-6, J-1. It is an act of its own in the journal and stands in the record for ever.</remarks>
[May(Duty.Vote), Said("管理员介入", "Administrator's intervention")]
public sealed record Intervene(ProcessId Process, long Seen) : IAct<ProcessId>, IOnHidden
{
    public long Subject() => Process.Value;

    public Task<bool> IsHiddenFrom(IntegrityDb db, Official reader, DateOnly today, CancellationToken cancel) => db.IsHidden(Process, reader, today, cancel);
}

public sealed class InterveneHandler(AnyProcess work) : IHandle<Intervene, ProcessId>
{
    public async Task<Outcome<ProcessId>> Handle(Intervene act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Process, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (AskForInterventionHandler.StandingRequest(file) is not { } asked) return CaseRefusals.NotAsked();
        if (file.IsSamePerson(asked, context)) return CaseRefusals.SameAsker();
        if (Intervention.Check(file, asked.Actions) is { } refusal) return refusal;
        return await work.Put(context, file, asked.Actions, CaseEvents.Intervention, new() { Words = asked.Words }, cancel);
    }
}

/// <summary>Where an intervention may put a case or a matter: nowhere that it could not lawfully have come to.</summary>
public static class Intervention
{
    public static Refusal? Check(ProcessFile file, string state)
    {
        var definition = file.Definition;
        if (file.Process.Ended) return CaseRefusals.CaseEnded();
        if (state == file.Process.State || definition.Root.Below(state) is not { IsLeaf: true } target) return CaseRefusals.NoSuchStep(state);
        if (target.Ends || BeginsResult(file.State, target)) return CaseRefusals.InterventionIntoResult(target.Words.Zh, target.Words.En);
        var graph = new CaseGraph(definition);
        foreach (var through in definition.Invariants.OfType<OnlyThrough>())
        {
            var reach = Selector.Of(definition, through.Reach);
            var walk = ThroughProof.Walk(definition, graph, through, [(target, HasPassed(file, through))]);
            if (!walk.Places.Any(at => reach(at.Leaf) && !at.Flag)) continue;
            var passed = definition.Root.Below(through.Through)?.Words ?? new(through.Through, through.Through);
            return CaseRefusals.InterventionPastProcedure(target.Words.Zh, target.Words.En, passed.Zh, passed.En);
        }
        if (!HasStoodIn(file, state)) return CaseRefusals.InterventionAgainstRecord(target.Words.Zh, target.Words.En);
        return TakesBack(file, graph, target) ? CaseRefusals.InterventionTakesBack(target.Words.Zh, target.Words.En) : file.NotPutInto(target);
    }

    /// <summary>Where a step is a fact from outside, a served notice, a posted one, a decision, only what really happened brings it there: back to where it stood by its own steps, since it was last opened or decided.</summary>
    private static bool HasStoodIn(ProcessFile file, string state)
    {
        var since = file.Steps.FindLast(s => s.Event == Trigger.Reopen || file.Definition.IsBody(s.Role))?.Number ?? 0;
        return file.Steps.Exists(s => s.Number >= since && s.StateAfter == state && s.Event != CaseEvents.Intervention);
    }

    /// <summary>What was served or sent was served or sent: it does not stand where it could be done again, and heavier, though nobody sent it back; and a review that was asked for is decided.</summary>
    private static bool TakesBack(ProcessFile file, CaseGraph graph, StateNode target)
    {
        if (file.Answers("REVOKED") && !ProcessFile.Answers(target, "REVOKED")) return true;
        var behind = new StepsBehind(file.Definition, graph);
        var since = file.Steps.FindLast(s => s.Event is Trigger.Reopen or "REMITTED")?.Number ?? 0;
        return Lasting.Any(step => file.Steps.Exists(s => s.Number > since && s.Event == step) && behind.In(target, step) is [false]);
    }

    private static readonly string[] Lasting = ["POST_NOTICE", "SERVE_NOTICE", "SERVE_DECISION", "PUBLISH", "SEND"];

    /// <summary>A step inside the sanction that already stands begins none.</summary>
    private static bool BeginsResult(StateNode here, StateNode target)
    {
        static StateNode? Adverse(StateNode leaf) => leaf.Outward().FirstOrDefault(node => node.Tags.Contains(WorkflowVocabulary.Adverse));
        return Adverse(target) is { } result && (result.IsLeaf || Adverse(here) != result);
    }

    /// <summary>What really happened to it since it was opened, or opened again: it was there, and where a body decides, the body has.</summary>
    private static bool HasPassed(ProcessFile file, OnlyThrough through)
    {
        var (definition, place) = (file.Definition, Selector.Of(file.Definition, through.Through));
        bool There(string path) => definition.Root.Below(path) is { IsLeaf: true } leaf && place(leaf);
        // Where the period of a right still runs, the place is not yet passed: what he may say there is said first.
        if (file.Deadlines.Exists(d => d.IsRunning && definition.Deadlines[d.Name].LegalEffect == "lapse" && There(d.State))) return false;
        var bodys = definition.Root.Leaves().Where(place).Any(definition.IsBodys);
        var since = file.Steps.FindLast(s => s.Event == Trigger.Reopen)?.Number ?? 0;
        return file.Steps.Exists(s => s.Number > since && (bodys ? There(s.StateBefore) && definition.IsBody(s.Role) : There(s.StateAfter) && s.Event != CaseEvents.Intervention));
    }
}
