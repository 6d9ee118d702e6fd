using Integrity.Domain.Values;

namespace Integrity.App.Exchange;

// What the import of a ledger is refused with as a whole.
public static partial class ExchangeRefusals
{
    public static Refusal RowsRefused(int faulty, int good) => Make("C-9",
        $"有 {faulty} 行存在错误，没有导入任何内容。请改正后重新导入，或选择只导入其余 {good} 行。",
        $"{faulty} rows are faulty, so nothing was imported. Correct them and import again, or choose to take only the {good} good ones.");

    public static Refusal SheetFromFuture(DateOnly day) => Make("C-9",
        $"台账的截至日期 {day:yyyy-MM-dd} 还没有到。请核对截至日期。",
        $"The ledger stands at {day:yyyy-MM-dd}, a day that has not come. Check it.");
}
