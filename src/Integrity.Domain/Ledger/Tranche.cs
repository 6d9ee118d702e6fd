using Integrity.Domain.Values;

namespace Integrity.Domain.Ledger;

/// <summary>A part of what is owed under a contract that has one certificate, one due day and one standing (O-3).</summary>
/// <param name="Account"><see cref="Account.Payable"/> or <see cref="Account.Retention"/>.</param>
/// <param name="Standing">How it stands; plain retention has <see cref="Standing.None"/>.</param>
/// <param name="Certificate">The certificate that it comes from.</param>
/// <param name="Due">The day it falls due.</param>
/// <param name="Subject">The case, order, dispute, assignment or instruction that explains its standing, or 0.</param>
/// <param name="Amount">What is owed. Range: more than zero.</param>
public readonly record struct Tranche(Account Account, Standing Standing, long Certificate, DateOnly Due, long Subject, Money Amount)
{
    /// <summary>Owed and free: an open payable, or plain retention; due or not is seen from a day.</summary>
    public bool IsOpen => (Account, Standing) is (Account.Payable, Standing.Open) or (Account.Retention, Standing.None);

    /// <summary>Whether it has fallen due on or before the day.</summary>
    public bool IsDue(DateOnly day) => Due <= day;

    /// <summary>Retention before its due day: outside every base, whatever else is noted on it (O-4).</summary>
    public bool IsRetentionNotDue(DateOnly day) => Account == Account.Retention && Due > day;

    /// <summary>Oldest due day first; on one day the older certificate, then the order of accounts and subjects, so that every sort agrees.</summary>
    public static int ByDue(Tranche a, Tranche b) =>
        (a.Due, a.Certificate, a.Account, a.Standing, a.Subject).CompareTo((b.Due, b.Certificate, b.Account, b.Standing, b.Subject));
}
