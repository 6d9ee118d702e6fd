using System.Runtime.CompilerServices;
using Integrity.App.Storage;
using Integrity.Domain.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions.Checks;

/// <summary>Every closed vote is counted again from its ballots, and its last ballot is the presiding member's.</summary>
internal sealed class VotesCheck : ICheck
{
    public string Name => "decisions.votes";
    public string Rule => "D-2, D-3, D-4, invariant 11";
    public string Zh => "每项表决按票重新计算，结果相同，且最后一票由主持人投出";
    public string En => "Every vote gives its result when its ballots are counted again, and the presiding member's ballot closed it";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var above = await db.SuperiorDecisions.AsNoTracking().ToListAsync(cancel);
        var ids = await db.DecisionItems.AsNoTracking().OrderBy(i => i.Id).Select(i => i.Id).ToListAsync(cancel);
        foreach (var id in ids)
        {
            var item = (await db.WholeItems.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancel))!;
            foreach (var candidate in item.Candidates.Where(c => c.ClosedAt is not null))
                if (Wrong(item, candidate) is { } wrong) yield return Of("decision_candidates", $"{id.Value}|{candidate.Place}", wrong);
            if (WrongResult(item, above) is { } result) yield return Of("decision_items", $"{id.Value}", result);
        }
    }

    private static (string Zh, string En)? Wrong(Item item, Candidate candidate)
    {
        var seats = candidate.Seats.ToDictionary(s => s.Member, s => s.Standing);
        if (candidate.OpenedBallots.Any(b => seats.GetValueOrDefault(b.Member) != SeatStanding.Present)) return ("有非到会成员的票。", "Somebody voted who was not present.");
        if (candidate.OpenedBallots.MaxBy(b => b.Number)?.Member != candidate.Presiding) return ("最后一票不是主持人的。", "The closing ballot is not the presiding member's.");
        var tally = candidate.Tally!;
        if (tally.Rule.GoesToSuperiorBody || tally.Present < tally.Rule.Quorum) return ($"到会 {tally.Present} 人，不足法定人数。", $"{tally.Present} were present: no quorum.");
        if (candidate.OnlyPreparers != candidate.Counted.All(b => item.Preparations.Any(p => p.Person == b.Member)))
            return ("是否仅由经办人表决，与票不符。", "Whether only preparers voted is not what the ballots say.");
        return candidate.State is CandidateState.Passed or CandidateState.NotPassed && item.DecidedAbove is null && tally.IsPassed != (candidate.State == CandidateState.Passed)
            ? ($"赞成 {tally.Yes} 票，需 {tally.Rule.Majority} 票，结果却为 {candidate.State}。", $"{tally.Yes} yes of {tally.Rule.Majority} needed, and it is {candidate.State}.")
            : null;
    }

    private static (string Zh, string En)? WrongResult(Item item, List<SuperiorDecision> above)
    {
        if (item.Result is not (ItemResult.Passed or ItemResult.Lapsed) || (item.Result == ItemResult.Lapsed && item.Candidates.All(c => c.State != CandidateState.Passed))) return item.DecidedPlace is null ? null : ("未通过却有通过的方案。", "It was not passed and names a candidate.");
        if (item.Decided is not { State: CandidateState.Passed } decided || item.EffectiveAt is null) return ("通过的事项没有通过的方案。", "It was passed without a candidate that was.");
        if (item.DecidedAbove is not { } number) return decided.ClosedAt is null ? ("通过的方案没有表决。", "What was passed was never voted on.") : null;
        return above.SingleOrDefault(d => d.Id == number) is { ConfirmedBy: { } second, IsApproved: true } decision && second != decision.EnteredBy && decision.ListHash == decided.Digest
            ? null
            : ("上级机构的决定与方案不符，或不是由两人登记。", "The superior body's decision is not that list's, or not two people entered it.");
    }

    private static Finding Of(string table, string row, (string Zh, string En) words) => new(table, row, words.Zh, words.En);
}
