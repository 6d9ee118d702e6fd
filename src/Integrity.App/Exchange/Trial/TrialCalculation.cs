using Integrity.App.Exchange.Tables;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Trial;

/// <summary>One contract of a trial: what came in, and what it would be paid.</summary>
public sealed record TrialLine(string Contract, string Type, Money Base, Ratio Ratio, Money Pay);

/// <summary>What a trial comes to.</summary>
/// <param name="Lines">In the order of the file.</param>
/// <param name="Types">In the order in which the file first names them.</param>
/// <param name="Ratios">The same order as <paramref name="Types"/>.</param>
public sealed record TrialResult(IReadOnlyList<TrialLine> Lines, IReadOnlyList<string> Types, RatioTable Ratios);

/// <summary>The uniform-ratio calculation on any table with contract, type and base, without a database.</summary>
/// <remarks>Rules, M-1, M-2.</remarks>
public static class TrialCalculation
{
    public static FileOutcome<TrialResult> Run(Workbook book, TrialTerms terms, string? sheetName = null)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var set = KnownColumns.Default.Trial;
        var found = TableChoice.Choose(book, set, sheetName);
        if (found.Refusal is { } refusal) return new(refusal);
        if (found.Value is not [var table]) return new(ExchangeRefusals.SeveralTablesFound(TableChoice.Names(found.Value)));

        var types = new List<string>();
        var rows = ReadRows(table, types);
        if (table.Refused.Count > 0) return new(table.Refused);
        if (rows.Count == 0) return new(ExchangeRefusals.NoRows());

        var named = new Ratio?[types.Count];
        foreach (var (type, ratio) in terms.Named)
        {
            var index = types.IndexOf(type);
            if (index < 0) return new(ExchangeRefusals.TypeUnknown(type, string.Join("、", types)));
            named[index] = ratio;
        }
        var unnamed = types.Where((_, index) => named[index] is null).ToList();
        if (terms.Fund is null && unnamed.Count > 0) return new(ExchangeRefusals.FundMissing(string.Join("、", unnamed)));
        if (rows.Aggregate((Int128)0, (sum, row) => sum + row.Line.Base.Fen) > long.MaxValue) return new(ExchangeRefusals.SumTooLarge());

        var ratios = UniformRatio.ForTypes(terms.Fund, rows.ConvertAll(row => row.Line).ToArray(), named);
        if (ratios.Residual is { IsNegative: true }) return new(ExchangeRefusals.FundTooSmall(ratios.Entitlement, terms.Fund!.Value));
        return new(new TrialResult(rows.ConvertAll(row => Pay(row.Contract, row.Line)), types, ratios));

        TrialLine Pay(string contract, RatioLine line)
        {
            var ratio = ratios.Types[line.Type].Ratio;
            return new(contract, types[line.Type], line.Base, ratio, line.Base.Times(ratio));
        }
    }

    private static List<(string Contract, RatioLine Line)> ReadRows(TableReading table, List<string> types)
    {
        var rows = new List<(string, RatioLine)>();
        var places = new Dictionary<string, int>();
        var firstRows = new Dictionary<string, int>();
        var unit = table.Header.Columns["base"].UnitFen ?? TableReading.UnitIn(table.Above) ?? 100;
        foreach (var row in table.Rows)
        {
            var (contract, type, money) = (table.Text(row, "contract"), table.Text(row, "type"), table.Amount(row, "base", unit, mostDecimals: unit == 100 ? 2 : null));
            if (contract is not null && !firstRows.TryAdd(PlainText.FoldCode(contract), row.Number))
                table.Refuse(row, "contract", ExchangeRefusals.TrialContractTwice(firstRows[PlainText.FoldCode(contract)]));
            if (contract is null || type is null || money is not { } read) continue;
            var name = PlainText.FoldName(type);
            if (!places.TryGetValue(name, out var place))
            {
                places[name] = place = types.Count;
                types.Add(name);
            }
            rows.Add((contract, new(place, read)));
        }
        return rows;
    }
}
