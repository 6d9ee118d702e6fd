using Integrity.Domain.Ledger;

namespace Integrity.Domain.Payments;

/// <summary>What one contract brings to a round at its cut-off, frozen .</summary>
/// <remarks>Unit: fen. Invariant: <see cref="E"/> is <see cref="Free"/> plus <see cref="SetAsideDue"/>; none is negative.</remarks>
public record struct SnapshotFigures
{
    /// <summary>Due and unencumbered: what the ratio is paid on at once.</summary>
    public long Free { get; set; }

    /// <summary>Held or frozen and due by the cut-off, less what earlier rounds reserved for it.</summary>
    public long SetAsideDue { get; set; }

    public long Wage { get; set; }
    public long NotYetDue { get; set; }
    public long Disputed { get; set; }
    public long Returned { get; set; }
    public long InFlight { get; set; }
    public long RetentionNotDue { get; set; }

    /// <summary>The base of the ratio.</summary>
    public readonly long E => checked(Free + SetAsideDue);

    /// <summary>Adds up a contract's tranches as of the cut-off; allocates nothing, for a round may have a million.</summary>
    /// <param name="tranches">What is owed, in any order; amounts positive.</param>
    /// <param name="reserves">Cash that earlier rounds reserved for the contract, by the case or order that it is reserved for.</param>
    /// <param name="cutOff">The cut-off as a whole number, 20260930.</param>
    public static SnapshotFigures Of(ReadOnlySpan<OwedTranche> tranches, ReadOnlySpan<ReservedFen> reserves, int cutOff)
    {
        var figures = default(SnapshotFigures);
        foreach (ref readonly var tranche in tranches)
        {
            var due = tranche.Due <= cutOff;
            if (tranche.Account == Account.Retention && !due)
            {
                figures.RetentionNotDue = checked(figures.RetentionNotDue + tranche.Fen);
                continue;
            }
            switch (tranche.Standing)
            {
                case Standing.Wage when tranche.IsReturnedWage: figures.Returned = checked(figures.Returned + tranche.Fen); break;
                case Standing.Wage: figures.Wage = checked(figures.Wage + tranche.Fen); break;
                case Standing.Disputed: figures.Disputed = checked(figures.Disputed + tranche.Fen); break;
                case Standing.Returned: figures.Returned = checked(figures.Returned + tranche.Fen); break;
                case Standing.InFlight: figures.InFlight = checked(figures.InFlight + tranche.Fen); break;
                case Standing.Held or Standing.FrozenByAuthority when due: break;
                // Assigned amounts wait: a round pays nobody but the one they are owed to, and does not pay assignees yet.
                case Standing.Assigned: break;
                case Standing.None or Standing.Open when due: figures.Free = checked(figures.Free + tranche.Fen); break;
                default: figures.NotYetDue = checked(figures.NotYetDue + tranche.Fen); break;
            }
        }
        figures.SetAsideDue = SetAside(tranches, reserves, cutOff);
        return figures;
    }

    // Reserve that is kept for one case after its deduction does not lower what another case holds.
    private static long SetAside(ReadOnlySpan<OwedTranche> tranches, ReadOnlySpan<ReservedFen> reserves, int cutOff)
    {
        long total = 0;
        for (var i = 0; i < tranches.Length; i++)
        {
            if (!tranches[i].IsHeld(cutOff) || SubjectSeen(tranches[..i], tranches[i].Subject, cutOff)) continue;
            long held = 0;
            foreach (ref readonly var other in tranches[i..])
                if (other.IsHeld(cutOff) && other.Subject == tranches[i].Subject) held = checked(held + other.Fen);
            foreach (ref readonly var reserve in reserves)
                if (reserve.Subject == tranches[i].Subject) held = checked(held - reserve.Fen);
            total = checked(total + Math.Max(0, held));
        }
        return total;
    }

    private static bool SubjectSeen(ReadOnlySpan<OwedTranche> before, long subject, int cutOff)
    {
        foreach (ref readonly var tranche in before)
            if (tranche.IsHeld(cutOff) && tranche.Subject == subject) return true;
        return false;
    }
}

/// <summary>A tranche as the bulk path of a round sees it: whole numbers only.</summary>
/// <param name="Due">The due day as a whole number, 20260930.</param>
/// <param name="Fen">Range: more than zero.</param>
public readonly record struct OwedTranche(Account Account, Standing Standing, long Certificate, int Due, long Subject, long Fen)
{
    /// <summary>Held for a case or frozen by an authority, and due: outside Free, inside E.</summary>
    public bool IsHeld(int cutOff) => Due <= cutOff && Standing is (Standing.Held or Standing.FrozenByAuthority);

    /// <summary>Wages to be paid by this round.</summary>
    public bool IsWage => Standing == Standing.Wage && Subject == 0;

    /// <summary>Wages that the bank sent back: their cash waits in the run that paid them, so no other run pays them .</summary>
    public bool IsReturnedWage => Standing == Standing.Wage && Subject != 0;

    public bool IsFree(int cutOff) => Due <= cutOff && Standing is (Standing.None or Standing.Open);
}

/// <summary>Cash reserved by earlier rounds for one case or order.</summary>
public readonly record struct ReservedFen(long Round, long Subject, long Fen);
