namespace Integrity.App.Decisions;

/// <summary>A line of a round that is voted in an item of its own, because a member is recused from it (D-4).</summary>
public sealed class LineApart
{
    public required long Item { get; init; }
    public required long Round { get; init; }
    public required long Contract { get; init; }
}
