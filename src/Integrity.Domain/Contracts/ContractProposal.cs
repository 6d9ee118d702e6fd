using Integrity.Domain.Decisions;

namespace Integrity.Domain.Contracts;

/// <summary>What was put to the leadership group about a contract: the paper whose hash is voted, in its canonical form.</summary>
/// <remarks>Rules: C-2, C-8, D-1, D-5.</remarks>
public sealed class ContractProposal
{
    private ContractProposal() { }

    public ItemId Item { get; private init; }
    public ContractId Contract { get; private init; }
    public string Text { get; private init; } = "";

    /// <summary>SHA-256 of the paper that shows its ground, as it stands in the text.</summary>
    public string Evidence { get; private init; } = "";

    public static ContractProposal Put(ItemId item, ContractId contract, string text, string evidence) => new() { Item = item, Contract = contract, Text = text, Evidence = evidence };
}
