using Integrity.App.Workflows;

namespace Integrity.App.Cases;

/// <summary>The definitions that new cases and matters begin under, by their code, and that running ones can be brought to.</summary>
public sealed class CurrentProcedures(IEnumerable<Machine> machines)
{
    private readonly Dictionary<string, Machine> machines = machines.ToDictionary(machine => machine.Definition.Code, StringComparer.Ordinal);

    public Machine Penalty => machines[CaseLibrary.Penalty];

    public Machine this[string code] => machines[code];

    public IReadOnlyList<string> Hashes => [.. machines.Values.Select(machine => machine.Definition.Hash).Order(StringComparer.Ordinal)];

    /// <summary>The same with another version of one of them.</summary>
    public CurrentProcedures With(Machine machine) => new([.. machines.Values.Where(one => one.Definition.Code != machine.Definition.Code), machine]);
}
