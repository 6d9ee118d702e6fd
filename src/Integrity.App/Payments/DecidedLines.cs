using Integrity.App.Contracts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Who gets an advance or interest by his contract's own terms, and who is left out and why: the grounds of a round (C-5, C-7, C-9, P-8).</summary>
public sealed record DecidedLines(IReadOnlyList<DecidedLine> Entitled, IReadOnlyList<(DecidedLine Line, LeftOutGround Ground)> LeftOut)
{
    public static async Task<DecidedLines> Read(IntegrityDb db, DecidedRunKind kind, long? project, DateOnly today, CancellationToken cancel)
    {
        var owed = kind == DecidedRunKind.Advance ? await Advances(db, cancel) : await Interest(db, cancel);
        var scope = await RoundScopes.Read(db, Funds.ScopeOf(project), today, cancel);
        var (entitled, leftOut) = (new List<DecidedLine>(), new List<(DecidedLine, LeftOutGround)>());
        for (var i = 0; i < scope.Contract.Length; i++)
        {
            if (!owed.TryGetValue(scope.Contract[i], out var line)) continue;
            if (scope.LeftOut[i] == 0) entitled.Add(line);
            else leftOut.Add((line, scope.LeftOut[i]));
        }
        return new(entitled, leftOut);
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

    private static Task<Dictionary<long, DecidedLine>> Interest(IntegrityDb db, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var owed = new Dictionary<long, DecidedLine>();
        BulkRead.Each(db, "SELECT owner, CAST(SUM(-fen) AS BIGINT) FROM postings WHERE account = $1 AND standing = 0 GROUP BY owner HAVING SUM(-fen) > 0", 2,
            row => owed[row[0]] = new(row[0], new(row[1]), Ratio.One), (long)Account.InterestPayable);
        return Task.FromResult(owed);
    }
}
