namespace Integrity.Domain.Contracts;

/// <summary>The text of an integrity contract: the duties of both sides (C-4). A version that is signed never changes.</summary>
public sealed class IntegrityTemplate
{
    private IntegrityTemplate() { }

    public int Version { get; private init; }
    public DateOnly AdoptedOn { get; private init; }
    public string BureauDutiesZh { get; private init; } = "";
    public string BureauDutiesEn { get; private init; } = "";
    public string ContractorDutiesZh { get; private init; } = "";
    public string ContractorDutiesEn { get; private init; } = "";
}
