using Integrity.App.Acts;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>The result of a referral that the audit office has still to take up.</summary>
/// <param name="Result">With what it ended.</param>
/// <param name="MovesCase">The case waits for it in its present step, and that step takes it up.</param>
/// <param name="WhyNot">Why the reader does not take it up, though it is his office's; null where he may.</param>
public sealed record WaitingResult(Words Result, DateOnly DueOn, bool Provisional, bool MovesCase, Words? WhyNot = null);

/// <summary>A referral that ends tells its case; what follows there takes people, so it waits for them with a last day and is not forgotten (P-9).</summary>
public static class ReferralResults
{
    /// <summary>Unit: working days from the day the case was told. Source: P-9 [J].</summary>
    public const int DaysToTakeUp = 10;

    private static readonly string[] Moves = ["RETURNED", "JUDGMENT"];
    private static readonly string[] TakenUp = [.. Moves, Trigger.Reopen, CaseEvents.ReopeningPut, CaseEvents.ReferralTakenUp];

    /// <summary>Null where no referral of the case has ended, or somebody has taken its result up since.</summary>
    public static WaitingResult? Waiting(WorkflowDefinition definition, string state, IReadOnlyList<CaseStep> steps, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(calendar);
        if (steps.LastOrDefault(s => s.Event == CaseEvents.ReferralResult) is not { } told || steps.Any(s => s.Number > told.Number && TakenUp.Contains(s.Event))) return null;
        var due = calendar.AddWorkingDays(BureauTime.DayOf(told.At), DaysToTakeUp);
        Words result = told.Actions switch { "judged" => new("已裁判", "judged"), "returned" => new("退回行政处理", "returned"), _ => new("不移送", "not referred") };
        return new(result, due.Day, due.IsProvisional, definition.State(state).Outward().SelectMany(node => node.Transitions).Any(arrow => Moves.Contains(arrow.Trigger)));
    }
}

/// <summary>The audit office writes down that nothing more follows from the result of a referral, and why; what follows is done by the step that it is.</summary>
/// <remarks>Rules: P-9, P-6.</remarks>
[May(Duty.InvestigateCases, Duty.ReviewCases), Said("办理移送结果", "Take up the result of a referral")]
public sealed record TakeUpReferralResult(CaseId Case, string Words, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class TakeUpReferralResultHandler(CaseWork work) : IHandle<TakeUpReferralResult, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(TakeUpReferralResult act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (ReferralResults.Waiting(file.Definition, file.Case.State, file.Steps, file.Calendar) is not { } waiting) return CaseRefusals.NoReferralResult();
        if (waiting.MovesCase) return CaseRefusals.ReferralResultMovesCase();
        var role = file.RoleOf(context, ProcessFile.AuditOffice);
        if (!role.IsDone) return role.Refusal;
        if (string.IsNullOrWhiteSpace(act.Words) || act.Words.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords);
        work.Note(context, file, CaseEvents.ReferralTakenUp, role.Value, new() { Words = act.Words });
        return act.Case;
    }
}
