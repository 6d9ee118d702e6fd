using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>Where money of the bureau comes from (F-1).</summary>
public enum FundSource
{
    /// <summary>工程款回收: what is owed to the bureau for works was paid.</summary>
    Recovered = 1,

    /// <summary>资金筹集: money that the bureau raised.</summary>
    Raised = 2,

    /// <summary>财政: appropriated by the treasury.</summary>
    Budget = 3,
}

/// <summary>The life of a receipt: only a confirmed one is money that a round can use (F-1).</summary>
public enum ReceiptState
{
    Recorded = 1,
    Confirmed = 2,

    /// <summary>One person says that it is wrong: what is free of it is not used until a second one has answered.</summary>
    ReversalAsked = 3,

    Reversed = 4,

    /// <summary>Taken back before it was confirmed; never money.</summary>
    Withdrawn = 5,
}

/// <summary>What is entered about money that came in.</summary>
/// <param name="Document">SHA-256 of the evidence, hexadecimal.</param>
public sealed record ReceiptFacts(FundSource Source, Money Amount, DateOnly ReceivedOn, string Payer, FundScope Restriction, string Document);

/// <summary>Money that came in: its source, evidence, and the two people who stand for it (F-1).</summary>
/// <remarks>Invariant: who recorded it never confirms it; who asked for its reversal never confirms that. What of it is free stands in the ledger alone.</remarks>
public sealed class Receipt
{
    public const int LongestPayer = 120;
    public const int LongestReason = 500;

    private Receipt() { }

    public FundReceiptId Id { get; private init; }
    public string Number { get; private init; } = "";
    public FundSource Source { get; private init; }
    public Money Amount { get; private init; }
    public DateOnly ReceivedOn { get; private init; }
    public string Payer { get; private init; } = "";
    public FundScopeKind RestrictionKind { get; private init; }

    /// <summary>The project, or the kind of project as its purpose; 0 when it is for everything.</summary>
    public long RestrictedTo { get; private init; }

    /// <summary>SHA-256 of the evidence, hexadecimal.</summary>
    public string Document { get; private init; } = "";

    public ReceiptState State { get; private set; }
    public OfficialId RecordedBy { get; private init; }
    public OfficialId? ConfirmedBy { get; private set; }
    public DateOnly? ConfirmedOn { get; private set; }
    public OfficialId? WithdrawnBy { get; private set; }
    public OfficialId? ReversalAskedBy { get; private set; }

    /// <summary>Why it was withdrawn, or why it should be reversed.</summary>
    public string? Reason { get; private set; }

    public OfficialId? ReversedBy { get; private set; }
    public DateOnly? ReversedOn { get; private set; }

    /// <summary>What its money may be used for.</summary>
    public FundScope Restriction => new(RestrictionKind, RestrictedTo);

    public static Outcome<Receipt> Record(FundReceiptId id, string number, ReceiptFacts facts, OfficialId by, DateOnly today)
    {
        var payer = facts.Payer.Trim();
        if (!facts.Amount.IsPositive) return FundRefusals.AmountNotPositive();
        if (facts.ReceivedOn > today) return FundRefusals.ReceivedInFuture();
        if (payer.Length is 0 or > LongestPayer) return FundRefusals.PayerMissing(LongestPayer);
        if (!Digest.TryParse(facts.Document, out var document)) return FundRefusals.EvidenceMissing();
        return new Receipt
        {
            Id = id, Number = number, Source = facts.Source, Amount = facts.Amount, ReceivedOn = facts.ReceivedOn, Payer = payer,
            RestrictionKind = facts.Restriction.Kind, RestrictedTo = facts.Restriction.Subject, Document = document.ToString(),
            State = ReceiptState.Recorded, RecordedBy = by,
        };
    }

    /// <summary>A second person has seen the evidence: from now on it is money.</summary>
    public Refusal? Confirm(OfficialId by, DateOnly today)
    {
        if (State != ReceiptState.Recorded) return FundRefusals.ReceiptNotIn(State, ReceiptState.Recorded);
        if (by == RecordedBy) return FundRefusals.SecondPersonNeeded();
        (State, ConfirmedBy, ConfirmedOn) = (ReceiptState.Confirmed, by, today);
        return null;
    }

    /// <summary>It was entered wrongly and is not money yet: one person takes it back.</summary>
    public Refusal? Withdraw(OfficialId by, string reason)
    {
        if (State != ReceiptState.Recorded) return FundRefusals.ReceiptNotIn(State, ReceiptState.Recorded);
        if (Checked(reason) is not { } why) return FundRefusals.ReasonMissing(LongestReason);
        (State, WithdrawnBy, Reason) = (ReceiptState.Withdrawn, by, why);
        return null;
    }

    public Refusal? AskReversal(OfficialId by, string reason)
    {
        if (State != ReceiptState.Confirmed) return FundRefusals.ReceiptNotIn(State, ReceiptState.Confirmed);
        if (Checked(reason) is not { } why) return FundRefusals.ReasonMissing(LongestReason);
        (State, ReversalAskedBy, Reason) = (ReceiptState.ReversalAsked, by, why);
        return null;
    }

    /// <summary>A second person agrees that it is wrong; what was used of it becomes a visible deficit.</summary>
    public Refusal? ConfirmReversal(OfficialId by, DateOnly today)
    {
        if (State != ReceiptState.ReversalAsked) return FundRefusals.ReceiptNotIn(State, ReceiptState.ReversalAsked);
        if (by == ReversalAskedBy) return FundRefusals.SecondPersonNeeded();
        (State, ReversedBy, ReversedOn) = (ReceiptState.Reversed, by, today);
        return null;
    }

    /// <summary>It is right after all: a second person finds so, or who asked takes it back. Two people confirmed it before, so none more is needed.</summary>
    public Refusal? DeclineReversal()
    {
        if (State != ReceiptState.ReversalAsked) return FundRefusals.ReceiptNotIn(State, ReceiptState.ReversalAsked);
        (State, ReversalAskedBy, Reason) = (ReceiptState.Confirmed, null, null);
        return null;
    }

    private static string? Checked(string reason) => reason.Trim() is { Length: > 0 and <= LongestReason } text ? text : null;
}
