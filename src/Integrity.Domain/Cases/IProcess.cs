namespace Integrity.Domain.Cases;

/// <summary>What runs under one pinned definition: a penalty case, and each matter that comes out of one.</summary>
/// <remarks>Invariant: its state is a state of that definition, and only the definition's arrows change it.</remarks>
public interface IProcess
{
    ProcessId Process { get; }
    string Number { get; }

    /// <summary>SHA-256 of the definition under which it runs.</summary>
    string DefinitionHash { get; }

    /// <summary>The path of its state in that definition.</summary>
    string State { get; }

    bool Ended { get; }

    void MoveTo(string state, bool ends);

    /// <summary>Brought to another version of its definition.</summary>
    void Migrate(string definitionHash, string state);
}
