using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Tests.Ledger;

/// <summary>A tiny book in memory: entries in order, balances read from them alone.</summary>
internal sealed class Book
{
    private readonly List<Posting> postings = [];

    public IReadOnlyList<Posting> Postings => postings;

    public long LastEntry { get; private set; }

    public void Post(LedgerEntry entry)
    {
        if (!entry.IsEmpty) postings.AddRange(entry.Numbered(++LastEntry));
    }

    public ContractBalance Balance(long contract, DateOnly asOf) => ContractBalance.At(contract, postings, asOf);

    public IEnumerable<Posting> Of(long owner) => postings.Where(p => p.Owner == owner);

    public Money Total(Account account) => postings.Where(p => p.Account == account).Sum(p => new Money(p.Fen));

    public Money Total(Account account, long owner) => Of(owner).Where(p => p.Account == account).Sum(p => new Money(p.Fen));

    /// <summary>Invariant 12, and what follows from it for each owner's own postings.</summary>
    public bool Balances() => postings.GroupBy(p => p.Entry).All(entry => entry.Sum(p => p.Fen) == 0);

    public static DateOnly Day(int month, int day, int year = 2026) => new(year, month, day);
}
