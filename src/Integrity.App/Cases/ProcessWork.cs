using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>One action of a plan that is being carried out.</summary>
public record Acting<TFile>(ActContext Context, TFile File, Plan Plan, Call Call, string Trigger, Given Given) where TFile : ProcessFile;

/// <summary>Moves a process: asks its pinned definition what a step does, and carries it out in the act's one transaction (P-6, P-8 to P-11).</summary>
public abstract class ProcessWork<TFile>(IntegrityDb db, CaseDeadlines deadlines) where TFile : ProcessFile
{
    protected IntegrityDb Db => db;

    /// <summary>The answer of an action that the decision does not ask for: the record does not claim it.</summary>
    public const string NotCalledFor = "-";

    /// <returns>What the action did, in a few words for the record.</returns>
    protected abstract Task<Outcome<string>> CarryOut(Acting<TFile> acting, CancellationToken cancel);

    /// <param name="context">The act.</param>
    /// <param name="file">The process.</param>
    /// <param name="trigger">The event, or the expiry of a period.</param>
    /// <param name="given">What is said and handed over.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="facts">The facts of the step itself, noted once it is allowed and before its actions.</param>
    /// <param name="asBody">A body decided it; who enters it only takes it over.</param>
    protected async Task<Refusal?> Step(ActContext context, TFile file, string trigger, Given given, CancellationToken cancel, Action? facts = null, bool asBody = false)
    {
        if (given.HasDocument && !Digest.TryParse(given.Document, out _)) return CaseRefusals.EvidenceUnreadable();
        if (given.On is { } on && file.NotBefore(trigger) is var first && (on < first || on > context.Today)) return CaseRefusals.HappenedOutside(first, context.Today) with { Field = "on" };
        var before = file.Process.State;
        var planned = file.PlanFor(context, trigger, given, asBody);
        if (!planned.IsDone)
            return (await WhoAndWhen.For(db, file, names: context.Caller.Kind == CallerKind.Official && context.Official.Party is null, context.Today, cancel)).Told(planned.Refusal, trigger, given);
        var plan = planned.Value;

        facts?.Invoke();
        var done = new List<string>();
        foreach (var action in plan.Actions)
        {
            var carriedOut = await CarryOut(new(context, file, plan, action, trigger, given), cancel);
            if (!carriedOut.IsDone) return carriedOut.Refusal;
            if (carriedOut.Value != NotCalledFor) done.Add(carriedOut.Value.Length == 0 ? action.Type : $"{action.Type}: {carriedOut.Value}");
        }
        file.Process.MoveTo(plan.To, plan.Ends);
        await deadlines.Apply(context, file, plan, trigger, given, cancel);
        file.Log(db, context, trigger, plan.As ?? "", before, done, given, asBody);
        return null;
    }

    /// <summary>The beginning: the first state is entered, and what that asks for is carried out.</summary>
    protected async Task<Refusal?> Begin(ActContext context, TFile file, string happened, string role, Given given, CancellationToken cancel)
    {
        var plan = file.Machine.Begin();
        var done = new List<string>();
        foreach (var action in plan.Actions)
        {
            var carriedOut = await CarryOut(new(context, file, plan, action, happened, given), cancel);
            if (!carriedOut.IsDone) return carriedOut.Refusal;
            done.Add($"{action.Type}: {carriedOut.Value}");
        }
        await deadlines.Apply(context, file, plan, happened, given, cancel);
        file.Log(db, context, happened, role, "", done, given);
        return null;
    }

    /// <summary>Puts it into another step outside its arrows; nothing of the step is carried out but its tasks.</summary>
    public async Task<Refusal?> Put(ActContext context, TFile file, string state, string happened, Given given, CancellationToken cancel)
    {
        var (before, plan) = (file.Process.State, file.Machine.Place(file.Process.State, state));
        foreach (var action in plan.Actions)
            if (await CarryOut(new(context, file, plan, action, happened, given), cancel) is { IsDone: false } refused) return refused.Refusal;
        file.Process.MoveTo(plan.To, ends: false);
        await deadlines.Apply(context, file, plan, happened, given, cancel);
        file.Log(db, context, happened, "", before, plan.Actions.Select(a => a.Type), given);
        return null;
    }

    /// <summary>Notes something that prepares a step and moves nothing.</summary>
    public void Note(ActContext context, TFile file, string happened, string role, Given given, params IEnumerable<string> facts) =>
        file.Log(db, context, happened, role, file.Process.State, facts, given);
}
