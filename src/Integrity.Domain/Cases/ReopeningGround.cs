namespace Integrity.Domain.Cases;

/// <summary>On what a closed case may be opened again, and on nothing else (P-6).</summary>
public enum ReopeningGround
{
    /// <summary>Facts that were not known when it was closed.</summary>
    NewFacts = 1,

    /// <summary>A judgment or ruling.</summary>
    Judgment = 2,
}
