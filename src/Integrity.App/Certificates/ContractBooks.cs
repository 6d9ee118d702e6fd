using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>A contract with its own postings and the balance they make: what an act on its money gathers. Read by the owner's index, never by scanning.</summary>
public sealed record ContractBooks(WorksContract Contract, bool SmallOrMedium, IReadOnlyList<Posting> Postings, ContractBalance Balance)
{
    /// <summary>Where the contract's entries are counted in the day totals.</summary>
    public TotalsOf Totals => new(Contract.PayeeType.Value, Contract.Project.Value);

    /// <summary>The clauses by which its certificates are split and fall due.</summary>
    public CertificateTerms Terms => new(Contract.LabourShare, Contract.RetentionRate, Contract.PaymentDays, SmallOrMedium)
    {
        AdvanceRecovery = Contract.AdvanceRecovery ?? Ratio.Zero,
    };

    /// <summary>Overdue interest up to a day, at the agreed or the lawful rate (O-7).</summary>
    public OverdueInterest InterestAt(DateOnly day) => OverdueInterest.At(Contract.Id.Value, Postings, day, Contract.OverdueDailyRate);

    /// <summary>The balance once these lines are in the books too.</summary>
    public ContractBalance BalanceWith(LedgerEntry entry) => ContractBalance.At(Contract.Id.Value, Postings.Concat(entry.Postings), Balance.AsOf);

    /// <summary>The same contract once an entry is in the books under its number.</summary>
    public ContractBooks With(LedgerEntry entry, long number)
    {
        var postings = Postings.Concat(entry.Numbered(number).Where(p => p.Owner == Contract.Id.Value)).ToList();
        return this with { Postings = postings, Balance = ContractBalance.At(Contract.Id.Value, postings, Balance.AsOf) };
    }
}

public static class ContractBooksReading
{
    extension(IntegrityDb db)
    {
        /// <summary>A contract's own postings that took effect by the end of a day.</summary>
        public async Task<List<Posting>> PostingsOf(ContractId contract, DateOnly until, CancellationToken cancel)
        {
            var rows = await db.Postings.AsNoTracking().Where(p => p.Owner == contract.Value && p.Day <= until).OrderBy(p => p.Id).ToListAsync(cancel);
            return rows.ConvertAll(row => row.ToPosting());
        }

        /// <summary>The orders of a court or authority that two people entered and that have not ended, by this act neither, the oldest first.</summary>
        internal async Task<IReadOnlyList<Earmark>> OrdersInForce(ContractId contract, CancellationToken cancel) =>
            [.. (await db.Earmarks.Where(e => e.Contract == contract && e.Kind == EarmarkKind.AuthorityOrder).OrderBy(e => e.Id).ToListAsync(cancel)).Where(e => e.State is EarmarkState.InForce or EarmarkState.Ending)];

        /// <summary>How a contract stands at the end of a day.</summary>
        public async Task<ContractBalance> BalanceOf(ContractId contract, DateOnly asOf, CancellationToken cancel) =>
            ContractBalance.At(contract.Value, await db.PostingsOf(contract, asOf, cancel), asOf);

        /// <summary>A contract on its books at the end of a day; null where there is no such contract. The contract is tracked: an act may change it.</summary>
        public async Task<ContractBooks?> BooksOf(ContractId contract, DateOnly asOf, CancellationToken cancel)
        {
            var found = await db.WorksContracts.SingleOrDefaultAsync(c => c.Id == contract, cancel);
            if (found is null) return null;
            var small = await db.Counterparties.Where(p => p.Id == found.Party).Select(p => p.SmallOrMedium).SingleAsync(cancel);
            var postings = await db.PostingsOf(contract, asOf, cancel);
            return new(found, small, postings, ContractBalance.At(contract.Value, postings, asOf));
        }
    }
}
