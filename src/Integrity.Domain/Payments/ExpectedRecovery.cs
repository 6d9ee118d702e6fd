using Integrity.Domain.Identity;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>Money that a project should bring in, with its day and the person who chases it: shown beside a round and never usable (F-2).</summary>
public sealed class ExpectedRecovery
{
    public const int LongestNote = 300;

    private ExpectedRecovery() { }

    public ExpectedRecoveryId Id { get; private init; }
    public ProjectId Project { get; private init; }
    public Money Amount { get; private init; }
    public DateOnly ExpectedOn { get; private init; }
    public OfficialId ChasedBy { get; private init; }

    /// <summary>Who owes it and for what.</summary>
    public string Note { get; private init; } = "";

    public bool IsClosed { get; private set; }

    /// <summary>The receipt by which it came in, or null when it is no longer expected.</summary>
    public FundReceiptId? Receipt { get; private set; }

    public string? ClosingNote { get; private set; }
    public DateOnly? ClosedOn { get; private set; }

    public static Outcome<ExpectedRecovery> Expect(ExpectedRecoveryId id, ProjectId project, Money amount, DateOnly on, OfficialId chasedBy, string note)
    {
        if (!amount.IsPositive) return FundRefusals.AmountNotPositive();
        if (note.Trim() is not { Length: > 0 and <= LongestNote } text) return FundRefusals.NoteMissing(LongestNote);
        return new ExpectedRecovery { Id = id, Project = project, Amount = amount, ExpectedOn = on, ChasedBy = chasedBy, Note = text };
    }

    /// <summary>It came in by a receipt, or is given up; either way with a word.</summary>
    public Refusal? Close(FundReceiptId? receipt, string note, DateOnly today)
    {
        if (IsClosed) return FundRefusals.RecoveryClosed();
        if (note.Trim() is not { Length: > 0 and <= LongestNote } text) return FundRefusals.NoteMissing(LongestNote);
        (IsClosed, Receipt, ClosingNote, ClosedOn) = (true, receipt, text, today);
        return null;
    }
}
