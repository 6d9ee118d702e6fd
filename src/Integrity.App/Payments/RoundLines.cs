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
    public required LeftOutGround[] LeftOut { get; init; }

    /// <summary>Due and unencumbered, also of a contract that is left out: being left out stops no interest (C-5).</summary>
    public required long[] Due { get; init; }

    public required long[] Wage { get; init; }

    /// <summary>Paid whole on orders of courts and authorities, before any ratio .</summary>
    public required long[] Ordered { get; init; }

    /// <summary>Paid and on its way, for the progress floor (O-9).</summary>
    public required long[] SettledAndInFlight { get; init; }

    /// <summary>Certified without retention that is not due (O-9).</summary>
    public required long[] CertifiedWithoutRetention { get; init; }

    /// <summary>The payee types that occur, ascending; <see cref="TypeIndex"/> is the place in it.</summary>
    public required long[] Types { get; init; }

    public required int[] TypeIndex { get; init; }

    public int Count => Contract.Length;

    /// <summary>The base of the ratio step; zero for a contract that is left out.</summary>
    public required long[] E { get; init; }

    /// <summary>What is paid on at once; zero for a contract that is left out.</summary>
    public required long[] Free { get; init; }

    public bool TakesPart(int line) => LeftOut[line] == Taking;

    /// <summary>Pay and set-aside in all, for ratios in the order of <see cref="Types"/>.</summary>
    public RoundTotals Totals(ReadOnlySpan<Ratio> ratios) => RoundArithmetic.Totals(E, Free, TypeIndex, ratios);

    /// <summary>Whether the contract is in the ratio step.</summary>
    public bool Has(long contract) => Array.BinarySearch(Contract, contract) is >= 0 and var i && TakesPart(i);

    /// <summary>Contracts, base, pay and set-aside of each type.</summary>
    public TypeTotals[] ByType(ReadOnlySpan<Ratio> ratios)
    {
        var (contracts, bases, pay, aside) = (new int[Types.Length], new Int128[Types.Length], new Int128[Types.Length], new Int128[Types.Length]);
        for (var i = 0; i < Count; i++)
        {
            if (!TakesPart(i)) continue;
            var type = TypeIndex[i];
            var share = Share(i, ratios);
            contracts[type]++;
            bases[type] += E[i];
            pay[type] += share.Pay;
            aside[type] += share.SetAside;
        }
        return [.. Types.Select((type, t) => new TypeTotals(type, contracts[t], Fen(bases[t]), new(Fen(pay[t]), Fen(aside[t]))))];
    }

    /// <summary>The share of one line, fen.</summary>
    public (long Pay, long SetAside) Share(int line, ReadOnlySpan<Ratio> ratios)
    {
        var ppm = ratios[TypeIndex[line]].Ppm;
        var pay = RoundArithmetic.Share(Free[line], ppm);
        return (pay, E[line] == Free[line] ? 0 : RoundArithmetic.Share(E[line], ppm) - pay);
    }

    /// <summary>The root of the list that is voted: one line of text a contract, <c>contract|type|base|ratioPpm|entitlement\n</c>, left-out contracts not in it.</summary>
    /// <remarks>All of it is published, so that anyone can compute the root. What is paid at once follows from the snapshot, whose root is voted with it; it is in no public line, or an open case could be inferred (V-1).</remarks>
    /// <param name="ratios">In the order of the types.</param>
    /// <param name="only">The lines of these contracts alone, or null for the whole list.</param>
    public Digest ListRoot(ReadOnlySpan<Ratio> ratios, IReadOnlyCollection<long>? only = null)
    {
        var root = new MerkleRoot(workers: 1);
        for (var i = 0; i < Count; i++)
        {
            if (!TakesPart(i) || only?.Contains(Contract[i]) == false) continue;
            var share = Share(i, ratios);
            root.AppendNumbers([Contract[i], PayeeType[i], E[i], ratios[TypeIndex[i]].Ppm, share.Pay + share.SetAside]);
        }
        return root.Finish();
    }

    /// <summary>Reads a snapshot's lines.</summary>
    public static RoundLines Load(IntegrityDb db, long firstLine, long lastLine)
    {
        var count = checked((int)(lastLine - firstLine + 1));
        var (contract, type, project) = (new long[count], new long[count], new long[count]);
        var (free, setAside, wage, ordered, leftOut) = (new long[count], new long[count], new long[count], new long[count], new LeftOutGround[count]);
        var (settled, certified) = (new long[count], new long[count]);
        var at = 0;
        BulkRead.Each(db, "SELECT contract, payee_type, project, left_out, free, set_aside_due, wage, settled + in_flight, certified - retention_not_due, ordered FROM snapshot_lines WHERE id BETWEEN $1 AND $2 ORDER BY id", 10, row =>
        {
            (contract[at], type[at], project[at], leftOut[at]) = (row[0], row[1], row[2], (LeftOutGround)row[3]);
            (free[at], setAside[at], wage[at], settled[at], certified[at]) = (row[4], row[5], row[6], row[7], row[8]);
            ordered[at] = row[9];
            at++;
        }, firstLine, lastLine);
        if (at != count) throw new InvalidOperationException($"The snapshot has {at} lines instead of {count}.");
        return Of(contract, type, project, leftOut, free, setAside, wage, ordered, settled, certified);
    }

    public static RoundLines Of(long[] contract, long[] type, long[] project, LeftOutGround[] leftOut, long[] free, long[] setAsideDue, long[] wage, long[] paidOnOrders, long[] settledAndInFlight, long[] certifiedWithoutRetention)
    {
        var types = new SortedSet<long>();
        long seen = long.MinValue;
        foreach (var one in type)
        {
            if (one == seen) continue;
            types.Add(seen = one);
        }
        var ordered = types.ToArray();
        var index = new int[type.Length];
        for (var i = 0; i < type.Length; i++) index[i] = Array.IndexOf(ordered, type[i]);
        var e = new long[type.Length];
        var due = (long[])free.Clone();
        for (var i = 0; i < e.Length; i++)
        {
            if (leftOut[i] != Taking) free[i] = 0;
            else e[i] = checked(free[i] + setAsideDue[i]);
        }
        return new()
        {
            Contract = contract, PayeeType = type, Project = project, LeftOut = leftOut, E = e, Free = free, Due = due, Wage = wage, Ordered = paidOnOrders, SettledAndInFlight = settledAndInFlight,
            CertifiedWithoutRetention = certifiedWithoutRetention, Types = ordered, TypeIndex = index,
        };
    }

    private static Money Fen(Int128 fen) => new(checked((long)fen));

    // No ground: the contract takes part.
    private const LeftOutGround Taking = 0;
}

/// <summary>What one payee type comes to under a ratio.</summary>
public sealed record TypeTotals(long PayeeType, int Contracts, Money Base, RoundTotals Totals);
