using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;

namespace Integrity.App.Payments;

/// <summary>The lines of a snapshot in memory, by contract: what a trial, a list and an execution run over.</summary>
/// <remarks>Unit: fen. Shape: one element a contract in each array, contracts ascending. Never changed after it is made.</remarks>
public sealed class RoundLines
{
    public required long[] Contract { get; init; }
    public required long[] PayeeType { get; init; }
    public required long[] Project { get; init; }
    public required LeftOut[] LeftOut { get; init; }

    /// <summary>Due and unencumbered; also for a contract that is left out (its base in the ratio step is then zero).</summary>
    public required long[] Free { get; init; }

    public required long[] SetAsideDue { get; init; }
    public required long[] Wage { get; init; }

    /// <summary>The payee types that occur, ascending; <see cref="TypeIndex"/> is the place in it.</summary>
    public required long[] Types { get; init; }

    public required byte[] TypeIndex { get; init; }

    public int Count => Contract.Length;

    /// <summary>Contracts, bases, entitlements and payments by type, for ratios in the order of <see cref="Types"/>.</summary>
    public TypeShare[] Sum(ReadOnlySpan<Ratio> ratios)
    {
        var sums = new TypeShare[Types.Length];
        RoundArithmetic.Sum(InRatio(Free), InRatio(SetAsideDue), TypeIndex, ratios, sums);
        return sums;
    }

    /// <summary>The share of one line.</summary>
    public LineShare Share(int line, ReadOnlySpan<Ratio> ratios) => LeftOut[line] == Domain.Payments.LeftOut.No
        ? LineShare.Of(Free[line], SetAsideDue[line], ratios[TypeIndex[line]])
        : default;

    /// <summary>The root of the list that is voted: one line of text a contract, <c>contract|type|free|setAsideDue|ratioPpm|entitlement|pay\n</c>, left-out contracts not in it.</summary>
    public Digest ListRoot(ReadOnlySpan<Ratio> ratios)
    {
        var root = new MerkleRoot(workers: 1);
        for (var i = 0; i < Count; i++)
        {
            if (LeftOut[i] != Domain.Payments.LeftOut.No) continue;
            var share = Share(i, ratios);
            root.AppendNumbers([Contract[i], PayeeType[i], Free[i], SetAsideDue[i], ratios[TypeIndex[i]].Ppm, share.Entitlement, share.Pay]);
        }
        return root.Finish();
    }

    /// <summary>Reads a snapshot's lines.</summary>
    public static RoundLines Load(IntegrityDb db, long firstLine, long lastLine)
    {
        var count = checked((int)(lastLine - firstLine + 1));
        var (contract, type, project) = (new long[count], new long[count], new long[count]);
        var (free, setAside, wage, leftOut) = (new long[count], new long[count], new long[count], new LeftOut[count]);
        var at = 0;
        BulkRead.Each(db, "SELECT contract, payee_type, project, left_out, free, set_aside_due, wage FROM snapshot_lines WHERE id BETWEEN $1 AND $2 ORDER BY id", 7, row =>
        {
            (contract[at], type[at], project[at], leftOut[at]) = (row[0], row[1], row[2], (LeftOut)row[3]);
            (free[at], setAside[at], wage[at]) = (row[4], row[5], row[6]);
            at++;
        }, firstLine, lastLine);
        if (at != count) throw new InvalidOperationException($"The snapshot has {at} lines instead of {count}.");
        return Of(contract, type, project, leftOut, free, setAside, wage);
    }

    public static RoundLines Of(long[] contract, long[] type, long[] project, LeftOut[] leftOut, long[] free, long[] setAsideDue, long[] wage)
    {
        var types = new SortedSet<long>();
        long seen = long.MinValue;
        foreach (var one in type)
        {
            if (one == seen) continue;
            types.Add(seen = one);
        }
        var ordered = types.ToArray();
        if (ordered.Length > byte.MaxValue) throw new InvalidOperationException("More than 255 payee types in one round.");
        var index = new byte[type.Length];
        for (var i = 0; i < type.Length; i++) index[i] = (byte)Array.IndexOf(ordered, type[i]);
        return new()
        {
            Contract = contract, PayeeType = type, Project = project, LeftOut = leftOut,
            Free = free, SetAsideDue = setAsideDue, Wage = wage, Types = ordered, TypeIndex = index,
        };
    }

    // A left-out contract is in no base. Most rounds leave nobody out, and then nothing is copied.
    private long[] InRatio(long[] amounts)
    {
        if (Array.TrueForAll(LeftOut, reason => reason == Domain.Payments.LeftOut.No)) return amounts;
        var kept = (long[])amounts.Clone();
        for (var i = 0; i < kept.Length; i++)
            if (LeftOut[i] != Domain.Payments.LeftOut.No) kept[i] = 0;
        return kept;
    }
}
