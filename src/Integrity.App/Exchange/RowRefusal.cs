using Integrity.Domain.Values;

namespace Integrity.App.Exchange;

/// <summary>One cell of a file from outside that is not accepted, with the place where a person finds it.</summary>
/// <param name="Sheet">The sheet's name; empty for a text table.</param>
/// <param name="Row">As the spreadsheet numbers it, from 1.</param>
/// <param name="Column">The column's title in the file.</param>
/// <param name="Field">The column's name in code.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Why">The reason and what to do.</param>
public sealed record RowRefusal(string Sheet, int Row, string Column, string Field, string Value, Refusal Why);

/// <summary>Either the value read from a whole file, or why it was refused: as a whole, or cell by cell.</summary>
public sealed record FileOutcome<T>(T? Value, Refusal? Whole, IReadOnlyList<RowRefusal> Rows) where T : class
{
    public FileOutcome(T value) : this(value, null, []) { }
    public FileOutcome(Refusal whole) : this(null, whole, []) { }
    public FileOutcome(IReadOnlyList<RowRefusal> rows) : this(null, null, rows) { }
}
