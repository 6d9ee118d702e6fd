using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

public readonly record struct OpeningSplitId(long Value) : IId<OpeningSplitId>
{
    public static OpeningSplitId From(long value) => new(value);
}

public enum OpeningSplitState
{
    Prepared = 1,
    Confirmed = 2,
    Refused = 3,
}

/// <summary>A part of an opening that fell or falls due on one day.</summary>
public readonly record struct DuePart(DateOnly Due, Money Amount);

/// <summary>What two people confirm of a contract that was taken over: its labour, retention, due days and advance (C-9).</summary>
/// <remarks>Unit: fen. Invariant: labour, retention and the due parts add up to what is open of the opening.</remarks>
public sealed class OpeningSplit
{
    private OpeningSplit() { }

    public OpeningSplitId Id { get; private init; }
    public ContractId Contract { get; private init; }

    /// <summary>Wages not yet paid.</summary>
    public Money Labour { get; private init; }

    /// <summary>Retention not yet paid.</summary>
    public Money Retention { get; private init; }

    /// <summary>Null while acceptance is not known.</summary>
    public DateOnly? RetentionDue { get; private init; }

    /// <summary>An advance paid before the system began and not yet recovered (C-6).</summary>
    public Money Advance { get; private init; }

    public Ratio LabourShare { get; private init; }
    public Ratio RetentionRate { get; private init; }

    /// <summary>Unit: calendar days; null where nothing is agreed.</summary>
    public int? PaymentDays { get; private init; }

    /// <summary>Unit: months after acceptance; null where nothing is agreed.</summary>
    public int? DefectMonths { get; private init; }

    public Ratio? OverdueDailyRate { get; private init; }
    public Ratio? AdvanceRate { get; private init; }
    public Ratio? AdvanceRecovery { get; private init; }
    public bool SigningIsPaymentCondition { get; private init; }

    /// <summary>The other parts by due day, as <c>2026-09-30:12345;…</c>.</summary>
    public string Parts { get; private init; } = "";

    public string Document { get; private init; } = "";
    public OfficialId PreparedBy { get; private init; }
    public DateTime PreparedAt { get; private init; }
    public OpeningSplitState State { get; private set; }
    public OfficialId? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public string RefuseReason { get; private set; } = "";

    public IReadOnlyList<DuePart> DueParts() =>
    [
        .. Parts.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(':'))
            .Select(part => new DuePart(DateOnly.ParseExact(part[0], "yyyy-MM-dd"), new(long.Parse(part[1])))),
    ];

    public static Outcome<OpeningSplit> Prepare(
        OpeningSplitId id, ContractId contract, OpeningFigures figures, ContractTerms terms, string document, OfficialId by, DateTime at)
    {
        if (!Digest.TryParse(document, out var paper)) return CertificateRefusals.DocumentMissing();
        return new OpeningSplit
        {
            Id = id, Contract = contract, Labour = figures.Labour, Retention = figures.Retention, RetentionDue = figures.RetentionDue,
            Advance = figures.Advance, Parts = string.Join(';', figures.Parts.Select(part => $"{part.Due:yyyy-MM-dd}:{part.Amount.Fen}")),
            LabourShare = terms.LabourShare, RetentionRate = terms.RetentionRate, PaymentDays = terms.PaymentDays, DefectMonths = terms.DefectMonths,
            OverdueDailyRate = terms.OverdueDailyRate, AdvanceRate = terms.AdvanceRate, AdvanceRecovery = terms.AdvanceRecovery,
            SigningIsPaymentCondition = terms.SigningIsPaymentCondition, Document = paper.ToString(), PreparedBy = by, PreparedAt = at, State = OpeningSplitState.Prepared,
        };
    }

    public OpeningFigures Figures() => new(Labour, Retention, RetentionDue, Advance, DueParts());

    /// <summary>The clauses that apply to the contract's later certificates.</summary>
    public ContractTerms Terms() => new()
    {
        LabourShare = LabourShare, RetentionRate = RetentionRate, PaymentDays = PaymentDays, DefectMonths = DefectMonths,
        OverdueDailyRate = OverdueDailyRate, AdvanceRate = AdvanceRate, AdvanceRecovery = AdvanceRecovery,
        SigningIsPaymentCondition = SigningIsPaymentCondition,
    };

    public Refusal? Confirm(OfficialId by, DateTime at)
    {
        if (State != OpeningSplitState.Prepared) return CertificateRefusals.SplitDecided();
        if (PreparedBy == by) return CertificateRefusals.PreparedBySamePerson();
        (State, DecidedBy, DecidedAt) = (OpeningSplitState.Confirmed, by, at);
        return null;
    }

    public Refusal? Refuse(OfficialId by, DateTime at, string reason)
    {
        if (State != OpeningSplitState.Prepared) return CertificateRefusals.SplitDecided();
        if (string.IsNullOrWhiteSpace(reason)) return CertificateRefusals.RejectReasonMissing();
        (State, DecidedBy, DecidedAt, RefuseReason) = (OpeningSplitState.Refused, by, at, reason.Trim());
        return null;
    }
}
