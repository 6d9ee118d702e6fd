using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

/// <summary>What one person says was done, with its paper.</summary>
/// <param name="Number">As the paper has it.</param>
/// <param name="From">The period's first day, or null where the paper names none.</param>
/// <param name="Document">SHA-256 of the signed paper, in hexadecimal.</param>
/// <param name="Reason">Why an earlier sum is corrected; empty otherwise.</param>
public sealed record CertificatePaper(string Number, DateOnly? From, DateOnly? Until, string Document, string Reason);

/// <summary>A certificate (计量证书): prepared by one person, approved by another; only then is it debt (C-6, O-1).</summary>
/// <remarks>Unit: fen. Invariant: approver and preparer are two people; an opening has neither, because its import has a journal entry of its own.</remarks>
public sealed class Certificate
{
    private Certificate() { }

    public CertificateId Id { get; private init; }
    public ContractId Contract { get; private init; }
    public CertificateKind Kind { get; private init; }
    public string Number { get; private init; } = "";
    /// <summary>Its one spelling (<see cref="SameNumber"/>): no other of the contract has it, unless it was sent back.</summary>
    public string NumberKey { get; private init; } = "";
    public DateOnly? PeriodFrom { get; private init; }
    public DateOnly? PeriodUntil { get; private init; }

    /// <summary>What the paper says: the gross of the period, less than zero on a correction, the whole settled amount on a settlement.</summary>
    public Money Amount { get; private init; }

    public string Document { get; private init; } = "";
    public string Reason { get; private init; } = "";
    public OfficialId? PreparedBy { get; private init; }
    public DateTime PreparedAt { get; private init; }
    public CertificateState State { get; private set; }
    public OfficialId? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was sent back; empty otherwise.</summary>
    public string RejectReason { get; private set; } = "";

    /// <summary>What it added to certified work; zero until it is approved.</summary>
    public Money Gross { get; private set; }

    public Money Labour { get; private set; }

    /// <summary>What it added to retention; less than zero where a settlement released some.</summary>
    public Money Retention { get; private set; }

    public Money OverpaidRecovered { get; private set; }
    public Money AdvanceRecovered { get; private set; }

    /// <summary>The day its payable part falls due, once approved (O-7).</summary>
    public DateOnly? Due { get; private set; }

    /// <summary>The ledger entry of its approval, once approved.</summary>
    public long? Entry { get; private set; }

    public static Outcome<Certificate> Prepare(
        CertificateId id, ContractId contract, CertificateKind kind, Money amount, CertificatePaper paper, OfficialId by, DateTime at)
    {
        if (string.IsNullOrWhiteSpace(paper.Number)) return CertificateRefusals.NumberMissing();
        if (!Digest.TryParse(paper.Document, out var document)) return CertificateRefusals.DocumentMissing();
        if (paper.From > paper.Until) return CertificateRefusals.PeriodUpsideDown();
        if (paper.Until > BureauTime.DayOf(at)) return CertificateRefusals.PeriodNotOver();
        if (kind == CertificateKind.Progress && amount.IsNegative) return CertificateRefusals.NegativeIsACorrection();
        if (kind == CertificateKind.Correction && amount.IsPositive) return CertificateRefusals.CorrectionIsNegative();
        if (kind == CertificateKind.Correction && string.IsNullOrWhiteSpace(paper.Reason)) return CertificateRefusals.CorrectionReasonMissing();
        return new Certificate
        {
            Id = id, Contract = contract, Kind = kind, Amount = amount, Number = paper.Number.Trim(), NumberKey = SameNumber.KeyOf(paper.Number), PeriodFrom = paper.From, PeriodUntil = paper.Until,
            Document = document.ToString(), Reason = paper.Reason.Trim(), PreparedBy = by, PreparedAt = at, State = CertificateState.Prepared,
        };
    }

    /// <summary>What was certified before the system began (C-9): approved by the import, split later by two people.</summary>
    /// <param name="sheetDay">The day the workbook stands at; what was not paid by then is due that day.</param>
    public static Certificate Open(CertificateId id, ContractId contract, Money certified, string document, DateOnly sheetDay, DateTime at) => new()
    {
        Id = id, Contract = contract, Kind = CertificateKind.Opening, Amount = certified, Number = "期初", NumberKey = "期初", PeriodUntil = sheetDay, Document = document,
        PreparedAt = at, State = CertificateState.Approved, DecidedAt = at, Gross = certified, Due = sheetDay,
    };

    /// <summary>A second person approves it; <paramref name="certified"/> is what the rule made of it today.</summary>
    public Refusal? Approve(OfficialId by, DateTime at, Certified certified)
    {
        if (MayDecide(by) is { } refusal) return refusal;
        (State, DecidedBy, DecidedAt) = (CertificateState.Approved, by, at);
        (Gross, Labour, Retention, Due) = (certified.Split.Gross, certified.Split.Labour, certified.Split.Retention, certified.Due);
        (OverpaidRecovered, AdvanceRecovered) = (certified.OverpaidRecovered, certified.AdvanceRecovered);
        return null;
    }

    /// <summary>Why this person cannot approve it, or null.</summary>
    public Refusal? MayDecide(OfficialId by) =>
        State != CertificateState.Prepared ? CertificateRefusals.CertificateDecided()
        : PreparedBy == by ? CertificateRefusals.PreparedBySamePerson()
        : null;

    /// <summary>It goes back with a reason; whoever prepared it may withdraw it too.</summary>
    public Refusal? Reject(OfficialId by, DateTime at, string reason)
    {
        if (State != CertificateState.Prepared) return CertificateRefusals.CertificateDecided();
        if (string.IsNullOrWhiteSpace(reason)) return CertificateRefusals.RejectReasonMissing();
        (State, DecidedBy, DecidedAt, RejectReason) = (CertificateState.Rejected, by, at, reason.Trim());
        return null;
    }

    /// <summary>Where it stands in the books.</summary>
    public void PostedAs(long entry) => Entry = entry;

    /// <summary>Two people have split an opening: its labour and retention are known (C-9).</summary>
    public void Split(Money labour, Money retention) => (Labour, Retention) = (labour, retention);
}
