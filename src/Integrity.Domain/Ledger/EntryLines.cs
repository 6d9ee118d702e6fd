using Integrity.Domain.Values;

namespace Integrity.Domain.Ledger;

/// <summary>An entry while it is written: lines are added, then it is closed.</summary>
/// <remarks>Errors: a negative debit or credit, and closing lines that do not sum to zero, are faults. Rules: L-1.</remarks>
public sealed class EntryLines
{
    private readonly DateOnly day;
    private readonly List<Posting> postings = [];

    internal EntryLines(DateOnly day) => this.day = day;

    /// <summary>The day on which the entry takes effect.</summary>
    public DateOnly Day => day;

    /// <summary>Adds to an account's debit side; nothing is written for zero.</summary>
    public EntryLines Debit(long owner, Account account, Money amount, Standing standing = Standing.None, long tranche = 0, DateOnly? due = null, long subject = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Fen);
        return Add(owner, account, amount.Fen, standing, tranche, due, subject);
    }

    /// <summary>Adds to an account's credit side; nothing is written for zero.</summary>
    public EntryLines Credit(long owner, Account account, Money amount, Standing standing = Standing.None, long tranche = 0, DateOnly? due = null, long subject = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Fen);
        return Add(owner, account, -amount.Fen, standing, tranche, due, subject);
    }

    /// <summary>What is owed in the tranche becomes less by its whole amount.</summary>
    public EntryLines Lower(long contract, Tranche part) =>
        Debit(contract, part.Account, part.Amount, part.Standing, part.Certificate, part.Due, part.Subject);

    /// <summary>
    /// The same debt, standing otherwise: certificate and due day stay with it (O-3).
    /// Retention that has fallen due becomes an ordinary payable with its first move; before that day it stays retention (O-4).
    /// </summary>
    public EntryLines Move(long contract, Tranche part, Standing to, long subject = 0)
    {
        var stays = part.Account == Account.Retention && part.Due > day;
        if (stays && to is not (Standing.Open or Standing.Disputed or Standing.FrozenByAuthority or Standing.Assigned))
            throw new InvalidOperationException($"Retention that is not due cannot become {to}.");
        Lower(contract, part);
        return stays
            ? Credit(contract, Account.Retention, part.Amount, to == Standing.Open ? Standing.None : to, part.Certificate, part.Due, subject)
            : Credit(contract, Account.Payable, part.Amount, to, part.Certificate, part.Due, subject);
    }

    public EntryLines Move(long contract, IEnumerable<Tranche> parts, Standing to, long subject = 0)
    {
        foreach (var part in parts) Move(contract, part, to, subject);
        return this;
    }

    /// <summary>Closes the entry.</summary>
    /// <remarks>Errors: lines that do not sum to zero are a fault (invariant 12).</remarks>
    public LedgerEntry Close()
    {
        Int128 sum = 0;
        foreach (var posting in postings) sum += posting.Fen;
        if (sum != 0) throw new InvalidOperationException($"The entry does not balance: its postings sum to {sum} fen.");
        return new LedgerEntry(day, postings.ToArray());
    }

    private EntryLines Add(long owner, Account account, long fen, Standing standing, long tranche, DateOnly? due, long subject)
    {
        if (fen != 0) postings.Add(new Posting(0, day, owner, account, standing, tranche, due ?? Posting.NoDay, subject, fen));
        return this;
    }
}
