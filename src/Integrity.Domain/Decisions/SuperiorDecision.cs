using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>What the superior body's document says.</summary>
/// <param name="BodyName">Who decided.</param>
/// <param name="DocumentNumber">The number of the document.</param>
/// <param name="DocumentDay">Its date.</param>
/// <param name="Scan">The scanned document, by its hash.</param>
/// <param name="ListHash">The hash printed on the list that it decides.</param>
/// <param name="IsApproved">Approved, or not.</param>
public sealed record SuperiorFacts(string BodyName, string DocumentNumber, DateOnly DocumentDay, Digest Scan, Digest ListHash, bool IsApproved);

/// <summary>A superior body's decision, entered by two people, where too many members of the body are recused.</summary>
/// <remarks>Rules: D-2, D-7.</remarks>
public sealed class SuperiorDecision
{
    private SuperiorDecision()
    {
    }

    public SuperiorDecisionId Id { get; private set; }
    public ItemId Item { get; private set; }
    public string BodyName { get; private set; } = "";
    public string DocumentNumber { get; private set; } = "";
    public DateOnly DocumentDay { get; private set; }
    public Digest Scan { get; private set; }
    public Digest ListHash { get; private set; }
    public bool IsApproved { get; private set; }
    public OfficialId EnteredBy { get; private set; }
    public DateTime EnteredAt { get; private set; }
    public OfficialId? ConfirmedBy { get; private set; }
    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>The first person enters it; nothing is decided by that yet.</summary>
    public static Outcome<SuperiorDecision> Enter(SuperiorDecisionId id, Item item, Roster roster, SuperiorFacts facts, OfficialId by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(facts);
        if (item.IsRecused(by)) return DecisionRefusals.PapersClosedToRecused();
        if (string.IsNullOrWhiteSpace(facts.BodyName) || string.IsNullOrWhiteSpace(facts.DocumentNumber)) return DecisionRefusals.DocumentMissing();
        if (facts.Scan == default) return DecisionRefusals.ScanMissing();
        if (facts.ListHash == default) return DecisionRefusals.NoPrintedHash();
        // A paper that is older than the list cannot carry its hash.
        if (facts.DocumentDay < BureauTime.DayOf(item.ProposedAt)) return DecisionRefusals.HeldBeforeProposed() with { Field = "documentDay" };
        if (facts.DocumentDay > BureauTime.DayOf(at)) return DecisionRefusals.NotYetHappened();
        if (item.NotForAbove(roster, facts.ListHash, facts.DocumentDay) is { } refusal) return refusal;
        return new SuperiorDecision
        {
            Id = id,
            Item = item.Id,
            BodyName = facts.BodyName.Trim(),
            DocumentNumber = facts.DocumentNumber.Trim(),
            DocumentDay = facts.DocumentDay,
            Scan = facts.Scan,
            ListHash = facts.ListHash,
            IsApproved = facts.IsApproved,
            EnteredBy = by,
            EnteredAt = at,
        };
    }

    /// <summary>A second person reads the document himself and enters the same; only then is the item decided.</summary>
    public Outcome<Done> Confirm(Item item, SuperiorFacts facts, OfficialId by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(facts);
        if (item.Id != Item) throw new ArgumentException("Not the item that was decided.", nameof(item));
        if (ConfirmedBy is not null) return DecisionRefusals.AlreadyDecided();
        if (by == EnteredBy) return DecisionRefusals.SecondPersonNeeded();
        if (item.IsRecused(by)) return DecisionRefusals.PapersClosedToRecused();
        if (facts.DocumentNumber.Trim() != DocumentNumber) return DecisionRefusals.EntriesDiffer("文号", "the document's number");
        if (facts.DocumentDay != DocumentDay) return DecisionRefusals.EntriesDiffer("日期", "the date");
        if (facts.ListHash != ListHash) return DecisionRefusals.EntriesDiffer("清单哈希值", "the list's hash");
        if (facts.IsApproved != IsApproved) return DecisionRefusals.EntriesDiffer("决定结果", "the result");
        (ConfirmedBy, ConfirmedAt) = (by, at);
        return item.DecideAbove(this, at);
    }
}
