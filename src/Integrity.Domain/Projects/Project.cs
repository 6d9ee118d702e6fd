using Integrity.Domain.Values;

namespace Integrity.Domain.Projects;

public readonly record struct ProjectId(long Value) : IId<ProjectId>, IComparable<ProjectId>
{
    public int CompareTo(ProjectId other) => Value.CompareTo(other.Value);

    public static ProjectId From(long value) => new(value);
}

/// <summary>What the bureau builds or keeps up (C-3): a closed list.</summary>
public enum ProjectKind
{
    NewConstruction = 1,
    Reconstruction = 2,
    MajorMaintenance = 3,
    MediumMaintenance = 4,
    MinorMaintenance = 5,
    AsphaltPlant = 6,
    CrushedStonePlant = 7,
    PrecastYard = 8,
    BuildingWorks = 9,
}

/// <summary>A piece of road or works to which contracts belong (C-3).</summary>
/// <remarks>Invariant: its number is the only one of that spelling.</remarks>
public sealed class Project
{
    public const int LongestNumber = 60;
    public const int LongestName = 120;

    private Project() { }

    public ProjectId Id { get; private init; }
    public string Number { get; private init; } = "";
    /// <summary>Its one spelling (<see cref="SameNumber"/>): no other has it.</summary>
    public string NumberKey { get; private init; } = "";
    public string Name { get; private set; } = "";
    public ProjectKind Kind { get; private init; }
    public DateOnly RegisteredOn { get; private init; }

    public static Outcome<Project> Register(ProjectId id, string number, string name, ProjectKind kind, DateOnly on)
    {
        (number, name) = (number.Trim(), name.Trim());
        if (number.Length is 0 or > LongestNumber) return ProjectRefusals.NumberMissing(LongestNumber);
        if (name.Length is 0 or > LongestName) return ProjectRefusals.NameMissing(LongestName);
        return new Project { Id = id, Number = number, NumberKey = SameNumber.KeyOf(number), Name = name, Kind = kind, RegisteredOn = on };
    }
}
