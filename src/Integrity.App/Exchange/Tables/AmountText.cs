using System.Text.RegularExpressions;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Tables;

/// <summary>An amount as offices write it: 1,234.56, ¥1,234.56, 123.4567万, 12元.</summary>
/// <remarks>Unit: fen. Rounding: none; what is finer than a fen is refused (M-1).</remarks>
public static partial class AmountText
{
    /// <param name="unitFen">Fen in one, where the text names no unit of its own.</param>
    /// <param name="mostDecimals">How many decimals may be written, or null.</param>
    public static Outcome<Money> Read(Cell cell, long unitFen, int? mostDecimals = null)
    {
        if (cell.Kind == CellKind.Number)
        {
            var stored = PlainText.Fold(cell.Text);
            var shown = Numeral.ParseStored(stored);
            return shown is null || Numeral.IsShown(stored, DecimalsOf(unitFen)) ? Of(shown, unitFen, mostDecimals) : ExchangeRefusals.AmountStoredAsNumber();
        }
        return cell.Kind == CellKind.Text ? Read(cell.Text, unitFen, mostDecimals) : ExchangeRefusals.NotANumber();
    }

    public static Outcome<Money> Read(string text, long unitFen, int? mostDecimals = null)
    {
        var match = Amount().Match(PlainText.Fold(text));
        if (!match.Success) return ExchangeRefusals.NotANumber();
        if (match.Groups["unit"] is { Success: true } unit) unitFen = HeaderText.UnitOf(unit.Value)!.Value;
        return Of(Numeral.Parse(match.Groups["sign"].Value + match.Groups["number"].Value), unitFen, mostDecimals);
    }

    private static Outcome<Money> Of(Numeral? number, long unitFen, int? mostDecimals)
    {
        if (number is not { } read) return ExchangeRefusals.NotANumber();
        if (read.Decimals > mostDecimals) return ExchangeRefusals.AmountTooFine();
        try
        {
            return read.ToUnits(DecimalsOf(unitFen)) is { } fen ? new Money(fen) : ExchangeRefusals.AmountTooFine();
        }
        catch (OverflowException)
        {
            return ExchangeRefusals.AmountTooLarge();
        }
    }

    private static int DecimalsOf(long unitFen)
    {
        var decimals = 0;
        for (var rest = unitFen; rest > 1; rest /= 10) decimals++;
        return decimals;
    }

    [GeneratedRegex(@"^(?:人民币|RMB|CNY)? ?¥? ?(?<sign>[-−+]?) ?¥? ?(?<number>[0-9][0-9,]*(?:\.[0-9]+)?) ?(?<unit>(?:亿|千万|百万|十万|万|千|百)?元|[亿万千])?$", RegexOptions.IgnoreCase)]
    private static partial Regex Amount();
}
