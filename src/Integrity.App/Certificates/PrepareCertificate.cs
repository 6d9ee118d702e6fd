using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Certificates;

/// <summary>One person prepares a certificate for work done; nothing is owed until another approves it.</summary>
/// <remarks>Rules: C-6, O-1. Unit: fen.</remarks>
[May(Duty.PrepareCertificates), Said("编制计量证书", "Prepare a certificate")]
public sealed record PrepareCertificate(
    ContractId Contract, string Number, DateOnly? PeriodFrom, DateOnly? PeriodUntil, Money Gross, string Document) : IAct<CertificateId>;

public sealed class PrepareCertificateHandler(IntegrityDb db) : IHandle<PrepareCertificate, CertificateId>
{
    public Task<Outcome<CertificateId>> Handle(PrepareCertificate act, ActContext context, CancellationToken cancel) => Certifying.Prepare(
        db, act.Contract, CertificateKind.Progress, act.Gross, new(act.Number, act.PeriodFrom, act.PeriodUntil, act.Document, ""), context, cancel);
}

/// <summary>One person prepares a correction of what was certified before: less than zero, in force when another approves it.</summary>
/// <remarks>Rules: C-6: takes unheld amounts, latest due first, then Held, never Wage; the excess is Overpaid.</remarks>
[May(Duty.PrepareCertificates), Said("编制更正证书", "Prepare a correction")]
public sealed record CorrectCertificate(ContractId Contract, string Number, Money Gross, string Reason, string Document) : IAct<CertificateId>;

public sealed class CorrectCertificateHandler(IntegrityDb db) : IHandle<CorrectCertificate, CertificateId>
{
    public Task<Outcome<CertificateId>> Handle(CorrectCertificate act, ActContext context, CancellationToken cancel) => Certifying.Prepare(
        db, act.Contract, CertificateKind.Correction, act.Gross, new(act.Number, null, null, act.Document, act.Reason), context, cancel);
}

/// <summary>One person prepares the one settlement certificate: certified work and retention come to the settled amount.</summary>
/// <remarks>Rules: C-6, O-4.</remarks>
[May(Duty.PrepareCertificates), Said("编制结算证书", "Prepare the settlement")]
public sealed record SettleContract(ContractId Contract, string Number, Money Settled, string Document) : IAct<CertificateId>;

public sealed class SettleContractHandler(IntegrityDb db) : IHandle<SettleContract, CertificateId>
{
    public Task<Outcome<CertificateId>> Handle(SettleContract act, ActContext context, CancellationToken cancel) => Certifying.Prepare(
        db, act.Contract, CertificateKind.Settlement, act.Settled, new(act.Number, null, null, act.Document, ""), context, cancel);
}
