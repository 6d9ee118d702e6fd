using System.Diagnostics.CodeAnalysis;

namespace Integrity.Domain.Values;

/// <summary>Either the value, or the refusal: the two ends of a lawful question.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDone => Refusal is null;

    /// <remarks>Errors: reading the value of a refused outcome is a fault.</remarks>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}");

    [SuppressMessage("Usage", "CA2225", Justification = "Both conversions are the way an outcome is made.")]
    public static implicit operator Outcome<T>(T value) => new(value, null);

    [SuppressMessage("Usage", "CA2225", Justification = "Both conversions are the way an outcome is made.")]
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The answer of an act that only does something.</summary>
public readonly record struct Done;
