using Integrity.App.Ledger;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;

namespace Integrity.App.Payments;

/// <summary>The tranches of a snapshot by line.</summary>
public sealed class SnapshotTranches
{
    private readonly OwedTranche[] tranches;
    private readonly int[] first;

    private SnapshotTranches(OwedTranche[] tranches, int[] first) => (this.tranches, this.first) = (tranches, first);

    public ReadOnlySpan<OwedTranche> Of(int line) => tranches.AsSpan(first[line]..first[line + 1]);

    public static SnapshotTranches Load(IntegrityDb db, long firstTranche, long lastTranche, RoundLines lines)
    {
        var tranches = new OwedTranche[checked((int)(lastTranche - firstTranche + 1))];
        var first = new int[lines.Count + 1];
        int at = 0, line = 0;
        BulkRead.Each(db, "SELECT contract, account, standing, certificate, due, subject, fen FROM snapshot_tranches WHERE id BETWEEN $1 AND $2 ORDER BY id", 7, row =>
        {
            while (lines.Contract[line] != row[0]) first[++line] = at;
            tranches[at++] = new((Account)row[1], (Standing)row[2], row[3], (int)row[4], row[5], row[6]);
        }, firstTranche, lastTranche);
        while (line < lines.Count) first[++line] = at;

        return new(tranches, first);
    }
}

/// <summary>Instructions while an execution numbers them; written when its entries are closed, for one COPY at a time runs on a connection.</summary>
internal sealed class InstructionBuffer(long first, int most)
{
    private readonly List<(long Contract, InstructionKind Kind, long Account, long Fen)> instructions = new(most);

    public int Count => instructions.Count;

    /// <returns>The instruction's number.</returns>
    public long Add(long contract, InstructionKind kind, long account, long fen)
    {
        instructions.Add((contract, kind, account, fen));
        return first + instructions.Count - 1;
    }

    /// <returns>The numbers that were written, with the digest of what never changes in them.</returns>
    public BulkRange Write(IntegrityDb db, BulkColumn[] columns, long run)
    {
        using var digest = new InstructionDigest();
        using var rows = BulkRows.Open(db, "instructions", columns);
        for (var i = 0; i < instructions.Count; i++)
        {
            var (contract, kind, account, fen) = instructions[i];
            rows.Add(first + i);
            rows.Add(run);
            rows.Add(contract);
            rows.Add((long)kind);
            rows.Add(account);
            rows.Add(fen);
            rows.Add((long)InstructionState.InFlight);
            rows.Add(0);
            digest.Add(first + i, run, contract, (long)kind, account, fen, 0);
        }
        rows.Complete();
        return new("instructions", first, first + instructions.Count - 1, digest.Finish());
    }
}
