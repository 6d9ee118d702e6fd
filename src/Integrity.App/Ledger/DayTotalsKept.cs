using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Ledger;

/// <summary>Keeps the totals of each day in step with the postings.</summary>
internal static class DayTotalsKept
{
    // The postings of an entry are numbered in a row; there is no index by entry on purpose.
    private const long Reach = 400;

    extension(IntegrityDb db)
    {
        /// <param name="day">As <see cref="DayNumber"/> writes it; so is <paramref name="due"/>.</param>
        /// <param name="account">Of these.</param>
        /// <param name="standing">Of these.</param>
        /// <param name="of">Whose.</param>
        /// <param name="due">The due day.</param>
        /// <param name="fen">What is added.</param>
        /// <param name="cancel">Stops it.</param>
        public Task AddToDay(int day, Account account, Standing standing, TotalsOf of, int due, long fen, CancellationToken cancel) =>
            db.Database.ExecuteSqlAsync($"""
                INSERT INTO day_totals (day, account, standing, payee_type, project, due, fen)
                VALUES ({day}, {(short)account}, {(short)standing}, {of.PayeeType}, {of.Project}, {due}, {fen})
                ON CONFLICT (account, standing, payee_type, project, day, due) DO UPDATE SET fen = day_totals.fen + excluded.fen
                """, cancel);

        /// <summary>A contract counts for another payee type from now on, with its whole history: the totals of its entries move, and no posting changes (C-2, L-1).</summary>
        public async Task Regroup(long contract, TotalsOf from, TotalsOf to, CancellationToken cancel)
        {
            var own = await db.Postings.AsNoTracking().Where(p => p.Owner == contract).GroupBy(p => p.Entry).Select(g => new { Entry = g.Key, First = g.Min(p => p.Id), Last = g.Max(p => p.Id) }).ToListAsync(cancel);
            var lines = new List<PostingRow>();
            foreach (var one in own)
                lines.AddRange(await db.Postings.AsNoTracking().Where(p => p.Id > one.First - Reach && p.Id < one.Last + Reach && p.Entry == one.Entry).ToListAsync(cancel));
            foreach (var group in lines.GroupBy(p => (p.Day, p.Account, p.Standing, p.Due)))
            {
                var (day, due, fen) = (DayNumber.Of(group.Key.Day), DayNumber.Of(group.Key.Due), group.Sum(p => p.Fen));
                if (fen == 0) continue;
                await db.AddToDay(day, group.Key.Account, group.Key.Standing, from, due, -fen, cancel);
                await db.AddToDay(day, group.Key.Account, group.Key.Standing, to, due, fen, cancel);
            }
        }
    }
}
