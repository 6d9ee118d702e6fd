using Integrity.App.Acts;
using Integrity.App.Cases.Documents;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Journal;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Certificates;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>A figure of a case that can be asked why.</summary>
public enum CaseFigure
{
    /// <summary>V, at the flag or, once the notice was served, as frozen then (P-4, P-5).</summary>
    Base = 1,
    Held = 2,
    Reserved = 3,
    Deducted = 4,

    /// <summary>Of the acknowledged or adjudged loss (P-5).</summary>
    SetOff = 5,

    /// <summary>What reversals added for the time in which the peers were paid and he was not (P-7).</summary>
    Interest = 6,
}

/// <summary>Explains a figure of a case by the entries of its contract.</summary>
/// <remarks>Rules: P-4, P-5, R-3. A contractor may ask about his own case, as he may see it.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("案件数字的由来", "Explain a figure of a case")]
public sealed record ExplainCase(CaseId Case, CaseFigure Figure) : IAsk<Explanation<ExplainCase>>;

public sealed class ExplainCaseAnswer(IntegrityDb db, OwnEntries entries) : IAnswer<ExplainCase, Explanation<ExplainCase>>
{
    public async Task<Outcome<Explanation<ExplainCase>>> Answer(ExplainCase ask, AskContext context, CancellationToken cancel)
    {
        if (await db.ClosedCase(ask.Case, context, cancel) is { } closed) return closed;
        if (!Enum.IsDefined(ask.Figure) || await db.PenaltyCases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == ask.Case, cancel) is not { } @case) return ActRefusals.NotFound();
        var rows = await db.Postings.AsNoTracking().Where(p => p.Owner == @case.Contract.Value).OrderBy(p => p.Id).ToListAsync(cancel);
        var (before, day) = ask.Figure == CaseFigure.Base ? await Taken(@case, cancel) : (long.MaxValue, context.Today);
        var parts = await new EntriesExplained(db).Parts<ExplainCase>(rows.Where(p => p.Entry < before && (ask.Figure != CaseFigure.Base || p.Day <= day)), row => PartOf(ask.Figure, row.ToPosting(), @case, day), cancel);
        var words = WordsOf(ask.Figure, @case);
        var whole = parts.Sum(p => p.Amount);
        // The contract's books are its leading member's: another member sees what they come to.
        if (ask.Figure == CaseFigure.Base && context.OwnParty is { } own && !await db.WorksContracts.AnyAsync(c => c.Id == @case.Contract && c.Party == CounterpartyId.From(own), cancel))
            parts = [new(words.Zh, words.En, whole)];
        if (ask.Figure == CaseFigure.Base && @case.Share is { } share)
            parts.Add(new($"减其他成员的份额：{whole.ToYuan()} − floor({whole.ToYuan()} × {share})", $"Less the other members' shares: {whole.ToYuan()} − floor({whole.ToYuan()} × {share})", PenaltyBase.OfShare(whole, share) - whole));
        return await entries.For(context, Explained.By<ExplainCase>(words, parts), cancel);
    }

    /// <summary>V is what stood before the entries of the act that took it, seen from its day: the flag, or the last service of the notice.</summary>
    private async Task<(long Before, DateOnly Day)> Taken(PenaltyCase @case, CancellationToken cancel)
    {
        var kind = @case.VAtService is null ? nameof(FlagViolation) : nameof(ServeNotice);
        var act = await db.Set<JournalSubject>().Where(s => s.Subject == @case.Id.Value)
            .Join(db.JournalEntries.Where(e => e.Kind == kind), s => s.Entry, e => e.Number, (_, e) => new { e.Number, e.At }).OrderByDescending(e => e.Number).FirstAsync(cancel);
        var first = await db.LedgerRanges.Where(r => r.Act >= act.Number).OrderBy(r => r.FirstEntry).Select(r => (long?)r.FirstEntry).FirstOrDefaultAsync(cancel);
        return (first ?? long.MaxValue, @case is { VAtService: not null, NoticeServedOn: { } served } ? served : BureauTime.DayOf(act.At));
    }

    private static long PartOf(CaseFigure figure, in Posting posting, PenaltyCase @case, DateOnly day) => figure switch
    {
        CaseFigure.Base => IsOfBase(posting, day) ? -posting.Fen : 0,
        CaseFigure.Held => posting is { Account: Account.Payable, Standing: Standing.Held } && posting.Subject == @case.Id.Value ? -posting.Fen : 0,
        CaseFigure.Reserved => posting.Account == Account.Reserve && posting.Subject == @case.Id.Value ? posting.Fen : 0,
        CaseFigure.SetOff => posting.Account == Account.SetOff && posting.Subject == @case.Id.Value ? -posting.Fen : 0,
        CaseFigure.Interest => posting.Account == Account.InterestCost && posting.Subject == @case.Id.Value ? posting.Fen : 0,
        _ => posting.Account == Account.Penalty && posting.Subject == @case.Id.Value ? -posting.Fen : 0,
    };

    private static bool IsOfBase(in Posting posting, DateOnly day) =>
        FigureRule.BucketOf(posting.Account, posting.Standing, posting.Due, day) is Figure.Due or Figure.NotYetDue or Figure.Returned or Figure.Held;

    private static (string Rule, string Zh, string En) WordsOf(CaseFigure figure, PenaltyCase @case) => figure switch
    {
        CaseFigure.Base when @case.VAtService is null => ("P-5", "V = 已到期 + 未到期 + 退回、留存 + 暂缓，登记线索当时", "V = due + not yet due + returned or reserved + held, when the case was flagged"),
        CaseFigure.Base => ("P-4", "V = 已到期 + 未到期 + 退回、留存 + 暂缓，送达告知书当时，此后固定", "V = due + not yet due + returned or reserved + held, when the notice was served; frozen since"),
        CaseFigure.Held => ("P-5", "本案暂缓支付的款项", "Held for this case"),
        CaseFigure.Reserved => ("R-3", "历次兑付为本案暂缓部分留存的资金", "Cash that rounds reserved for what this case holds"),
        CaseFigure.SetOff => ("P-5", "经承认或者裁判确认的损失，从暂缓支付款中抵销", "The loss that is acknowledged or adjudged, set off out of what was held"),
        CaseFigure.Interest => ("P-7, O-7", "撤销后补付款项的利息：各批次补付额 × 同类已付之日起的天数 × 日利率，舍去分以下", "Interest on what was caught up after the reversal: for each round the amount × days since its peers were paid × daily rate, floored"),
        _ => ("P-4, P-7", "本案已扣罚、未撤销的款项", "Deducted in this case and not given back"),
    };
}
