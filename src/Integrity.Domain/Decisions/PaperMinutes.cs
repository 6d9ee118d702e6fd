using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>A meeting held on paper: two people read its scanned minutes, each alone, and what agrees is counted by the same rules.</summary>
/// <remarks>Event time and entry time are both kept. No printed hash, no binding. Rules: D-7, D-3.</remarks>
public sealed class PaperMinutes
{
    private PaperMinutes()
    {
    }

    public PaperMinutesId Id { get; private set; }
    public MeetingId Meeting { get; private set; }

    /// <summary>The scanned minutes, by their hash.</summary>
    public Digest Scan { get; private set; }

    /// <summary>What the first person read, see <see cref="PaperSheet.Lines"/>.</summary>
    public string FirstReading { get; private set; } = "";

    public OfficialId EnteredBy { get; private set; }
    public DateTime EnteredAt { get; private set; }
    public OfficialId? ConfirmedBy { get; private set; }
    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>The first person's reading; nothing is decided by that yet.</summary>
    public static Outcome<PaperMinutes> Enter(PaperMinutesId id, Meeting meeting, IReadOnlyList<Item> agenda, PaperSheet sheet, OfficialId by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(agenda);
        ArgumentNullException.ThrowIfNull(sheet);
        if (agenda.Any(item => item.IsRecused(by))) return DecisionRefusals.PapersClosedToRecused();
        if (meeting.Medium != Medium.Paper) return DecisionRefusals.NotOnPaper();
        if (meeting.ClosedAt is not null) return DecisionRefusals.MeetingClosed();
        if (sheet.Check(meeting, agenda, at) is { } refusal) return refusal;
        return new PaperMinutes
        {
            Id = id,
            Meeting = meeting.Id,
            Scan = sheet.Scan,
            FirstReading = string.Join('\n', sheet.Lines()),
            EnteredBy = by,
            EnteredAt = at,
        };
    }

    /// <summary>The first person reads again, where the two readings differ and his was wrong.</summary>
    public Outcome<Done> Correct(Meeting meeting, PaperSheet sheet, OfficialId by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(sheet);
        if (ConfirmedBy is not null) return DecisionRefusals.AlreadyDecided();
        if (by != EnteredBy) return DecisionRefusals.OnlyTheFirstPersonCorrects();
        if (sheet.Check(meeting, [], at) is { } refusal) return refusal;
        (Scan, FirstReading, EnteredAt) = (sheet.Scan, string.Join('\n', sheet.Lines()), at);
        return default(Done);
    }

    /// <summary>The second person's reading; where both agree, the votes are counted in the paper's order, as if they were given now.</summary>
    /// <remarks>Errors: on refusal meeting and items are left half-written; the caller throws them away.</remarks>
    public Outcome<Done> Confirm(Meeting meeting, Roster roster, IReadOnlyList<Item> agenda, PaperSheet sheet, OfficialId by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(agenda);
        ArgumentNullException.ThrowIfNull(sheet);
        if (meeting.Id != Meeting) throw new ArgumentException("Not the meeting of these minutes.", nameof(meeting));
        if (ConfirmedBy is not null) return DecisionRefusals.AlreadyDecided();
        if (by == EnteredBy) return DecisionRefusals.SecondPersonNeeded();
        if (agenda.Any(item => item.IsRecused(by))) return DecisionRefusals.PapersClosedToRecused();
        if (sheet.Check(meeting, agenda, at) is { } wrong) return wrong;
        if (DifferenceIn(sheet) is { } line) return DecisionRefusals.ReadingsDiffer(line);

        if (Count(meeting, roster, agenda, sheet, by, at) is { } refusal) return refusal;
        (ConfirmedBy, ConfirmedAt) = (by, at);
        return default(Done);
    }

    /// <summary>Why what stands on a sheet could not be counted, whoever reads it: the first reader is told, too.</summary>
    /// <remarks>Errors: meeting and items are left half-written, so give it copies and throw them away.</remarks>
    public static Refusal? WhyNotCounted(Meeting meeting, Roster roster, IReadOnlyList<Item> agenda, PaperSheet sheet, OfficialId by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(agenda);
        ArgumentNullException.ThrowIfNull(sheet);
        return Count(meeting, roster, agenda, sheet, by, at);
    }

    private static Refusal? Count(Meeting meeting, Roster roster, IReadOnlyList<Item> agenda, PaperSheet sheet, OfficialId by, DateTime at)
    {
        if (meeting.RecordPresence(roster, sheet.Presence, at).Refusal is { } absent) return absent;
        if (sheet.StandIn is { } standIn && meeting.NameStandIn(standIn).Refusal is { } missing) return missing;
        foreach (var onPaper in sheet.Items)
        {
            if (agenda.FirstOrDefault(one => one.Id == onPaper.Item) is not { } item) return DecisionRefusals.NotOnThisAgenda();
            if (item.LinesOf is { } main && agenda.FirstOrDefault(one => one.Id == main) is { } round) item.Follow(round);
            if (Count(onPaper, item, meeting, by, at) is { } refusal) return refusal;
        }
        foreach (var item in agenda)
            if (item.LinesOf is { } main && agenda.FirstOrDefault(one => one.Id == main) is { } round) item.Follow(round);
        return null;
    }

    private static Refusal? Count(PaperItem onPaper, Item item, Meeting meeting, OfficialId by, DateTime at)
    {
        foreach (var conflict in onPaper.Recusals.Where(one => !item.IsRecused(one.Person)))
            if (item.Recuse(conflict, by, at).Refusal is { } refusal) return refusal;
        foreach (var vote in onPaper.Votes)
            if (Count(vote, item, meeting, by, at) is { } refusal) return refusal;
        return onPaper.DeferralReason is { } reason ? item.Defer(meeting, reason, at).Refusal : null;
    }

    private static Refusal? Count(PaperVoting vote, Item item, Meeting meeting, OfficialId by, DateTime at)
    {
        if (item.Next is { } next && next.Digest != vote.PrintedHash) return DecisionRefusals.HashDiffers();
        if (item.OpenOnPaper(meeting, vote.HeldAt).Refusal is { } notOpened) return notOpened;
        var stamp = Stamp.Paper(vote.HeldAt, by, at);
        foreach (var ballot in vote.Ballots.SkipLast(1))
            if (item.Cast(ballot.Member, new(ballot.Vote, ballot.Reason), stamp).Refusal is { } refusal) return refusal;
        if (vote.SilentWereCalled && item.CallTheSilent(vote.HeldAt).Refusal is { } nobodySilent) return nobodySilent;
        var last = vote.Ballots[^1];
        if (item.Close(last.Member, new(last.Vote, last.Reason), stamp).Refusal is { } notClosed) return notClosed;
        if (item.OwingReasons is null) return null;
        return !vote.ReasonsRefused && string.IsNullOrWhiteSpace(vote.PresidingReasons)
            ? DecisionRefusals.ReasonsOutstanding()
            : item.RecordReasons(last.Member, vote.ReasonsRefused ? null : vote.PresidingReasons, at).Refusal;
    }

    /// <summary>The first line in which the two readings differ, counted from 1.</summary>
    private int? DifferenceIn(PaperSheet sheet)
    {
        var (first, second) = (FirstReading.Split('\n'), sheet.Lines());
        for (var i = 0; i < Math.Max(first.Length, second.Count); i++)
            if (i >= first.Length || i >= second.Count || first[i] != second[i]) return i + 1;
        return null;
    }
}
