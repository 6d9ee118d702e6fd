using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Bank;

/// <summary>What the bank says became of a payment (O-2, R-8).</summary>
public enum BankResultStatus
{
    /// <summary>Received or under way: no news that changes anything.</summary>
    Pending = 1,

    /// <summary>The money has left for good.</summary>
    Settled = 2,

    /// <summary>The money came back.</summary>
    Returned = 3,

    /// <summary>It was never paid.</summary>
    Rejected = 4,
}

/// <summary>One line of a bank's answer, not yet compared with the instructions.</summary>
/// <param name="Row">Its place in the file, from 1; in a sheet the row.</param>
/// <param name="Amount">Null where the message leaves it out; then only the id can be compared.</param>
/// <param name="Day">The day of booking, where it is given.</param>
/// <param name="ReasonCode">The bank's code, such as AC04; or empty.</param>
/// <param name="ReasonText">The bank's words; or empty.</param>
public sealed record BankResult(int Row, string EndToEndId, BankResultStatus Status, Money? Amount, string Currency, DateOnly? Day, string ReasonCode, string ReasonText)
{
    public const string Yuan = "CNY";
}

/// <summary>What the bank says about a whole message, when it names no single line.</summary>
/// <param name="Counts">How many payments the bank says the message had, each time that it says so: of the group, and of the one block of payments in it.</param>
/// <param name="Sums">What it says they come to, in yuan; likewise.</param>
public sealed record BankWholeResult(string MessageId, BankResultStatus Status, string ReasonCode, string ReasonText, IReadOnlyList<string> Counts, IReadOnlyList<string> Sums);

/// <summary>A bank's answer as read: its lines, and those that cannot be taken.</summary>
/// <param name="Source"><c>pain.002</c>, <c>camt.054</c> or <c>sheet</c>.</param>
/// <param name="MessageId">The bank's own id of the message; empty for a sheet.</param>
public sealed record BankReport(string Source, string MessageId, BankWholeResult? Whole, IReadOnlyList<BankResult> Results, IReadOnlyList<RowRefusal> Refused)
{
    /// <summary>The accounts on which its lines were booked, where it says so.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>The end-to-end id of each row that names one, those that cannot be taken among them.</summary>
    public IReadOnlyDictionary<int, string> Ids { get; init; } = new Dictionary<int, string>();
}
