namespace Integrity.App.Ledger;

/// <summary>Knows which things the party of their contract has not been told of yet.</summary>
/// <remarks>Rules: P-6, V-1. What is held of his he sees, as money; by which lead and whose hand he learns with the notice.</remarks>
public interface IUntold
{
    Task<IReadOnlySet<long>> Among(IReadOnlyCollection<long> things, CancellationToken cancel);
}
