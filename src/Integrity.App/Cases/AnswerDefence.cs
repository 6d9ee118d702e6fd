using Integrity.App.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Every point of the defence is answered before the case goes to the leadership group.</summary>
/// <remarks>Rules: P-6.</remarks>
[May(Duty.InvestigateCases, Duty.ReviewCases), Said("答复陈述申辩", "Answer a point of the defence")]
public sealed record AnswerDefence(CaseId Case, int Number, string Words, long Seen) : IAct<CaseId>, IOnExisting
{
    /// <summary>As the case page offers it, the number of what was said behind it.</summary>
    public const string Choice = "ANSWER:";

    public long Subject() => Case.Value;
}

public sealed class AnswerDefenceHandler(CaseWork work) : IHandle<AnswerDefence, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(AnswerDefence act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var role = opened.Value.RoleOf(context, ProcessFile.AuditOffice);
        if (!role.IsDone) return role.Refusal;
        if (string.IsNullOrWhiteSpace(act.Words) || act.Words.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords);
        if (opened.Value.Defences.Find(d => d.Number == act.Number && d.Answer is null) is not { } defence) return CaseRefusals.NoSuchDefence();
        defence.AnswerWith(act.Words.Trim(), context.Actor, context.Today);
        work.Note(context, opened.Value, CaseEvents.Answer, role.Value, new() { Words = act.Words }, $"{act.Number}");
        return act.Case;
    }
}
