using System.Text;
using System.Xml.Linq;
using Integrity.App.Exchange;
using Integrity.App.Exchange.Bank;
using Integrity.App.Exchange.Tables;
using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Exchange.Bank;

/// <summary>R-7, R-8: instructions as they go to the bank.</summary>
public sealed class Pain001Tests
{
    private static readonly XNamespace Iso = Pain001.Namespace;
    private static readonly PaymentInstructionLine A = new("E2E-2026-000001", "江州交投中路桥工程有限公司", "6222020000000000001", "中国工商银行江州支行", "102100099996", new(26_704_740), "2026年第1批工程款") { InstructionNumber = "FK-1" };
    private static readonly PaymentInstructionLine B = new("E2E-2026-000002", "许大勇 <机械> & 租赁", "62220200 00002", "江州农村信用社", "402100000018", new(1), "");
    private static readonly PaymentBatch Batch = new("FK20261001-01", new DateTime(2026, 9, 30, 17, 0, 0, DateTimeKind.Utc), new(2026, 10, 8), new("江州市公路管理局", "1100000000000000001", "中国银行江州分行", "104100000004"), [A, B]);

    [Fact]
    public void The_message_is_valid_against_its_schema() => Assert.Empty(Schemas.Faults("pain.001.001.10", Write(Batch)));

    [Fact]
    public void The_schema_test_can_fail() =>
        Assert.NotEmpty(Schemas.Faults("pain.001.001.10", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Write(Batch)).Replace("<PmtMtd>TRF", "<PmtMtd>XXX", StringComparison.Ordinal))));

    [Fact]
    public void Accounts_are_numbers_with_a_CNAPS_branch_and_amounts_are_yuan_from_fen()
    {
        var message = XDocument.Load(new MemoryStream(Write(Batch))).Root!;
        var lines = message.Descendants(Iso + "CdtTrfTxInf").ToList();
        Assert.Equal(["2", "2"], message.Descendants(Iso + "NbOfTxs").Select(element => element.Value));
        Assert.Equal(["267047.41", "267047.41"], message.Descendants(Iso + "CtrlSum").Select(element => element.Value));
        Assert.Equal(["267047.40", "0.01"], lines.Select(line => line.Descendants(Iso + "InstdAmt").Single().Value));
        Assert.All(message.Descendants(Iso + "InstdAmt"), amount => Assert.Equal("CNY", amount.Attribute("Ccy")!.Value));
        Assert.Equal("2026-10-01T01:00:00+08:00", message.Descendants(Iso + "CreDtTm").Single().Value);
        Assert.Equal(("CNAPS", "102100099996"), (lines[0].Descendants(Iso + "Cd").Single().Value, lines[0].Descendants(Iso + "MmbId").Single().Value));
        Assert.Equal("6222020000000000001", lines[0].Element(Iso + "CdtrAcct")!.Element(Iso + "Id")!.Element(Iso + "Othr")!.Element(Iso + "Id")!.Value);
        Assert.Equal(("E2E-2026-000001", "FK-1"), (lines[0].Descendants(Iso + "EndToEndId").Single().Value, lines[0].Descendants(Iso + "InstrId").Single().Value));
        Assert.Equal("许大勇 <机械> & 租赁", lines[1].Element(Iso + "Cdtr")!.Value);
        Assert.Empty(message.Descendants(Iso + "IBAN"));
    }

    [Fact]
    public void The_largest_sum_keeps_every_fen()
    {
        var batch = Batch with { Lines = [A with { Amount = new(999_999_999_999_999_998) }, B] };
        Assert.Equal("9999999999999999.99", XDocument.Load(new MemoryStream(Write(batch))).Descendants(Iso + "CtrlSum").First().Value);
        Assert.Equal("exchange.bank_amount_unusable", Refused(Batch with { Lines = [A with { Amount = new(999_999_999_999_999_999) }, B] }));
    }

    public static TheoryData<string, PaymentBatch> Unusable => new()
    {
        { "exchange.bank_batch_empty", Batch with { Lines = [] } },
        { "exchange.bank_line_twice", Batch with { Lines = [A, A] } },
        { "exchange.bank_line_unusable", Batch with { MessageId = new string('x', 36) } },
        { "exchange.bank_line_unusable", Batch with { Lines = [A with { EndToEndId = "" }] } },
        { "exchange.bank_line_unusable", Batch with { Lines = [A with { PayeeName = new string('名', 141) }] } },
        { "exchange.bank_line_unusable", Batch with { Lines = [A with { PayeeName = "名\u0001" }] } },
        { "exchange.bank_line_unusable", Batch with { Lines = [A with { AccountNumber = new string('1', 35) }] } },
        { "exchange.bank_line_unusable", Batch with { Lines = [A with { BankName = " " }] } },
        { "exchange.bank_line_unusable", Batch with { Lines = [A with { Purpose = "用途\n" }] } },
        { "exchange.bank_line_unusable", Batch with { Payer = Batch.Payer with { Name = "" } } },
        { "values.cnaps_code_malformed", Batch with { Lines = [A with { Cnaps = "10210009999" }] } },
        { "exchange.bank_amount_unusable", Batch with { Lines = [A with { Amount = Money.Zero }] } },
        { "exchange.bank_amount_unusable", Batch with { Lines = [A with { Amount = new(-1) }] } },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void What_cannot_be_sent_whole_is_not_sent(string code, PaymentBatch batch) => Assert.Equal(code, Refused(batch));

    [Fact]
    public void The_instruction_sheet_states_the_same_and_its_total_in_words()
    {
        using var kept = new MemoryStream();
        Assert.True(InstructionSheet.WriteXlsx(Batch, kept).IsDone);
        var rows = TableFile.Read(kept.ToArray(), TableLimits.Ledger).Value.Sheets[0].Rows;
        Assert.Equal(["1", "FK-1", "E2E-2026-000001", "江州交投中路桥工程有限公司", "6222020000000000001", "中国工商银行江州支行", "102100099996", "267047.40", "2026年第1批工程款"], rows[1].Cells.Select(cell => cell.Text));
        Assert.Equal("贰拾陆万柒仟零肆拾柒元肆角壹分", rows[3][8].Text);

        using var text = new StringWriter();
        Assert.True(InstructionSheet.WriteCsv(Batch with { Lines = [A with { PayeeName = "=甲" }] }, text).IsDone);
        Assert.Contains(",'=甲,6222020000000000001,", text.ToString(), StringComparison.Ordinal);
    }

    private static byte[] Write(PaymentBatch batch)
    {
        using var kept = new MemoryStream();
        Assert.True(Pain001.Write(batch, kept).IsDone);
        return kept.ToArray();
    }

    private static string Refused(PaymentBatch batch)
    {
        using var kept = new MemoryStream();
        var refusal = Pain001.Write(batch, kept).Refusal!;
        Assert.Equal(0, kept.Length);
        Assert.Equal(refusal, InstructionSheet.WriteXlsx(batch, kept).Refusal);
        return Provoked.Saw(refusal).Code;
    }
}
