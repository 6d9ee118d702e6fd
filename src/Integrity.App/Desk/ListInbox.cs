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

    /// <summary>A loss that had been set off is open again, because the decision that set it off no longer stands (P-4, P-7).</summary>
    LossOpenAgain = 6,

    /// <summary>A works contract has no integrity contract in force, and the engineering office has one signed (C-5).</summary>
    Signature = 7,
}

/// <summary>What kind of thing stands in an inbox: a process, or what one person prepared and another confirms.</summary>
public enum InboxKind
{
    Case = 1,

    /// <summary>A matter that came out of a case.</summary>
    Matter = 2,
    Certificate = 3,
    Earmark = 4,
    Opening = 5,
    Variation = 6,
    Account = 7,
    AccountChange = 8,
    Succession = 9,
    Receipt = 10,
    WageRun = 11,
    ReturnedLine = 12,
    ThirdPartyPayment = 13,
    PaperMinutes = 14,
    SuperiorDecision = 15,

    /// <summary>What was entered during an exclusion with an earlier day of signature (P-8).</summary>
    Signing = 16,

    /// <summary>Another party or payee type of a contract, decided and not carried out yet (C-2, C-8).</summary>
    ContractChange = 17,

    /// <summary>A works contract without an integrity contract in force (C-5).</summary>
    Unsigned = 18,
}

/// <param name="Thing">The number of the thing.</param>
/// <param name="Kind">What it is.</param>
/// <param name="At">The number of the thing at which it is done: of a variation the contract, of a case the case itself.</param>
/// <param name="Number">What people call it.</param>
/// <param name="What">The procedure, or the kind of paper.</param>
/// <param name="Step">Where it stands.</param>
/// <param name="Detail">What is asked for, or which period ran out; empty for a plain step.</param>
/// <param name="DueOn">The nearest last day.</param>
/// <param name="Overdue">A period has run out.</param>
/// <param name="Reminded">Its keeper has been reminded of a period that still runs.</param>
/// <param name="For">In whose place the reader would act; null for himself.</param>
/// <param name="Amount">The amount that the detail names, where one paper states it.</param>
/// <param name="Paper">SHA-256 of that paper.</param>
public sealed record InboxItem(
    long Thing, InboxKind Kind, long At, string Number, Workflows.Words What, Workflows.Words Step, InboxReason Reason, Workflows.Words Detail, DateOnly? DueOn, bool Provisional, bool Overdue, bool Reminded, string? For,
    Money? Amount = null, string? Paper = null);

/// <summary>What waits for the reader, the most urgent first: steps of cases and matters, escalations, and what another prepared and he confirms, contracts to have signed (待办).</summary>
/// <remarks>Rules: P-10, P-6, C-5, and every rule that asks for two people. Nobody finds here what separation of duties keeps from him.</remarks>
[May(Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote), Said("待办", "What waits for the reader")]
public sealed record ListInbox(string? Cursor) : IAsk<Listed<InboxItem>>;

public sealed class ListInboxAnswer(IntegrityDb db) : IAnswer<ListInbox, Listed<InboxItem>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<InboxItem>>> Answer(ListInbox ask, AskContext context, CancellationToken cancel)
    {
        // All that waits is sorted in memory: it is as much as one person can have to do.
        var waiting = (await Inbox.Of(db, context, cancel)).OrderBy(Order, StringComparer.Ordinal).ThenBy(i => i.Thing).ToList();
        if (Cursor.Read(ask.Cursor) is { } after)
            waiting = [.. waiting.SkipWhile(i => string.CompareOrdinal(Order(i), after.Text) < 0 || (Order(i) == after.Text && i.Thing <= after.Id))];
        return Cursor.Page(waiting.Take(PageSize + 1).ToList(), PageSize, last => Cursor.Write(Order(last), last.Thing));
    }

    /// <summary>Overdue first, then by the last day; what has none comes last. Within a kind and reason each thing stands once.</summary>
    private static string Order(InboxItem item) =>
        (item.Overdue ? "0" : "1") + (item.DueOn ?? DateOnly.MaxValue).ToString("yyyyMMdd", CultureInfo.InvariantCulture) + $"{(int)item.Kind:00}{(int)item.Reason}{item.Detail.En}";
}

/// <summary>How much waits for the reader, for the bar at the top of each page.</summary>
[May(Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote), Said("待办件数", "How much waits for the reader")]
public sealed record CountInbox : IAsk<int>;

public sealed class CountInboxAnswer(IntegrityDb db) : IAnswer<CountInbox, int>
{
    public async Task<Outcome<int>> Answer(CountInbox ask, AskContext context, CancellationToken cancel) => (await Inbox.Of(db, context, cancel)).Count;
}
