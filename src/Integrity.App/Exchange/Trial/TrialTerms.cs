using Integrity.App.Exchange.Tables;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Trial;

/// <summary>What a trial is asked: the fund, and the ratios of the types that are named.</summary>
/// <param name="Fund">What is left after wages and orders; null where every type is named.</param>
/// <param name="Named">In the order given.</param>
public sealed record TrialTerms(Money? Fund, IReadOnlyList<(string Type, Ratio Ratio)> Named)
{
    /// <summary>As typed on a command line or in a form.</summary>
    /// <param name="fund">Unit: yuan, at most two decimals; or null.</param>
    /// <param name="ratios">Each TYPE=PERCENT.</param>
    public static Outcome<TrialTerms> Read(string? fund, IReadOnlyList<string> ratios)
    {
        ArgumentNullException.ThrowIfNull(ratios);
        Money? money = null;
        if (fund is not null)
        {
            var read = AmountText.Read(fund, unitFen: 100, mostDecimals: 2);
            if (read.Refusal is { } refusal) return refusal.Code == ExchangeRefusals.NotANumber().Code ? ExchangeRefusals.FundUnreadable(fund) : refusal;
            if (read.Value.IsNegative) return ExchangeRefusals.AmountNegative();
            money = read.Value;
        }
        var named = new List<(string, Ratio)>();
        foreach (var text in ratios)
        {
            var equals = text.LastIndexOf('=');
            if (equals <= 0) return ExchangeRefusals.RatioUnreadable(text);
            var ratio = ReadRatio(text[(equals + 1)..]);
            if (ratio.Refusal is { } refusal) return refusal;
            var type = PlainText.FoldName(text[..equals]);
            if (named.Exists(one => one.Item1 == type)) return ExchangeRefusals.RatioTwice(type);
            named.Add((type, ratio.Value));
        }
        return new TrialTerms(money, named);
    }

    /// <summary>37.52 or 37.52%: 375 200 ppm.</summary>
    private static Outcome<Ratio> ReadRatio(string percent)
    {
        var folded = PlainText.Fold(percent);
        if (Numeral.Parse(folded.TrimEnd('%').TrimEnd()) is not { } number || folded.Count(one => one == '%') > 1) return ExchangeRefusals.RatioUnreadable(percent);
        try
        {
            if (number.IsNegative) return ExchangeRefusals.RatioOutside(percent);
            if (number.ToUnits(4) is not { } ppm) return ExchangeRefusals.RatioTooFine(percent);
            return ppm <= Ratio.One.Ppm ? new Ratio((int)ppm) : ExchangeRefusals.RatioOutside(percent);
        }
        catch (OverflowException)
        {
            return ExchangeRefusals.RatioOutside(percent);
        }
    }
}
