using Integrity.App.Acts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>A figure of a certificate that can be asked why.</summary>
public enum CertificateFigure
{
    /// <summary>What it is about: of a settlement the settled sum, else what it adds (C-6).</summary>
    Amount = 1,
    Labour = 2,
    Retention = 3,

    /// <summary>Gross less labour and retention (O-4).</summary>
    Rest = 4,

    /// <summary>Certified work under the contract without it (C-6).</summary>
    Others = 5,
    OverpaidRecovered = 6,
    AdvanceRecovered = 7,
}

/// <summary>Explains a figure of a certificate by the entry of its approval, or before that by its preparation and the paper it rests on.</summary>
/// <remarks>Rules: C-6, O-4. A contractor asks about his own contracts' certificates.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("计量支付单数字的由来", "Explain a figure of a certificate")]
public sealed record ExplainCertificate(CertificateId Certificate, CertificateFigure Figure) : IAsk<Explanation<ExplainCertificate>>;

public sealed class ExplainCertificateAnswer(IntegrityDb db, OwnEntries own) : IAnswer<ExplainCertificate, Explanation<ExplainCertificate>>
{
    public async Task<Outcome<Explanation<ExplainCertificate>>> Answer(ExplainCertificate ask, AskContext context, CancellationToken cancel)
    {
        var shown = await new ShowCertificateAnswer(db).Answer(new(ask.Certificate), context, cancel);
        if (!shown.IsDone) return shown.Refusal;
        var (certificate, explained) = (shown.Value, new EntriesExplained(db));
        if (certificate.Entry is null && ask.Figure != CertificateFigure.Others)
        {
            var act = (await explained.Acts([(ask.Certificate.Value, certificate.Document)], cancel)).GetValueOrDefault(ask.Certificate.Value);
            return await own.For(context, Explained.By<ExplainCertificate>(WordsOf(ask.Figure), [new(certificate.Number, certificate.Number, FigureOf(ask.Figure, certificate), act)]), cancel);
        }
        var owner = certificate.Contract.Value;
        var rows = await db.Postings.AsNoTracking().Where(p => p.Owner == owner).OrderBy(p => p.Id).ToListAsync(cancel);
        return await own.For(context, Explained.By<ExplainCertificate>(WordsOf(ask.Figure),
            await explained.Parts<ExplainCertificate>(rows, row => PartOf(ask.Figure, row.ToPosting(), certificate), cancel)), cancel);
    }

    private static Money FigureOf(CertificateFigure figure, CertificateDetail certificate) => figure switch
    {
        CertificateFigure.Amount => certificate.Amount,
        CertificateFigure.Labour => certificate.Parts?.Labour ?? Money.Zero,
        CertificateFigure.Retention => certificate.Parts?.Retention ?? Money.Zero,
        CertificateFigure.OverpaidRecovered => certificate.Parts?.OverpaidRecovered ?? Money.Zero,
        CertificateFigure.AdvanceRecovered => certificate.Parts?.AdvanceRecovered ?? Money.Zero,
        _ => certificate.Parts?.Rest ?? Money.Zero,
    };

    private static long PartOf(CertificateFigure figure, in Posting p, CertificateDetail certificate)
    {
        var isIts = p.Entry == certificate.Entry;
        return (figure, p.Account) switch
        {
            (CertificateFigure.Others, Account.WorkCertified) when !isIts => p.Fen,
            (CertificateFigure.Amount, Account.WorkCertified) when isIts || (certificate.Kind == CertificateKind.Settlement && p.Entry < certificate.Entry) => p.Fen,
            (CertificateFigure.Labour, Account.Payable) when isIts && p.Standing == Standing.Wage => -p.Fen,
            (CertificateFigure.Retention, Account.Retention) when isIts => -p.Fen,
            (CertificateFigure.Rest, Account.Payable) when isIts && p.Standing != Standing.Wage => -p.Fen,
            (CertificateFigure.Rest, Account.Overpaid or Account.Advance) when isIts => -p.Fen,
            (CertificateFigure.OverpaidRecovered, Account.Overpaid) when isIts => -p.Fen,
            (CertificateFigure.AdvanceRecovered, Account.Advance) when isIts => -p.Fen,
            _ => 0,
        };
    }

    private static (string Rule, string Zh, string En) WordsOf(CertificateFigure figure) => figure switch
    {
        CertificateFigure.Amount => ("C-6", "一人编制、另一人批准的计量；结算证书为结算总额", "Prepared by one person and approved by another; of a settlement the settled sum"),
        CertificateFigure.Labour => ("O-4, O-5", "人工费 = floor(计量金额 × 人工费比例)", "Wages = floor(gross × labour share)"),
        CertificateFigure.Retention => ("O-4", "质量保证金 = min(floor(计量金额 × 比例), 计量金额 − 人工费)", "Retention = min(floor(gross × rate), gross − wages)"),
        CertificateFigure.Rest => ("O-4", "计量金额 − 人工费 − 质量保证金", "Gross − wages − retention"),
        CertificateFigure.Others => ("C-6", "该合同其他已批准的计量", "Other certified work under the contract"),
        CertificateFigure.OverpaidRecovered => ("O-1", "从本证书扣回的多付款", "Overpayment recovered from it"),
        _ => ("C-6", "从本证书扣回的预付款", "Advance recovered from it"),
    };
}
