using System.Globalization;

namespace Integrity.Domain.Values;

/// <summary>The resident identity number of a person (居民身份证号).</summary>
/// <remarks>Shape: 17 digits and a digit or X. Range: a birth date that exists; the last character checks the others modulo 11-2. Rules: C-1. Source: GB 11643-1999.</remarks>
public readonly record struct ResidentId
{
    private const string CheckCharacters = "10X98765432";
    private const int Length = 18;

    private ResidentId(string text, DateOnly birth) => (Text, Birth) = (text, birth);

    public string Text { get; }
    public DateOnly Birth { get; }

    public static Outcome<ResidentId> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != Length || text.AsSpan(0, Length - 1).ContainsAnyExceptInRange('0', '9') || text[0] == '0') return ValuesRefusals.ResidentIdMalformed();
        if (text[^1] is not ('X' or (>= '0' and <= '9'))) return ValuesRefusals.ResidentIdMalformed();
        if (BirthIn(text) is not { } birth) return ValuesRefusals.ResidentIdBirthDateWrong();
        return CheckOf(text.AsSpan(0, Length - 1)) == text[^1] ? new ResidentId(text, birth) : ValuesRefusals.ResidentIdCheckWrong();
    }

    /// <summary>The date at its place in a number of the right length, or null where there is none.</summary>
    public static DateOnly? BirthIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == Length
            && DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth)
            && birth.Year is >= 1850 and < 2150 ? birth : null;
    }

    /// <summary>Weights are the powers of 2 modulo 11, counted from the right.</summary>
    private static char CheckOf(ReadOnlySpan<char> first)
    {
        var sum = 0;
        foreach (var digit in first) sum = (sum + (digit - '0')) * 2 % 11;
        return CheckCharacters[sum];
    }

    /// <summary>As it may be shown where the person is not to be known: <c>329900********9230</c> (V-1).</summary>
    public string Masked => string.Concat(Text.AsSpan(0, 6), "********", Text.AsSpan(14));

    public override string ToString() => Text;
}
