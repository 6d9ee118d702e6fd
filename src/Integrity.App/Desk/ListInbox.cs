using System.Globalization;
using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Desk;

/// <summary>Why something stands in an inbox.</summary>
public enum InboxReason
{
    /// <summary>The next step is this person's.</summary>
    Step = 1,

    /// <summary>Somebody asked for a step that needs two people.</summary>
    SecondPerson = 2,

    /// <summary>A period ran out and nobody acted: it was reported to the leader (P-10).</summary>
    Escalated = 3,

    /// <summary>The day of an instalment of a deduction has come, and the finance office posts it (P-4, P-10).</summary>
    Instalment = 4,

    /// <summary>A referral has ended and its result waits to be taken up in the case by the audit office (P-9).</summary>
    ReferralResult = 5,
}

/// <param name="Process">The number of the case or the matter.</param>
/// <param name="IsMatter">A matter that came out of a case; else the case itself.</param>
/// <param name="What">The procedure.</param>
/// <param name="Step">Where it stands.</param>
/// <param name="Detail">What is asked for, or which period ran out; empty for a plain step.</param>
/// <param name="DueOn">The nearest last day.</param>
/// <param name="Overdue">A period has run out.</param>
/// <param name="Reminded">Its keeper has been reminded of a period that still runs.</param>
/// <param name="For">In whose place the reader would act; null for himself.</param>
public sealed record InboxItem(
    long Process, bool IsMatter, string Number, Workflows.Words What, Workflows.Words Step, InboxReason Reason, Workflows.Words Detail, DateOnly? DueOn, bool Provisional, bool Overdue, bool Reminded, string? For);

/// <summary>What waits for the reader in all cases and matters, the most urgent first: steps, second signatures, escalations (待办).</summary>
/// <remarks>Rules: P-10, P-6. Nobody finds here what separation of duties keeps from him.</remarks>
[May(Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote)]
public sealed record ListInbox(string? Cursor) : IAsk<Listed<InboxItem>>;

public sealed class ListInboxAnswer(IntegrityDb db) : IAnswer<ListInbox, Listed<InboxItem>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<InboxItem>>> Answer(ListInbox ask, AskContext context, CancellationToken cancel)
    {
        // All that waits is sorted in memory: it is as much as one person can have to do.
        var waiting = (await Inbox.Of(db, context, cancel)).OrderBy(Order, StringComparer.Ordinal).ThenBy(i => i.Process).ThenBy(i => i.Reason).ToList();
        if (Cursor.Read(ask.Cursor) is { } after)
            waiting = [.. waiting.SkipWhile(i => string.CompareOrdinal(Order(i), after.Text) < 0 || (Order(i) == after.Text && i.Process <= after.Id))];
        return Cursor.Page(waiting.Take(PageSize + 1).ToList(), PageSize, last => Cursor.Write(Order(last), last.Process));
    }

    /// <summary>Overdue first, then by the last day; what has none comes last.</summary>
    private static string Order(InboxItem item) => (item.Overdue ? "0" : "1") + (item.DueOn ?? DateOnly.MaxValue).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}

/// <summary>How much waits for the reader, for the bar at the top of each page.</summary>
[May(Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote)]
public sealed record CountInbox : IAsk<int>;

public sealed class CountInboxAnswer(IntegrityDb db) : IAnswer<CountInbox, int>
{
    public async Task<Outcome<int>> Answer(CountInbox ask, AskContext context, CancellationToken cancel) => (await Inbox.Of(db, context, cancel)).Count;
}
