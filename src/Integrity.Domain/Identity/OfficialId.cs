using Integrity.Domain.Values;

namespace Integrity.Domain.Identity;

/// <summary>A person of the bureau, or of a contractor, who can act.</summary>
public readonly record struct OfficialId(long Value) : IId<OfficialId>, IComparable<OfficialId>
{
    public int CompareTo(OfficialId other) => Value.CompareTo(other.Value);

    public static OfficialId From(long value) => new(value);
}
