using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

public readonly record struct CaseId(long Value) : IId<CaseId>, IComparable<CaseId>
{
    public int CompareTo(CaseId other) => Value.CompareTo(other.Value);

    public static CaseId From(long value) => new(value);
}

public readonly record struct CaseDeadlineId(long Value) : IId<CaseDeadlineId>, IComparable<CaseDeadlineId>
{
    public int CompareTo(CaseDeadlineId other) => Value.CompareTo(other.Value);

    public static CaseDeadlineId From(long value) => new(value);
}
