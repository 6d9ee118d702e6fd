using System.Text.RegularExpressions;
using Integrity.App.Exchange.Tables;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>A deduction band as offices write it: 2%～6%, 2%——6%, 2-6%, 2%至6%, or one figure for both ends.</summary>
/// <remarks>Unit: percent; without any sign only figures of one and more are taken for percent. Rules: C-4, P-3, M-2.</remarks>
public static partial class BandText
{
    public static Outcome<LedgerBand> Read(Cell cell, string title)
    {
        if (cell.Kind == CellKind.Percent) return Of(Numeral.ParseStored(cell.Text), Numeral.ParseStored(cell.Text), decimals: 6);
        if (cell.Kind is not (CellKind.Text or CellKind.Number)) return ExchangeRefusals.BandUnreadable();
        var match = Range().Match(PlainText.Fold(cell.Text));
        if (!match.Success) return ExchangeRefusals.BandUnreadable();
        var (low, high) = (Numeral.Parse(match.Groups["low"].Value), Numeral.Parse(match.Groups["high"].Success ? match.Groups["high"].Value : match.Groups["low"].Value));
        var isSigned = match.Groups["sign"].Success || PlainText.Fold(title).Contains('%', StringComparison.Ordinal);
        if (!isSigned && (low is not { } first || high is not { } last || IsBelowOne(first) || IsBelowOne(last))) return ExchangeRefusals.BandUnreadable();
        return Of(low, high, decimals: 4);
    }

    /// <summary>From two columns of their own.</summary>
    public static Outcome<LedgerBand> Read((Cell Cell, string Title) low, (Cell Cell, string Title) high)
    {
        var (min, max) = (Read(low.Cell, low.Title), Read(high.Cell, high.Title));
        if ((min.Refusal ?? max.Refusal) is { } refusal) return refusal;
        return Check(min.Value.Min, max.Value.Max);
    }

    private static bool IsBelowOne(Numeral number) => number.ToString() is ['0', '.', ..] or "0";

    private static Outcome<LedgerBand> Of(Numeral? low, Numeral? high, int decimals)
    {
        try
        {
            if (low?.ToUnits(decimals) is not { } min || high?.ToUnits(decimals) is not { } max) return ExchangeRefusals.BandUnreadable();
            if (min > int.MaxValue || max > int.MaxValue) return ExchangeRefusals.BandOutside();
            return Check(new((int)min), new((int)max));
        }
        catch (OverflowException)
        {
            return ExchangeRefusals.BandOutside();
        }
    }

    private static Outcome<LedgerBand> Check(Ratio min, Ratio max)
    {
        if (!min.IsShare || !max.IsShare) return ExchangeRefusals.BandOutside();
        return min <= max ? new LedgerBand(min, max) : ExchangeRefusals.BandUpsideDown();
    }

    [GeneratedRegex(@"^(?<low>[0-9]+(?:\.[0-9]+)?) ?(?<sign>%)?(?: ?(?:[-–—―−~〜∼至到]+) ?(?<high>[0-9]+(?:\.[0-9]+)?) ?(?<sign>%)?)?$")]
    private static partial Regex Range();
}
