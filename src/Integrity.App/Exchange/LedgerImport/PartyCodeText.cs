using Integrity.App.Exchange.Tables;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>The one column that holds a firm's credit code or a person's identity number.</summary>
/// <remarks>Eighteen characters with a birth date in their place are a person's: a mistyped one must not pass for a firm's code by chance. Rules: C-1.</remarks>
public static class PartyCodeText
{
    public static Outcome<(string Code, bool IsPerson)> Read(Cell cell)
    {
        if (cell.Kind is CellKind.Number && cell.Text.Length > 15) return ExchangeRefusals.CodeStoredAsNumber();
        var code = PlainText.FoldCode(cell.Text);
        if (ResidentId.BirthIn(code) is not null && !code.AsSpan(0, 17).ContainsAnyExceptInRange('0', '9'))
        {
            var person = ResidentId.Parse(code);
            return person.Refusal is { } wrong ? wrong : (person.Value.Text, true);
        }
        var firm = CreditCode.Parse(code);
        return firm.Refusal is { } refusal ? refusal : (firm.Value.Text, false);
    }
}
