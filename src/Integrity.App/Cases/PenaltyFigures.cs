using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>A past case of the same severity whose deduction stands.</summary>
/// <param name="Deducted">What was decided: where it is taken by instalments, all of them.</param>
/// <param name="Taken">What of it was taken so far.</param>
public sealed record LikeCase(CaseId Id, string Number, string Act, Ratio Percentage, Money DocumentedLoss, Money Deducted, DateOnly DeductedOn, Money Taken);

/// <summary>A deduction explained to the fen, and measured against the documented loss (P-3, P-4).</summary>
/// <remarks><c>Deduction = min(floor(V × p / 10⁶), what is left of the cap, this case's hold + Due + NotYetDue)</c>, and at most what a decision came to that was sent back on review (P-6).</remarks>
/// <param name="Percentage">As decided, else as the notice proposes it.</param>
/// <param name="V">Frozen when the notice was served: the base.</param>
/// <param name="Proposed">Floored once.</param>
/// <param name="CapLeft">Null once the deduction is posted.</param>
/// <param name="Ceiling">What the decision came to that was sent back on review: nothing ends heavier (P-6). Null where none was, and once the deduction is posted.</param>
/// <param name="There">This case's hold, Due and NotYetDue of today; null once the deduction is posted.</param>
/// <param name="Amount">What was deducted, else what it would be today.</param>
/// <param name="Whole">All that it comes to within cap and ceiling, instalments still to come and what was short included.</param>
/// <param name="LossLine">1.3 times the documented loss: above it the deduction must be answered.</param>
/// <param name="AboveCap">What of the proposed amount cap or ceiling keep from being taken; nothing claims it.</param>
/// <param name="Like">The nearest past cases, by their percentage; nothing of them for a contractor.</param>
public sealed record PenaltyFigures(
    Ratio Percentage, Money V, Money Proposed, Money? CapLeft, Money? Ceiling, Money? There, Money Amount, Money Whole, Money LossLine, bool AboveLine, Money AboveCap, IReadOnlyList<LikeCase> Like)
{
    private const int Nearest = 5;
    private const int Looked = 200;

    /// <returns>Null while no deduction is proposed, and once it was reversed, until a new notice proposes one.</returns>
    public static async Task<PenaltyFigures?> Of(IntegrityDb db, CaseFile file, CaseSanction? decision, bool own, CancellationToken cancel)
    {
        var @case = file.Case;
        if ((decision ?? file.Notice)?.Deduction is not { Percentage: var percentage } || @case.VAtService is not { } v || (@case.ReversedOn is { } reversed && !(@case.NoticeServedOn >= reversed))) return null;
        var (balance, proposed, posted) = (file.Books.Balance, Deduction.Proposed(v, percentage), @case.DeductedOn is not null);
        var cap = DeductionCap.Left(file.Books.Contract.Amount, @case.Cap, balance.Deducted - balance.Reversed, await db.PlannedUnder(@case.Contract, cancel));
        var most = Money.Min(cap, file.Ceiling ?? cap);
        var there = file.Held + balance.Buckets.Due + balance.Buckets.NotYetDue;
        return new(percentage, v, proposed, posted ? null : cap, posted ? null : file.Ceiling, posted ? null : there, posted ? @case.Deducted : Money.Min(proposed, Money.Min(most, there)),
            posted ? Within(file) : Money.Min(proposed, most), @case.DocumentedLoss.Times(LossMeter.Threshold), LossMeter.NeedsAnswer(proposed, @case.DocumentedLoss), posted ? proposed - Within(file) : proposed - Money.Min(proposed, most),
            own ? [] : await LikeCases(db, @case, percentage, cancel));
    }

    /// <summary>What the cap left of the proposed amount when the decision was served: taken, planned, or claimed because it was not there.</summary>
    private static Money Within(CaseFile file)
    {
        var plan = file.Instalments.Where(i => i.UndoneOn is null).ToList();
        return plan.Count == 0 ? file.Case.Deducted + file.Case.Shortfall : plan.Sum(i => i.Amount) + file.Case.Shortfall - plan.Sum(i => i.Short);
    }

    private static async Task<IReadOnlyList<LikeCase>> LikeCases(IntegrityDb db, PenaltyCase @case, Ratio percentage, CancellationToken cancel)
    {
        var (id, severity) = (@case.Id, @case.Severity);
        var past = await (from one in db.PenaltyCases.AsNoTracking()
                          where one.Severity == severity && one.Id != id && one.DeductedOn != null
                          join paper in db.CasePapers on new { Case = one.Id, Number = one.DecisionPaper } equals new { Case = paper.PenaltyCase, Number = (int?)paper.Number }
                          orderby one.Id descending
                          select new { one.Id, one.Number, one.Act, one.DocumentedLoss, one.Deducted, one.DeductedOn, paper.Text, Paper = paper.Number }).Take(Looked).ToListAsync(cancel);
        var nearest = past.Select(p => (Past: p, Journal.CanonicalJson.Read<SanctionPaper>(p.Text)!.Sanction.Deduction!.Percentage))
            .OrderBy(p => Math.Abs(p.Percentage.Ppm - percentage.Ppm)).ThenByDescending(p => p.Past.Id).Take(Nearest).ToList();
        var ids = nearest.ConvertAll(p => p.Past.Id);
        var plans = (await db.CaseInstalments.AsNoTracking().Where(i => ids.Contains(i.PenaltyCase)).ToListAsync(cancel)).ToLookup(i => (i.PenaltyCase, i.Paper));
        return [.. nearest.Select(p => new LikeCase(p.Past.Id, p.Past.Number, p.Past.Act, p.Percentage, p.Past.DocumentedLoss,
            plans[(p.Past.Id, p.Past.Paper)].ToList() is { Count: > 0 } plan ? plan.Sum(i => i.Amount) : p.Past.Deducted, p.Past.DeductedOn!.Value, p.Past.Deducted))];
    }
}
