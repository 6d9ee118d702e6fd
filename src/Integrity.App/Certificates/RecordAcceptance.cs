using Integrity.App.Acts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Certificates;

/// <summary>The work was accepted: the day on which retention falls due is known and stands on its posting from now on.</summary>
/// <remarks>Rules: O-4. Effect: an entry that dates the retention; no amount changes.</remarks>
[May(Duty.PrepareCertificates), Said("登记验收", "Record acceptance")]
public sealed record RecordAcceptance(ContractId Contract, DateOnly AcceptedOn, string Document, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class RecordAcceptanceHandler(IntegrityDb db, Books books) : IHandle<RecordAcceptance, Done>
{
    public async Task<Outcome<Done>> Handle(RecordAcceptance act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var contract = await db.BooksOf(act.Contract, context.Today, cancel);
        if (contract is null) return ActRefusals.NotFound();

        // Decide.
        if (!Digest.TryParse(act.Document, out var document)) return CertificateRefusals.DocumentMissing();
        var dated = Acceptance.Record(contract.Contract, contract.Balance, act.AcceptedOn);
        if (!dated.IsDone) return dated.Refusal;

        // Keep.
        if (!dated.Value.IsEmpty) await books.Post(context, "acceptance", contract.Totals, dated.Value.Postings, cancel, document: document.ToString());
        return new Done();
    }
}

/// <summary>Retention that is not due is released at once against a guarantee letter; from today it is due like any other amount.</summary>
/// <remarks>Rules: O-4.</remarks>
[May(Duty.ApproveCertificates), Said("凭保函释放质量保证金", "Release retention against a guarantee letter")]
public sealed record ReleaseRetentionAgainstGuarantee(ContractId Contract, string Document, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class ReleaseRetentionAgainstGuaranteeHandler(IntegrityDb db, Books books) : IHandle<ReleaseRetentionAgainstGuarantee, Done>
{
    public async Task<Outcome<Done>> Handle(ReleaseRetentionAgainstGuarantee act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var contract = await db.BooksOf(act.Contract, context.Today, cancel);
        if (contract is null) return ActRefusals.NotFound();

        // Decide.
        if (!Digest.TryParse(act.Document, out var document)) return CertificateRefusals.DocumentMissing();
        var released = Acceptance.Guarantee(contract.Balance);
        if (!released.IsDone) return released.Refusal;

        // Keep.
        await books.Post(context, "guarantee", contract.Totals, released.Value.Postings, cancel, document: document.ToString());
        return new Done();
    }
}
