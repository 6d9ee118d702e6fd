using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange;

/// <summary>Every way in which a file from outside is refused: the file as a whole, or a row of it.</summary>
public static partial class ExchangeRefusals
{
    // The file as a whole.

    public static Refusal FileEmpty() => Make("C-9",
        "文件是空的。请重新导出后再上传。",
        "The file is empty. Export it again and upload that.");

    public static Refusal NoRows() => Make("C-9",
        "表头下面没有数据行，无可办理。请检查导出的内容后再上传。",
        "There are no rows under the header, so there is nothing to do. Check what was exported and upload that.");

    public static Refusal FileTooLarge(int limitMegabytes) => Make("C-9",
        $"文件超过 {limitMegabytes} MB。请删去图片和无关的工作表，或分成几个文件上传。",
        $"The file is larger than {limitMegabytes} MB. Remove pictures and sheets that do not belong, or split it into several files.");

    public static Refusal FileInflatesTooFar(int limitMegabytes) => Make("C-9",
        $"文件解压后超过 {limitMegabytes} MB，已停止读取。请只保留台账所在的工作表，另存为新文件后再上传。",
        $"The file unpacks to more than {limitMegabytes} MB, so reading was stopped. Keep only the sheet with the table, save it as a new file and upload that.");

    public static Refusal FileKindUnknown() => Make("C-9",
        "文件既不是 XLSX 工作簿，也不是文本表格。请另存为 .xlsx 或 .csv 后再上传。",
        "The file is neither an XLSX workbook nor a text table. Save it as .xlsx or .csv and upload that.");

    public static Refusal FileOfOldKind() => Make("C-9",
        "文件是旧版 .xls 工作簿，或设有打开密码，无法读取。请去掉密码，另存为 .xlsx 后再上传。",
        "The file is an old .xls workbook, or is locked with a password, and cannot be read. Remove the password, save it as .xlsx and upload that.");

    public static Refusal FileTorn() => Make("C-9",
        "工作簿已损坏或不完整。请用表格软件打开并重新保存，再上传。",
        "The workbook is torn or incomplete. Open it in a spreadsheet program, save it again and upload that.");

    public static Refusal FileQuoteOpen(int row) => Make("C-9",
        $"第 {row} 行的引号没有结束，文件可能不完整。请重新导出后再上传。",
        $"A quotation mark in row {row} is never closed; the file may be incomplete. Export it again and upload that.");

    public static Refusal FileEncodingUnknown() => Make("C-9",
        "文件的文字编码无法辨认。请另存为 UTF-8 或 GB18030 编码的 CSV，或 .xlsx，再上传。",
        "The text encoding of the file is unknown. Save it as CSV in UTF-8 or GB18030, or as .xlsx, and upload that.");

    public static Refusal FileHasTooManyRows(int limit) => Make("C-9",
        $"表格超过 {limit} 行。请分成几个文件上传。",
        $"The table has more than {limit} rows. Split it into several files.");

    public static Refusal FileHasTooManyColumns(int limit) => Make("C-9",
        $"表格超过 {limit} 列。请删去无关的列后再上传。",
        $"The table has more than {limit} columns. Remove the columns that do not belong and upload it again.");

    public static Refusal ColumnsMissing(string zhNames, string enNames) => Make("C-9",
        $"找不到这些列：{zhNames}。请在表头写明列名；常用的名称都认得。",
        $"These columns were not found: {enNames}. Name them in the header; their usual names are known.");

    public static Refusal ColumnTwice(string zhName, string enName) => Make("C-9",
        $"有两列都是“{zhName}”。请只保留一列，或改名。",
        $"Two columns are both “{enName}”. Keep one of them, or rename the other.");

    // A cell of a row.

    public static Refusal CellMissing() => Make("C-9",
        "没有填写。请补填；金额没有发生的填 0。",
        "Nothing is entered. Enter it; where no money has moved, enter 0.");

    public static Refusal RowTooWide(string beyond) => Make("C-9",
        $"这一行的单元格比表头多（多出“{beyond}”），金额可能被其中的逗号切断。请把带千分位的金额加上引号，或去掉千分位。",
        $"This row has more cells than there are titles (“{beyond}” is left over), so a comma may have cut an amount in two. Put amounts with thousands separators in quotes, or leave the separators out.");

    public static Refusal CellNotComputed() => Make("C-9",
        "单元格是公式，但文件里没有保存它的结果。请用表格软件打开、重新计算并保存，或改填数值。",
        "The cell is a formula whose result is not kept in the file. Open it in a spreadsheet program, recalculate and save, or enter the value.");

    public static Refusal CellHasError() => Make("C-9",
        "单元格显示错误值。请改正公式或改填数值。",
        "The cell shows an error value. Correct the formula or enter the value.");

    public static Refusal NotANumber() => Make("M-1",
        "不是确切的数字。请只填数字，例如 1234.56。",
        "This is not an exact number. Enter digits only, such as 1234.56.");

    public static Refusal AmountNegative() => Make("M-1",
        "金额是负数。请核对后填写零或正数。",
        "The amount is negative. Check it and enter zero or more.");

    public static Refusal AmountTooFine() => Make("M-1",
        "金额细于一分。请改为最多精确到分。",
        "The amount is finer than one fen. Enter it in whole fen at most.");

    public static Refusal AmountTooLarge() => Make("M-1",
        "金额超出可以表示的范围。请核对单位和位数。",
        "The amount is larger than can be counted. Check its unit and digits.");

    public static Refusal AmountStoredAsNumber() => Make("M-1",
        "金额以数值保存，超过十五位，末位已不可靠。请把该单元格设为文本，重新填写到分。",
        "The amount is stored as a number of more than fifteen digits, so its last ones cannot be relied on. Make the cell text and enter it again to the fen.");

    public static Refusal ContractTwice(string rows) => Make("C-9",
        $"合同编号重复，另见第 {rows} 行；凡编号重复的行都不接受。请核对后只保留一行。",
        $"The contract number is used twice, see also row {rows.Replace("、", ", ")}; every row with it is refused. Check them and keep one.");

    // A contract ledger.

    public static Refusal CodeStoredAsNumber() => Make("C-1",
        "证件号以数值保存，后几位已经丢失。请把该列设为文本，重新填写。",
        "The code is stored as a number, so its last digits are lost. Make the column text and enter it again.");

    public static Refusal KindUnknown() => Make("C-1",
        "乙方类型不认得。请填写施工队、供货商或机械业主。",
        "The kind of party is unknown. Enter 施工队 (construction team), 供货商 (supplier) or 机械业主 (machinery owner).");

    public static Refusal DateUnreadable() => Make("C-9",
        "不是日期。请写成 2026-09-30 或 2026年9月30日。",
        "This is no date. Write it as 2026-09-30 or 2026年9月30日.");

    public static Refusal NoSuchDate() => Make("C-9",
        "没有这一天。请对照合同改正。",
        "There is no such day. Correct it by the contract.");

    public static Refusal BandUnreadable() => Make("C-4",
        "扣罚比例不是确切的区间。请写成 2%～6%。",
        "The deduction band is not an exact range. Write it as 2%-6%.");

    public static Refusal BandUpsideDown() => Make("C-4",
        "扣罚比例的下限高于上限。请对照廉政合同改正。",
        "The lower end of the deduction band is above its upper end. Correct it by the integrity contract.");

    public static Refusal BandOutside() => Make("C-4",
        "扣罚比例超过 100%。请对照廉政合同改正。",
        "The deduction band goes beyond 100 %. Correct it by the integrity contract.");

    public static Refusal CertifiedAboveContract(Money contract) => Make("C-6",
        $"累计计量超过合同金额 {contract}。请核对两者；有变更的先登记变更。",
        $"The certified sum is above the contract amount of {contract}. Check both; register an approved variation first.");

    public static Refusal PaidAboveCertified(Money certified) => Make("C-9",
        $"累计已付超过累计计量 {certified}。请核对两者；预付款不计入已付。",
        $"The sum paid is above the certified sum of {certified}. Check both; an advance does not count as paid.");

    public static Refusal SheetsOfDifferentDays(string sheets) => Make("C-9",
        $"几个台账工作表的截至日期不同：{sheets}。请一次导入一个（--sheet）。",
        $"The ledger sheets are as of different days: {sheets}. Import one at a time (--sheet).");

    public static Refusal AsOfMissing() => Make("C-9",
        "没有找到台账的截至日期。请在表头写明“截至2026年9月30日”，或另行指明（--as-of）。",
        "The day the ledger stands at was not found. Write “截至2026年9月30日” above the table, or give it apart (--as-of).");

    // A calendar.

    public static Refusal CalendarYearWrong() => Make("P-10",
        "年份不对：日期须属于该年，或为上一年12月。请按通知改正。",
        "The year is wrong: the day lies in it, or in the December before. Correct it by the notice.");

    public static Refusal CalendarDayTwice() => Make("P-10",
        "同一天出现两次。请只保留一行。",
        "The day is there twice. Keep one row.");

    public static Refusal CalendarFaulty(int rows) => Make("P-10",
        $"日历文件有 {rows} 行有误，未导入任何一天。请按列出的原因改正后重新导入。",
        $"{rows} rows of the calendar file are faulty, so no day was taken. Correct them as listed and import it again.");

    public static Refusal CalendarKindUnknown() => Make("P-10",
        "类别须为 off（放假）或 work（上班）。请改正。",
        "The kind is off (holiday) or work (worked weekend). Correct it.");

    // A trial calculation.

    public static Refusal NoTableFound(string zhNames, string enNames) => Make("C-9, R-4",
        $"没有找到表头。表中应有这些列：{zhNames}。",
        $"No header was found. The table has these columns: {enNames}.");

    public static Refusal SeveralTablesFound(string sheets) => Make("C-9",
        $"有几个工作表都像是台账：{sheets}。请指明用哪一个（--sheet），或隐藏、删去其余的。",
        $"Several sheets look like the table: {sheets.Replace("、", ", ")}. Name the one to use (--sheet), or hide or remove the others.");

    public static Refusal SheetUnknown(string name) => Make("C-9",
        $"没有名为“{name}”的工作表，或其中没有表头。请核对名称。",
        $"There is no sheet “{name}”, or no header in it. Check the name.");

    public static Refusal TrialContractTwice(int firstRow) => Make("R-4",
        $"合同编号与第 {firstRow} 行重复。请核对后只保留一行。",
        $"The contract is the same as in row {firstRow}. Check both and keep one.");

    public static Refusal RatioUnreadable(string text) => Make("M-2",
        $"“{text}”不是百分比。请写成 类型=百分数，例如 供货商=20 或 供货商=37.52%。",
        $"“{text}” is no percentage. Write TYPE=PERCENT, such as 供货商=20 or 供货商=37.52%.");

    public static Refusal RatioOutside(string text) => Make("M-2",
        $"比例 {text} 不在 0 至 100% 之间。请改正。",
        $"The ratio {text} is not between 0 and 100 %. Correct it.");

    public static Refusal RatioTooFine(string text) => Make("M-2",
        $"比例 {text} 细于百万分之一。百分数最多写四位小数。",
        $"The ratio {text} is finer than one ppm. Write at most four decimals of a percent.");

    public static Refusal RatioTwice(string type) => Make("R-4",
        $"类型“{type}”指定了两次比例。请只指定一次。",
        $"The type “{type}” is given two ratios. Name it once.");

    public static Refusal TypeUnknown(string type, string known) => Make("R-4",
        $"表中没有类型“{type}”。表中的类型是：{known}。",
        $"The table has no type “{type}”. Its types are: {known.Replace("、", ", ")}.");

    public static Refusal FundUnreadable(string text) => Make("M-1",
        $"资金“{text}”不是金额。请以元填写，最多两位小数。",
        $"The fund “{text}” is no amount. Enter it in yuan with at most two decimals.");

    public static Refusal FundMissing(string types) => Make("R-4",
        $"没有给出资金（--fund），这些类型也没有指定比例：{types}。请给出资金，或逐一指定比例。",
        $"No fund is given (--fund), and these types have no ratio: {types.Replace("、", ", ")}. Give the fund, or a ratio for each.");

    public static Refusal FundTooSmall(Money needed, Money fund) => Make("R-4",
        $"指定的比例需要 {needed}，资金只有 {fund}。请降低比例或增加资金。",
        $"The named ratios need {needed}, the fund is {fund}. Lower the ratios or raise the fund.");

    public static Refusal SumTooLarge() => Make("M-1",
        "基数合计超出可以表示的范围。请核对单位，或分成几个文件。",
        "The sum of the bases is larger than can be counted. Check the unit, or split the file.");

    // Bank files.

    public static Refusal BankBatchEmpty() => Make("R-7",
        "没有要发送的指令。请先确认兑付批次中有可执行的行。",
        "There is no instruction to send. See first that the round has lines to execute.");

    public static Refusal BankLineUnusable(string endToEndId, string zhField, string enField) => Make("R-7",
        $"指令 {endToEndId} 的{zhField}为空、过长或含有不可用的字符。请更正账户资料后重新导出。",
        $"The {enField} of instruction {endToEndId} is empty, too long or holds characters that cannot be sent. Correct the account and export again.");

    public static Refusal BankAmountUnusable(string endToEndId) => Make("M-1",
        $"指令 {endToEndId} 的金额须大于零且不超过十八位数字。请核对后重新导出。",
        $"The amount of instruction {endToEndId} must be above zero and have at most eighteen digits. Check it and export again.");

    public static Refusal BankLineTwice(string endToEndId) => Make("R-8",
        $"端到端号 {endToEndId} 出现两次，已停止导出：同一号只能付一次。请联系管理员核对指令。",
        $"The end-to-end id {endToEndId} is there twice, so the export was stopped: one id is paid once. Ask the administrator to check the instructions.");

    public static Refusal BankFileUnknown() => Make("R-8",
        "不是银行回执：须为 pain.002、camt.054 报文，或本系统的结果表。请向银行索取后再上传。",
        "This is no bank result: it must be a pain.002 or camt.054 message, or our own result sheet. Ask the bank for one and upload that.");

    public static Refusal BankFileTorn() => Make("R-8",
        "银行报文已损坏或不完整，未读取任何一笔。请向银行重新索取。",
        "The bank's message is torn or incomplete; nothing was read from it. Ask the bank to send it again.");

    public static Refusal BankIdMissing() => Make("R-8",
        "没有端到端号，无法对应到指令。请向银行核实该笔。",
        "There is no end-to-end id, so no instruction can be matched. Ask the bank about this item.");

    public static Refusal BankStatusUnknown(string code) => Make("R-8",
        $"状态代码“{code}”不在 ISO 20022 代码表中。请向银行核实该笔结果。",
        $"Status “{code}” is not in the code list of ISO 20022. Ask the bank what became of this item.");

    public static Refusal BankCreditUnexplained() => Make("R-8",
        "这笔入账带有本局的端到端号，却没有说明是退回（RtrInf）。请向银行核实是否为退款。",
        "This credit carries an end-to-end id of the bureau but does not say that it is a return (RtrInf). Ask the bank whether it is.");

    public static Refusal BankEntryDiffers() => Make("O-2",
        "这笔分录的记账金额与其明细合计不符，整笔不接受。请向银行核实。",
        "The amount booked is not the sum of its details, so none of them is accepted. Ask the bank.");

    public static Refusal BankCurrencyWrong(string currency) => Make("M-1",
        $"币种是 {currency}，只接受 CNY。请向银行核实该笔。",
        $"The currency is {currency}; only CNY is accepted. Ask the bank about this item.");

    public static Refusal BankResultTwice(string rows) => Make("R-8",
        $"同一端到端号的同一结果重复，另见第 {rows} 笔；重复的都不接受。请向银行核实。",
        $"The same result of one end-to-end id is repeated, see also item {rows.Replace("、", ", ")}; none of them is accepted. Ask the bank.");

    public static Refusal BankResultContradicts() => Make("R-8",
        "同一端到端号在文件中有互相矛盾的结果，都不接受。请向银行核实最终结果后只导入一行。",
        "One end-to-end id has contradicting results in the file; none of them is accepted. Ask the bank for the final one and import that row alone.");

    public static Refusal BankStatusUnknown() => Make("R-8",
        "结果不认得。请填写：成功、退回、拒绝或处理中。",
        "The result is unknown. Enter 成功 (settled), 退回 (returned), 拒绝 (rejected) or 处理中 (pending).");

    private static Refusal Make(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("exchange", member, rule, zh, en);
}
