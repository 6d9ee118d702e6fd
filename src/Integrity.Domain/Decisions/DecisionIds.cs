using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>A body that decides by vote: the leadership group, a review panel.</summary>
public readonly record struct BodyId(long Value) : IId<BodyId>, IComparable<BodyId>
{
    public static BodyId From(long value) => new(value);
    public int CompareTo(BodyId other) => Value.CompareTo(other.Value);
}

/// <summary>One meeting of a body.</summary>
public readonly record struct MeetingId(long Value) : IId<MeetingId>, IComparable<MeetingId>
{
    public static MeetingId From(long value) => new(value);

    public int CompareTo(MeetingId other) => Value.CompareTo(other.Value);
}

/// <summary>One matter put to a body.</summary>
public readonly record struct ItemId(long Value) : IId<ItemId>, IComparable<ItemId>
{
    public static ItemId From(long value) => new(value);

    public int CompareTo(ItemId other) => Value.CompareTo(other.Value);
}

/// <summary>The minutes of a meeting held on paper, as two people enter them.</summary>
public readonly record struct PaperMinutesId(long Value) : IId<PaperMinutesId>
{
    public static PaperMinutesId From(long value) => new(value);
}

/// <summary>What a superior body decided in the place of the body, as two people enter it.</summary>
public readonly record struct SuperiorDecisionId(long Value) : IId<SuperiorDecisionId>
{
    public static SuperiorDecisionId From(long value) => new(value);
}
