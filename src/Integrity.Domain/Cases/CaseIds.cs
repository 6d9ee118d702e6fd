using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

public readonly record struct CaseId(long Value) : IId<CaseId>, IComparable<CaseId>
{
    public int CompareTo(CaseId other) => Value.CompareTo(other.Value);

    public static CaseId From(long value) => new(value);
}

public readonly record struct MatterId(long Value) : IId<MatterId>, IComparable<MatterId>
{
    public int CompareTo(MatterId other) => Value.CompareTo(other.Value);

    public static MatterId From(long value) => new(value);
}

/// <summary>A penalty case, or a matter that came out of one: whatever has steps and periods under a definition.</summary>
public readonly record struct ProcessId(long Value) : IId<ProcessId>, IComparable<ProcessId>
{
    public int CompareTo(ProcessId other) => Value.CompareTo(other.Value);

    public static ProcessId From(long value) => new(value);

    public static implicit operator ProcessId(CaseId @case) => new(@case.Value);

    public static implicit operator ProcessId(MatterId matter) => new(matter.Value);
}

public readonly record struct CaseDeadlineId(long Value) : IId<CaseDeadlineId>, IComparable<CaseDeadlineId>
{
    public int CompareTo(CaseDeadlineId other) => Value.CompareTo(other.Value);

    public static CaseDeadlineId From(long value) => new(value);
}
