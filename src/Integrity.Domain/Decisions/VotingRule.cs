namespace Integrity.Domain.Decisions;

/// <summary>How many must be there and how many must say yes, for one item.</summary>
/// <remarks>
/// <c>m = N − recused</c>; quorum <c>⌈2m/3⌉</c>, and at least 3 if N ≥ 5; passed by <c>⌊m/2⌋ + 1</c> yes; with <c>m &lt; 3</c> or <c>2m &lt; N</c>
/// the matter goes to the superior body. Leave does not reduce N. Rules: D-2. Source: 中国共产党党组工作条例; [J].
/// </remarks>
public readonly record struct VotingRule
{
    /// <summary>With fewer voters the matter goes to the superior body.</summary>
    public const int FewestVoters = 3;
    private const int LargeBody = 5;
    private const int FewestPresentOfLargeBody = 3;

    private VotingRule(int inOffice, int recused) => (InOffice, Recused) = (inOffice, recused);

    /// <summary><c>N</c>: all members in office by the roster.</summary>
    public int InOffice { get; }

    public int Recused { get; }

    /// <summary><c>m</c>: the members who may vote on the item, present or not.</summary>
    public int Voters => InOffice - Recused;

    public int Quorum => Math.Max((2 * Voters + 2) / 3, InOffice >= LargeBody ? FewestPresentOfLargeBody : 0);

    /// <summary>The yes votes that pass an item: more than half of the voters, whoever stays away.</summary>
    public int Majority => Voters / 2 + 1;

    /// <summary>Too many are recused: the body itself cannot decide.</summary>
    public bool GoesToSuperiorBody => Voters < FewestVoters || 2 * Voters < InOffice;

    /// <remarks>Range: 0 ≤ recused ≤ N, else a fault.</remarks>
    public static VotingRule For(int inOffice, int recused)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inOffice);
        ArgumentOutOfRangeException.ThrowIfNegative(recused);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(recused, inOffice);
        return new(inOffice, recused);
    }
}
