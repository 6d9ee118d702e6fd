using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>The kept day totals up to a day, summed by account, standing, type, project, and whether the due day has come.</summary>
internal sealed record DayTotalSum(Account Account, Standing Standing, long PayeeType, long Project, bool IsDue, long Fen)
{
    public Money Part(Figure figure, DateOnly asOf) =>
        new(FigureRule.Part(figure, Account, Standing, tranche: -1, IsDue ? asOf : Posting.NoDay, Fen, asOf));
}

internal static class DayTotalSums
{
    private static readonly Account[] Asked = [Account.WorkCertified, Account.Payable, Account.Retention, Account.Overpaid, Account.InterestPayable];

    public static Task<List<DayTotalSum>> Read(IntegrityDb db, OwedScope scope, DateOnly asOf, CancellationToken cancel)
    {
        var rows = db.DayTotals.AsNoTracking().Where(t => Asked.Contains(t.Account) && t.Day <= asOf);
        if (scope.Type is { } type) rows = rows.Where(t => t.PayeeType == type.Value);
        if (scope.Project is { } project) rows = rows.Where(t => t.Project == project.Value);
        return rows.GroupBy(t => new { t.Account, t.Standing, t.PayeeType, t.Project, IsDue = t.Due <= asOf })
            .Select(g => new DayTotalSum(g.Key.Account, g.Key.Standing, g.Key.PayeeType, g.Key.Project, g.Key.IsDue, g.Sum(t => t.Fen)))
            .ToListAsync(cancel);
    }

    /// <summary>Whether the kept totals can say this figure; the others need postings.</summary>
    public static bool Know(Figure figure) => figure is <= Figure.Certified or Figure.Overpaid or Figure.InterestOwed;
}
