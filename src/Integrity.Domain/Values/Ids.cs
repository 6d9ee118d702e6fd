namespace Integrity.Domain.Values;

/// <summary>A typed id. All objects of a bureau are numbered in one sequence, so a bare number names one object only.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    long Value { get; }
    static abstract TSelf From(long value);
}
