using Integrity.Domain.Parties;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>What was read from a contract ledger, before anything is compared with the database.</summary>
/// <param name="AsOf">The day the sheet stands at; null where it names none, and then nothing is imported (C-9).</param>
/// <param name="Accepted">Rows without a fault, in the order of the sheets.</param>
/// <param name="Refused">Every fault of every other row.</param>
/// <param name="Warnings">About the workbook as a whole.</param>
public sealed record LedgerReading(
    DateOnly? AsOf, IReadOnlyList<LedgerRow> Accepted, IReadOnlyList<RowRefusal> Refused, IReadOnlyList<LedgerWarning> Warnings)
{
    /// <summary>The day an opening takes effect, or the refusal of the whole import (C-9).</summary>
    public Outcome<DateOnly> OpeningDay => AsOf is { } day ? day : ExchangeRefusals.AsOfMissing();
}

/// <summary>One contract as the office's ledger has it.</summary>
/// <param name="Sheet">The sheet's name; empty for a text table.</param>
/// <param name="Row">As the spreadsheet numbers it.</param>
/// <param name="Number">The contract's number.</param>
/// <param name="Party">The name of the other side.</param>
/// <param name="Code">Its credit code or resident identity number, checked.</param>
/// <param name="IsPerson">Whether <paramref name="Code"/> is a person's.</param>
/// <param name="Kind">What the party is to the bureau (C-1).</param>
/// <param name="Project">The project's name.</param>
/// <param name="ProjectKind">One of the kinds of C-3 as <c>seed/ledger-columns.json</c> names them, or null.</param>
/// <param name="Amount">The contract amount.</param>
/// <param name="Signed">The day of signature.</param>
/// <param name="Integrity">The number of its integrity contract; empty where there is none (C-5).</param>
/// <param name="IntegritySigned">The day that one was signed, or null.</param>
/// <param name="Band">The one severity band of an imported range (C-4), or null.</param>
/// <param name="Certified">Certified up to the sheet's day.</param>
/// <param name="Paid">Paid up to the sheet's day.</param>
/// <param name="Warnings">What a person should look at.</param>
public sealed record LedgerRow(
    string Sheet, int Row, string Number, string Party, string Code, bool IsPerson, CounterpartyKind Kind, string Project, string? ProjectKind,
    Money Amount, DateOnly Signed, string Integrity, DateOnly? IntegritySigned, LedgerBand? Band, Money Certified, Money Paid,
    IReadOnlyList<LedgerWarning> Warnings)
{
    /// <summary>Two spellings of one number have the same key.</summary>
    public string Key => SameNumber.KeyOf(Number);
}

/// <summary>From the lowest to the highest share of what is owed (C-4, P-3).</summary>
public readonly record struct LedgerBand(Ratio Min, Ratio Max);

/// <summary>Something accepted that a person should look at.</summary>
/// <param name="Code">Stable name, <c>exchange.what_it_is</c>.</param>
/// <param name="Field">The column's name in code, or null.</param>
public sealed record LedgerWarning(string Code, string? Field, string Zh, string En)
{
    public string In(Language language) => language == Language.Chinese ? Zh : En;
}
