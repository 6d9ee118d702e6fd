using System.Buffers;

namespace Integrity.Domain.Values;

/// <summary>The unified social credit code of a firm (统一社会信用代码).</summary>
/// <remarks>Shape: 18 characters, capital letters. Range: the last character checks the others modulo 31. Rules: C-1. Source: GB 32100-2015.</remarks>
public readonly record struct CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int Length = 18;
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    private CreditCode(string text) => Text = text;

    public string Text { get; }

    public static Outcome<CreditCode> Parse(string text)
    {
        if (ParsePilot(text) is not { IsDone: true } formed) return ValuesRefusals.CreditCodeMalformed();
        return CheckOf(text.AsSpan(0, Length - 1)) == text[^1] ? formed : ValuesRefusals.CreditCodeCheckWrong();
    }

    /// <summary>An early pilot code whose check character does not hold: only the form is looked at; who accepts it records the reason.</summary>
    public static Outcome<CreditCode> ParsePilot(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != Length || text.AsSpan().ContainsAnyExcept(Letters)) return ValuesRefusals.CreditCodeMalformed();
        return text.AsSpan(2, 6).ContainsAnyExceptInRange('0', '9') ? ValuesRefusals.CreditCodeMalformed() : new CreditCode(text);
    }

    /// <summary>Weights are the powers of 3 modulo 31; the check character brings the sum to a multiple of 31.</summary>
    private static char CheckOf(ReadOnlySpan<char> first)
    {
        int sum = 0, weight = 1;
        foreach (var character in first)
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }
        return Alphabet[(31 - sum % 31) % 31];
    }

    public override string ToString() => Text;
}
