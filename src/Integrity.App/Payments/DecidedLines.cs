using Integrity.App.Contracts;
using Integrity.App.Journal;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Who gets an advance or interest by his contract's own terms, and who is left out and why: the grounds of a round (C-5, C-7, C-9, P-8).</summary>
/// <param name="ToRecord">What of a line's interest has run up and is not recorded as owed yet, by contract: whoever is entitled is listed, not whoever was thought of (O-7).</param>
public sealed record DecidedLines(
    IReadOnlyList<DecidedLine> Entitled, IReadOnlyList<(DecidedLine Line, LeftOutGround Ground)> LeftOut, IReadOnlyDictionary<long, OverdueInterest> ToRecord)
{
    public static async Task<DecidedLines> Read(IntegrityDb db, DecidedRunKind kind, long? project, DateOnly today, CancellationToken cancel)
    {
        var toRecord = new Dictionary<long, OverdueInterest>();
        var owed = kind == DecidedRunKind.Advance ? await Advances(db, cancel) : await Interest(db, today, toRecord, cancel);
        var scope = await RoundScopes.Read(db, Funds.ScopeOf(project), today, cancel);
        var (entitled, leftOut) = (new List<DecidedLine>(), new List<(DecidedLine, LeftOutGround)>());
        for (var i = 0; i < scope.Contract.Length; i++)
        {
            if (!owed.TryGetValue(scope.Contract[i], out var line)) continue;
            if (scope.LeftOut[i] == 0) entitled.Add(line);
            else leftOut.Add((line, scope.LeftOut[i]));
        }
        return new(entitled, leftOut, toRecord);
    }

    /// <summary>RFC 6962 root over the run and its lines: <c>contract|base|ratePpm|amount</c>.</summary>
    public static Digest DigestOf(DecidedRunId run, DecidedRunKind kind, IEnumerable<(long Contract, Money Base, Ratio Rate, Money Amount)> lines)
    {
        var root = new MerkleRoot();
        root.AppendNumbers([run.Value, (long)kind]);
        foreach (var (contract, @base, rate, amount) in lines) root.AppendNumbers([contract, @base.Fen, rate.Ppm, amount.Fen]);
        return root.Finish();
    }

    // Once under each contract: one that is paid, taken over with the opening, or still under way is none again.
    private static async Task<Dictionary<long, DecidedLine>> Advances(IntegrityDb db, CancellationToken cancel)
    {
        var agreed = await db.WorksContracts.AsNoTracking().Where(c => c.AdvanceRate != null)
            .Select(c => new { c.Id, c.Amount, c.AdvanceRate }).ToListAsync(cancel);
        var had = new HashSet<long>();
        BulkRead.Each(db, "SELECT owner FROM postings WHERE account = $1 AND tranche = 0 GROUP BY owner HAVING SUM(fen) > 0", 1, row => had.Add(row[0]), (long)Account.Advance);
        BulkRead.Each(db, "SELECT contract FROM instructions WHERE kind = $1 AND state NOT IN ($2, $3)", 1, row => had.Add(row[0]),
            (long)InstructionKind.Advance, (long)InstructionState.Replaced, (long)InstructionState.Ended);
        return agreed.Where(c => !had.Contains(c.Id.Value)).Select(c => new DecidedLine(c.Id.Value, c.Amount, c.AdvanceRate!.Value))
            .Where(line => line.Amount.IsPositive).ToDictionary(line => line.Contract);
    }

    // Contract by contract, from the postings' history: what is recorded and unpaid, and what has run up since.
    private static async Task<Dictionary<long, DecidedLine>> Interest(IntegrityDb db, DateOnly today, Dictionary<long, OverdueInterest> toRecord, CancellationToken cancel)
    {
        var agreed = await db.WorksContracts.AsNoTracking().Where(c => c.OverdueDailyRate != null).Select(c => new { c.Id, c.OverdueDailyRate }).ToDictionaryAsync(c => c.Id.Value, c => c.OverdueDailyRate, cancel);
        // What came back of interest, or was kept back, is paid again under its own vote, or ended first.
        var back = (await db.ReturnedLines.AsNoTracking().Where(l => l.Kind == InstructionKind.Interest && (l.State == ReturnedState.Waiting || l.State == ReturnedState.AccountChecked || l.State == ReturnedState.EndAsked))
            .Select(l => new { l.Contract, l.Amount.Fen }).ToListAsync(cancel)).ToLookup(l => l.Contract, l => l.Fen);
        var (owed, own) = (new Dictionary<long, DecidedLine>(), new List<Posting>());
        await foreach (var row in db.Postings.AsNoTracking()
            .Where(p => p.Account == Account.Payable || p.Account == Account.Retention || p.Account == Account.InterestCost || p.Account == Account.InterestPayable)
            .OrderBy(p => p.Owner).ThenBy(p => p.Id).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (own.Count > 0 && own[0].Owner != row.Owner) Close();
            own.Add(row.ToPosting());
        }
        if (own.Count > 0) Close();
        return owed;

        void Close()
        {
            var contract = own[0].Owner;
            var interest = OverdueInterest.At(contract, own, today, agreed.GetValueOrDefault(contract));
            if (interest.ToPost.IsPositive) toRecord[contract] = interest;
            var all = interest.ToPost - new Money(own.Where(p => p is { Account: Account.InterestPayable, Standing: Standing.None }).Sum(p => p.Fen) + back[contract].Sum());
            if (all.IsPositive) owed[contract] = new(contract, all, Ratio.One);
            own.Clear();
        }
    }
}
