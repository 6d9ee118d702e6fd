using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;

namespace Integrity.Domain.Certificates;

public readonly record struct EarmarkId(long Value) : IId<EarmarkId>, IComparable<EarmarkId>
{
    public int CompareTo(EarmarkId other) => Value.CompareTo(other.Value);

    public static EarmarkId From(long value) => new(value);
}

/// <summary>Why an amount owed under a contract stands otherwise than open: a closed list (O-8 (2), (3), (4), (6), R-3). Holds belong to cases (P-5).</summary>
public enum EarmarkKind
{
    /// <summary>A documented defect or quantity dispute, that amount (O-8 (3)).</summary>
    Dispute = 1,

    /// <summary>An order of a court or authority, as served (O-8 (2)).</summary>
    AuthorityOrder = 2,

    /// <summary>The contractor has assigned it to another (R-3, C-7).</summary>
    Assignment = 3,

    /// <summary>An agreed condition of payment is not met, with its clause: an invoice, an acceptance paper (O-8 (4)).</summary>
    ConditionUnmet = 4,

    /// <summary>A finding of supervision, bounded by its amount and by 30 days (O-8 (6)).</summary>
    SupervisionFinding = 5,
}

public enum EarmarkState
{
    /// <summary>Waits for a second person; nothing has moved.</summary>
    Prepared = 1,
    InForce = 2,

    /// <summary>Its end waits for a second person.</summary>
    Ending = 3,
    Ended = 4,

    /// <summary>The second person did not confirm it.</summary>
    Refused = 5,
}

/// <summary>An amount owed that is disputed, frozen by an authority, or assigned: its paper, its people and its life (O-8, R-3).</summary>
/// <remarks>Unit: fen. What it has taken stands in the ledger, under its number as subject. Invariant: an order and an assignment need two people, at both ends.</remarks>
public sealed class Earmark
{
    /// <summary>How long a supervision finding sets money aside. Unit: calendar days; no rolling, it protects the contractor's money (P-10).</summary>
    /// <remarks>Source: O-8 (6) [J].</remarks>
    public const int FindingDays = 30;

    private Earmark() { }

    public EarmarkId Id { get; private init; }
    public ContractId Contract { get; private init; }
    public EarmarkKind Kind { get; private init; }

    /// <summary>The amount of the paper; an order may be for more than is owed today and then takes later certificates too.</summary>
    public Money Amount { get; private init; }

    /// <summary>The certificate that a dispute is about, or null.</summary>
    public CertificateId? Certificate { get; private init; }

    /// <summary>A defect cost to be borne by retention that is not due (O-4).</summary>
    public bool FromRetention { get; private init; }

    /// <summary>The authority of an order, the assignee, or the clause of a condition.</summary>
    public string Who { get; private init; } = "";

    /// <summary>The account of an assignee, or of the authority to which an order demands payment, confirmed by two people (C-7); null where an order only freezes.</summary>
    public AccountId? Account { get; private init; }

    /// <summary>The paper's own number.</summary>
    public string Number { get; private init; } = "";

    public string Document { get; private init; } = "";
    public string Ground { get; private init; } = "";
    public EarmarkState State { get; private set; }
    public OfficialId PreparedBy { get; private init; }
    public DateTime PreparedAt { get; private init; }
    public OfficialId? ConfirmedBy { get; private set; }
    public DateTime? ConfirmedAt { get; private set; }
    public string EndDocument { get; private set; } = "";
    public string EndGround { get; private set; } = "";
    public OfficialId? EndPreparedBy { get; private set; }
    public OfficialId? EndedBy { get; private set; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>How the amounts stand in the ledger meanwhile.</summary>
    public Standing Standing => StandingOf(Kind);

    public static Standing StandingOf(EarmarkKind kind) => kind switch
    {
        EarmarkKind.Dispute or EarmarkKind.ConditionUnmet or EarmarkKind.SupervisionFinding => Standing.Disputed,
        EarmarkKind.AuthorityOrder => Standing.FrozenByAuthority,
        _ => Standing.Assigned,
    };

    /// <summary>The last day of a supervision finding; null of the others, which last until their paper ends them.</summary>
    public DateOnly? LastDay => Kind == EarmarkKind.SupervisionFinding ? BureauTime.DayOf(PreparedAt).AddDays(FindingDays) : null;

    /// <summary>A documented dispute, an unmet condition or a finding: in force at once, because the contractor's remedy is interest from the due day .</summary>
    public static Outcome<Earmark> Dispute(
        EarmarkId id, ContractId contract, EarmarkKind kind, string clause, Money amount, CertificateId? certificate, bool fromRetention, string document, string ground,
        OfficialId by, DateTime at)
    {
        if (StandingOf(kind) != Standing.Disputed) return CertificateRefusals.SetAsideByTwo();
        if (kind == EarmarkKind.ConditionUnmet && string.IsNullOrWhiteSpace(clause)) return CertificateRefusals.ClauseMissing();
        if (Check(amount, document, ground, out var paper) is { } refusal) return refusal;
        return new Earmark
        {
            Id = id, Contract = contract, Kind = kind, Who = clause.Trim(), Amount = amount, Certificate = certificate, FromRetention = fromRetention,
            Document = paper, Ground = ground.Trim(), PreparedBy = by, PreparedAt = at, State = EarmarkState.InForce,
        };
    }

    /// <summary>An order as served; a second person confirms it. One that names the authority's account is paid in a round's second step, another only freezes.</summary>
    public static Outcome<Earmark> Order(
        EarmarkId id, ContractId contract, Money amount, string authority, string number, AccountId? account, string document, string ground, OfficialId by, DateTime at)
    {
        if (string.IsNullOrWhiteSpace(authority)) return CertificateRefusals.AuthorityMissing();
        if (string.IsNullOrWhiteSpace(number)) return CertificateRefusals.OrderNumberMissing();
        if (Check(amount, document, ground, out var paper) is { } refusal) return refusal;
        return new Earmark
        {
            Id = id, Contract = contract, Kind = EarmarkKind.AuthorityOrder, Amount = amount, Who = authority.Trim(), Number = number.Trim(), Account = account,
            Document = paper, Ground = ground.Trim(), PreparedBy = by, PreparedAt = at, State = EarmarkState.Prepared,
        };
    }

    /// <summary>An assignment of which the bureau was notified; a second person confirms it.</summary>
    public static Outcome<Earmark> Assign(
        EarmarkId id, ContractId contract, Money amount, string assignee, AccountId account, string document, string ground, OfficialId by, DateTime at)
    {
        if (string.IsNullOrWhiteSpace(assignee)) return CertificateRefusals.AssigneeMissing();
        if (Check(amount, document, ground, out var paper) is { } refusal) return refusal;
        return new Earmark
        {
            Id = id, Contract = contract, Kind = EarmarkKind.Assignment, Amount = amount, Who = assignee.Trim(), Account = account,
            Document = paper, Ground = ground.Trim(), PreparedBy = by, PreparedAt = at, State = EarmarkState.Prepared,
        };
    }

    public Refusal? Confirm(OfficialId by, DateTime at)
    {
        if (State != EarmarkState.Prepared) return CertificateRefusals.EarmarkNotWaiting();
        if (PreparedBy == by) return CertificateRefusals.PreparedBySamePerson();
        (State, ConfirmedBy, ConfirmedAt) = (EarmarkState.InForce, by, at);
        return null;
    }

    public Refusal? Refuse(OfficialId by, DateTime at, string reason)
    {
        if (State != EarmarkState.Prepared) return CertificateRefusals.EarmarkNotWaiting();
        if (string.IsNullOrWhiteSpace(reason)) return CertificateRefusals.RejectReasonMissing();
        (State, EndedBy, EndedAt, EndGround) = (EarmarkState.Refused, by, at, reason.Trim());
        return null;
    }

    /// <summary>A dispute ends for the contractor, wholly or with nothing left in it.</summary>
    public Refusal? EndDispute(string document, string ground, bool hasRest, OfficialId by, DateTime at)
    {
        if (State != EarmarkState.InForce || Standing != Standing.Disputed) return CertificateRefusals.EarmarkNotInForce();
        if (Check(new(1), document, ground, out var paper) is { } refusal) return refusal;
        (EndDocument, EndGround) = (paper, ground.Trim());
        if (!hasRest) (State, EndedBy, EndedAt) = (EarmarkState.Ended, by, at);
        return null;
    }

    /// <summary>A finding ends by itself after its last day; only the clock does this.</summary>
    public Refusal? Lapse(DateOnly today, DateTime at)
    {
        if (State != EarmarkState.InForce || LastDay is not { } last || today <= last) return CertificateRefusals.EarmarkNotInForce();
        (State, EndGround, EndedAt) = (EarmarkState.Ended, "期限届满", at);
        return null;
    }

    /// <summary>One person says that the order or assignment has ended, with its paper.</summary>
    public Refusal? PrepareEnd(string document, string ground, OfficialId by)
    {
        if (State != EarmarkState.InForce || Standing == Standing.Disputed) return CertificateRefusals.EarmarkNotInForce();
        if (Check(new(1), document, ground, out var paper) is { } refusal) return refusal;
        (State, EndDocument, EndGround, EndPreparedBy) = (EarmarkState.Ending, paper, ground.Trim(), by);
        return null;
    }

    public Refusal? ConfirmEnd(OfficialId by, DateTime at)
    {
        if (State != EarmarkState.Ending) return CertificateRefusals.EarmarkNotWaiting();
        if (EndPreparedBy == by) return CertificateRefusals.PreparedBySamePerson();
        (State, EndedBy, EndedAt) = (EarmarkState.Ended, by, at);
        return null;
    }

    private static Refusal? Check(Money amount, string document, string ground, out string paper)
    {
        paper = "";
        if (!amount.IsPositive) return CertificateRefusals.AmountNotPositive();
        if (string.IsNullOrWhiteSpace(ground)) return CertificateRefusals.GroundMissing();
        if (!Digest.TryParse(document, out var digest)) return CertificateRefusals.DocumentMissing();
        paper = digest.ToString();
        return null;
    }
}
