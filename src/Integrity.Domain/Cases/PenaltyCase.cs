using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>What is flagged against a contract.</summary>
/// <param name="Contract">The named contract (P-4).</param>
/// <param name="Source">Where it came from, as a plain value: a case cannot lead back to a tip-off.</param>
/// <param name="Act">What was done, in a few words; one deduction per contract and act (P-7).</param>
/// <param name="ActDay">The day of it: the clause in force then applies.</param>
/// <param name="Severity">From 1, the band of the signed schedule.</param>
/// <param name="ClaimedLoss">Unit: fen.</param>
/// <param name="Legs">What is known of the three legs, with evidence.</param>
/// <param name="Member">The consortium's member whose violation it is; null for the contract's own party.</param>
public sealed record FlagFacts(
    ContractId Contract, CaseSource Source, string Act, DateOnly ActDay, int Severity, Money ClaimedLoss, IReadOnlyList<LegFacts> Legs, CounterpartyId? Member = null);

/// <summary>A penalty case: from the flag to its end under one pinned definition (P-1 to P-7).</summary>
/// <remarks>Invariant: state and money change only together, by the case's own transitions in one transaction (P-5).</remarks>
public sealed partial class PenaltyCase : IProcess
{
    public const int LongestText = 500;

    private PenaltyCase() { }

    public CaseId Id { get; private init; }
    ProcessId IProcess.Process => Id;
    public string Number { get; private init; } = "";
    public ContractId Contract { get; private init; }

    /// <summary>Whose violation it is: the contract's own party, or one member of its consortium.</summary>
    public CounterpartyId Party { get; private init; }

    /// <summary>The member's share in the consortium as the contract was signed; null where it is not against one member (C-3).</summary>
    public Ratio? Share { get; private init; }

    /// <summary>The integrity contract in force on the day of the act (P-7).</summary>
    public IntegrityContractId IntegrityContract { get; private init; }

    /// <summary>By what two acts on one day under one contract are told apart: their letters and digits, whatever their width, case, blanks and punctuation (P-7).</summary>
    public static string ActKeyOf(string act)
    {
        var key = SameNumber.KeyOf(act);
        return key.Any(char.IsLetterOrDigit) ? string.Concat(key.Where(char.IsLetterOrDigit)) : key;
    }

    public CaseSource Source { get; private init; }
    public string Act { get; private init; } = "";
    public DateOnly ActDay { get; private init; }
    public int Severity { get; private init; }

    /// <summary>The signed band of that severity, from the clause in force at the act.</summary>
    public Ratio BandMin { get; private init; }

    public Ratio BandMax { get; private init; }

    /// <summary>All deductions under the contract together, of its amount.</summary>
    public Ratio Cap { get; private init; }

    public Money ClaimedLoss { get; private init; }

    /// <summary>What of the loss is documented; measured by 1.3 (P-4).</summary>
    public Money DocumentedLoss { get; private set; }

    /// <summary>SHA-256 of the definition under which the case runs; changed only by a migration that two people approve.</summary>
    public string DefinitionHash { get; private set; } = "";

    /// <summary>The path of its state in that definition.</summary>
    public string State { get; private set; } = "";

    public bool Ended { get; private set; }
    public OfficialId FlaggedBy { get; private init; }
    public DateOnly FlaggedOn { get; private init; }

    /// <summary>From the flag, or from the day it was sent back.</summary>
    public DateOnly OpenedOrRemittedOn { get; private set; }

    public OfficialId? ConfirmedBy { get; private set; }

    /// <summary>V of the whole contract, of which a member's case takes his share: of the day of the flag, then of service.</summary>
    public Money ContractV { get; private set; }

    /// <summary>V on the day of the flag: the base of the hold (P-5).</summary>
    public Money VAtFlag { get; private init; }

    /// <summary>V at the moment the notice was served; then frozen. Unit: fen.</summary>
    public long? VAtServiceFen { get; private set; }

    /// <summary>The day of the first posting of its hold (P-5).</summary>
    public DateOnly? HoldPostedOn { get; private set; }

    /// <summary>Whether the limit ran out with something still held; no new hold is laid then but by decision.</summary>
    public bool HoldLapsed { get; private set; }

    /// <summary>Its hold is a deduction turned back, which stands for 90 days at most (P-7).</summary>
    public bool HoldTurnedBack { get; private set; }

    public DateOnly? NoticeServedOn { get; private set; }
    public bool HearingHeld { get; private set; }

    /// <summary>The numbers of its papers.</summary>
    public int? NoticePaper { get; private set; }

    public int? DecisionPaper { get; private set; }

    /// <summary>The item of the meeting that decides on the decision paper.</summary>
    public long? DecisionItem { get; private set; }

    public int? ReviewPaper { get; private set; }
    public long? ReviewItem { get; private set; }
    public int? ExtensionPaper { get; private set; }
    public long? ExtensionItem { get; private set; }
    public int? ReopeningPaper { get; private set; }
    public long? ReopeningItem { get; private set; }
    public DateOnly? DecisionServedOn { get; private set; }

    /// <summary>What was deducted so far and stands. Unit: fen.</summary>
    public Money Deducted { get; private set; }

    /// <summary>A claim outside the payables, set off later only by a new decision (P-4).</summary>
    public Money Shortfall { get; private set; }

    public Money SetOff { get; private set; }
    public DateOnly? DeductedOn { get; private set; }
    public DateOnly? ReversedOn { get; private set; }

    /// <summary>All interest owed for what of this case was reversed or not deducted again (P-7).</summary>
    public Money ReversalInterest { get; private set; }

    public ExclusionId? Exclusion { get; private set; }
    public bool Recommended { get; private set; }
    public DateOnly? PublishedOn { get; private set; }
    public string? PublicText { get; private set; }
    public DateOnly? CorrectedOn { get; private set; }

    public PenaltyBand Band => new(BandMin, BandMax);

    public Money? VAtService => VAtServiceFen is { } fen ? new Money(fen) : null;

    /// <summary>What the law takes as V now: frozen once the notice is served (P-4).</summary>
    public Money V => VAtService ?? VAtFlag;
}
