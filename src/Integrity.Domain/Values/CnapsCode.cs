namespace Integrity.Domain.Values;

/// <summary>The number of a bank's branch in the national payment system (支付系统行号).</summary>
/// <remarks>Shape: 12 digits. Rules: C-7.</remarks>
public readonly record struct CnapsCode
{
    private CnapsCode(string text) => Text = text;

    public string Text { get; }

    public static Outcome<CnapsCode> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 12 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') ? new CnapsCode(text) : ValuesRefusals.CnapsCodeMalformed();
    }

    public override string ToString() => Text;
}
