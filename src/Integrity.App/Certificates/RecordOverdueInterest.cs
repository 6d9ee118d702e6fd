using Integrity.App.Acts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.App.Certificates;

/// <summary>Overdue interest that has accrued up to a day becomes owed: a payable of its own, in no base.</summary>
/// <remarks>Rules: O-7. Rounding: floored once per contract at the day asked; what was posted before is not posted again.</remarks>
[May(Duty.PrepareRounds, Duty.ExecutePayments), Said("登记逾期利息", "Record overdue interest")]
public sealed record RecordOverdueInterest(ContractId Contract, DateOnly? AsOf, long Seen) : IAct<Money>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class RecordOverdueInterestHandler(IntegrityDb db, Books books) : IHandle<RecordOverdueInterest, Money>
{
    public async Task<Outcome<Money>> Handle(RecordOverdueInterest act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var contract = await db.BooksOf(act.Contract, context.Today, cancel);
        if (contract is null) return ActRefusals.NotFound();

        // Decide.
        var day = act.AsOf ?? context.Today;
        if (day > context.Today) return CertificateRefusals.InterestDayInFuture();
        var owed = contract.InterestAt(day) with { Posted = contract.InterestAt(context.Today).Posted };
        if (owed.ToPost.IsZero) return CertificateRefusals.NoInterest();
        var entry = owed.Post(act.Contract.Value, context.Today);

        // Keep.
        // It rests on the contract: on its agreed rate, or on having none (O-7).
        await books.Post(context, "interest", contract.Totals, entry.Postings, cancel, document: contract.Contract.Document);
        return owed.ToPost;
    }
}
