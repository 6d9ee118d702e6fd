using Integrity.Domain.Values;

namespace Integrity.App.Exchange;

// What the import of a ledger is refused with as a whole.
public static partial class ExchangeRefusals
{
    /// <summary>So many faults stand in the refusal itself; whoever has more asks for the preview.</summary>
    public const int MostFaultsNamed = 20;

    public static Refusal RowsRefused(int faulty, int good, IReadOnlyList<RowRefusal> faults)
    {
        var (named, more) = (faults.Take(MostFaultsNamed).ToList(), faults.Count - MostFaultsNamed);
        return Make("C-9",
            $"有 {faulty} 行存在错误，没有导入任何内容。{string.Concat(named.Select(f => $"{PlaceZh(f)}“{f.Column}”列“{Quoted(f)}”：{f.Why.Zh}"))}{(more > 0 ? $"另有 {more} 处。" : "")}请改正后重新导入，或选择只导入其余 {good} 行。",
            $"{faulty} rows are faulty, so nothing was imported. {string.Concat(named.Select(f => $"{PlaceEn(f)}, column “{f.Column}”, “{Quoted(f)}”: {f.Why.En} "))}{(more > 0 ? $"And {more} more. " : "")}Correct them and import again, or choose to take only the {good} good ones.");
    }

    private static string PlaceZh(RowRefusal fault) => (fault.Sheet.Length > 0 ? $"“{fault.Sheet}”" : "") + $"第 {fault.Row} 行";

    private static string PlaceEn(RowRefusal fault) => $"Row {fault.Row}" + (fault.Sheet.Length > 0 ? $" of “{fault.Sheet}”" : "");

    /// <summary>A refusal is kept: of an identity number it says no more than finds it in the sheet.</summary>
    private static string Quoted(RowRefusal fault) => fault.Field == "code" && fault.Value.Length > 4 ? "…" + fault.Value[^4..] : fault.Value;

    public static Refusal SheetFromFuture(DateOnly day) => Make("C-9",
        $"台账的截至日期 {day:yyyy-MM-dd} 还没有到。请核对截至日期。",
        $"The ledger stands at {day:yyyy-MM-dd}, a day that has not come. Check it.");
}
