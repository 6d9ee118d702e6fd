using System.Text;
using Integrity.App.Exchange.Bank;
using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Exchange.Bank;

/// <summary>O-2, R-8: what the bank answers, in three forms.</summary>
public sealed class BankFileTests
{
    private const string StatusReport = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.11"><CstmrPmtStsRpt>
        <GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>2026-10-08T10:00:00+08:00</CreDtTm></GrpHdr>
        <OrgnlGrpInfAndSts><OrgnlMsgId>FK20261001-01</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.10</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
        <OrgnlPmtInfAndSts><OrgnlPmtInfId>FK20261001-01</OrgnlPmtInfId><PmtInfSts>PART</PmtInfSts>
        <TxInfAndSts><OrgnlInstrId>FK-1</OrgnlInstrId><OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>ACSC</TxSts><OrgnlTxRef><Amt><InstdAmt Ccy="CNY">267047.40</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>
        <TxInfAndSts><OrgnlEndToEndId>E2</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>账户已销户</AddtlInf></StsRsnInf></TxInfAndSts>
        <TxInfAndSts><OrgnlEndToEndId>E3</OrgnlEndToEndId><TxSts>ACSP</TxSts></TxInfAndSts>
        </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
        """;

    private const string Notification = """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
        <GrpHdr><MsgId>BANK-2</MsgId><CreDtTm>2026-10-15T10:00:00+08:00</CreDtTm></GrpHdr>
        <Ntfctn><Id>N1</Id><Acct><Id><Othr><Id>1100000000000000001</Id></Othr></Id></Acct>
        <Ntry><Amt Ccy="CNY">267047.40</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-10-09</Dt></BookgDt><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd>
          <NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
        <Ntry><Amt Ccy="CNY">300.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><DtTm>2026-10-09T09:00:00+08:00</DtTm></BookgDt><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd>
          <NtryDtls><TxDtls><Refs><EndToEndId>E2</EndToEndId></Refs><Amt Ccy="CNY">100</Amt></TxDtls><TxDtls><Refs><EndToEndId>E3</EndToEndId></Refs><Amt Ccy="CNY">200.00</Amt></TxDtls></NtryDtls></Ntry>
        <Ntry><Amt Ccy="CNY">267047.40</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-10-15</Dt></BookgDt><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd>
          <NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><Amt Ccy="CNY">267047.40</Amt><CdtDbtInd>CRDT</CdtDbtInd><RtrInf><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>账号户名不符</AddtlInf></RtrInf></TxDtls></NtryDtls></Ntry>
        <Ntry><Amt Ccy="CNY">200.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>true</RvslInd><Sts><Cd>BOOK</Cd></Sts><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd>
          <NtryDtls><TxDtls><Refs><EndToEndId>E3</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
        <Ntry><Amt Ccy="CNY">5000000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd>
          <NtryDtls><TxDtls><Refs><EndToEndId>somebody else</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
        <Ntry><Amt Ccy="CNY">9.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BkTxCd><Prtry><Cd>FEE</Cd></Prtry></BkTxCd></Ntry>
        <Ntry><Amt Ccy="CNY">50.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd>
          <NtryDtls><TxDtls><Refs><EndToEndId>E4</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
        </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
        """;

    [Fact]
    public void The_samples_are_valid_against_their_schemas()
    {
        Assert.Empty(Schemas.Faults("pain.002.001.11", Encoding.UTF8.GetBytes(StatusReport)));
        Assert.Empty(Schemas.Faults("camt.054.001.08", Encoding.UTF8.GetBytes(Notification)));
    }

    [Fact]
    public void A_status_report_settles_only_what_is_settled()
    {
        var report = Read(StatusReport);
        Assert.Equal(("pain.002", "BANK-1"), (report.Source, report.MessageId));
        Assert.Null(report.Whole);
        Assert.Empty(report.Refused);
        Assert.Equal(
            [
                new(1, "E1", BankResultStatus.Settled, new(26_704_740), "CNY", null, "", ""), new(2, "E2", BankResultStatus.Rejected, null, "CNY", null, "AC04", "账户已销户"),
                new(3, "E3", BankResultStatus.Pending, null, "CNY", null, "", ""),
            ],
            report.Results);
    }

    [Fact]
    public void A_message_rejected_as_a_whole_says_so()
    {
        var report = Read("""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.11"><CstmrPmtStsRpt><GrpHdr><MsgId>BANK-1</MsgId></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>FK1</OrgnlMsgId><GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Prtry>重复报文</Prtry></Rsn></StsRsnInf></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>
            """);
        Assert.Equal(("FK1", BankResultStatus.Rejected, "重复报文", "", 0), report.Whole is { } whole ? (whole.MessageId, whole.Status, whole.ReasonCode, whole.ReasonText, whole.Counts.Count + whole.Sums.Count) : default);
        Assert.Empty(report.Results);
    }

    [Fact]
    public void A_notification_settles_debits_returns_credits_and_leaves_other_money_alone()
    {
        var report = Read(Notification);
        Assert.Empty(report.Refused);
        Assert.Equal(
            [
                new(1, "E1", BankResultStatus.Settled, new(26_704_740), "CNY", new(2026, 10, 9), "", ""), new(2, "E2", BankResultStatus.Settled, new(10_000), "CNY", new(2026, 10, 9), "", ""),
                new(3, "E3", BankResultStatus.Settled, new(20_000), "CNY", new(2026, 10, 9), "", ""), new(4, "E1", BankResultStatus.Returned, new(26_704_740), "CNY", new(2026, 10, 15), "AC01", "账号户名不符"),
                new(5, "E3", BankResultStatus.Returned, new(20_000), "CNY", null, "", ""), new(6, "E4", BankResultStatus.Pending, new(5_000), "CNY", null, "", ""),
            ],
            report.Results);
    }

    [Theory]
    [InlineData("""<TxInfAndSts><TxSts>ACSC</TxSts></TxInfAndSts>""", "exchange.bank_id_missing")]
    [InlineData("""<TxInfAndSts><OrgnlEndToEndId>NOTPROVIDED</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>""", "exchange.bank_id_missing")]
    [InlineData("""<TxInfAndSts><OrgnlEndToEndId>E</OrgnlEndToEndId><TxSts>ACSC</TxSts><OrgnlTxRef><Amt><InstdAmt Ccy="USD">1</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>""", "exchange.bank_currency_wrong")]
    [InlineData("""<TxInfAndSts><OrgnlEndToEndId>E</OrgnlEndToEndId><TxSts>ACSC</TxSts><OrgnlTxRef><Amt><InstdAmt Ccy="CNY">1.001</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>""", "exchange.amount_too_fine")]
    [InlineData("""<TxInfAndSts><OrgnlEndToEndId>E</OrgnlEndToEndId><TxSts>ACSC</TxSts><OrgnlTxRef><Amt><InstdAmt Ccy="CNY">-1</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>""", "exchange.amount_negative")]
    [InlineData("""<TxInfAndSts><OrgnlEndToEndId>E</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts><TxInfAndSts><OrgnlEndToEndId>E</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>""", "exchange.bank_result_twice")]
    [InlineData("""<TxInfAndSts><OrgnlEndToEndId>E</OrgnlEndToEndId><TxSts>RJCT</TxSts></TxInfAndSts><TxInfAndSts><OrgnlEndToEndId>E</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>""", "exchange.bank_result_contradicts")]
    public void A_line_that_cannot_be_taken_is_refused_alone(string line, string code)
    {
        var report = Read($"<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.11\"><CstmrPmtStsRpt><TxInfAndSts><OrgnlEndToEndId>good</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>{line}</CstmrPmtStsRpt></Document>");
        Assert.Equal("good", Assert.Single(report.Results).EndToEndId);
        Assert.All(report.Refused, refused => Assert.Equal(code, Provoked.Saw(refused.Why).Code));
        Assert.NotEmpty(report.Refused);
    }

    [Theory]
    [InlineData("<html></html>", "exchange.bank_file_unknown")]
    [InlineData("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.10\"/>", "exchange.bank_file_unknown")]
    [InlineData("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><a>", "exchange.bank_file_torn")]
    [InlineData("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\">&x;</Document>", "exchange.bank_file_torn")]
    [InlineData("<!DOCTYPE d [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.11\">&c;</Document>", "exchange.bank_file_torn")]
    [InlineData("<Document><CstmrPmtStsRpt/></Document>", "exchange.bank_file_unknown")]
    [InlineData("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.11\"><CstmrPmtStsRpt>&nothing;</CstmrPmtStsRpt></Document>", "exchange.bank_file_torn")]
    [InlineData("", "exchange.file_empty")]
    [InlineData("你好\n世界\n", "exchange.bank_file_unknown")]
    [InlineData("端到端号,金额\nE1,1\n", "exchange.columns_missing")]
    public void What_is_no_answer_of_a_bank_is_refused(string text, string code) =>
        Assert.Equal(code, Provoked.Saw(BankFile.Read(Encoding.UTF8.GetBytes(text)).Refusal!).Code);

    [Fact]
    public void A_message_in_GBK_is_read_and_a_torn_one_is_not()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var file = gbk.GetBytes(StatusReport.Replace("UTF-8", "GBK", StringComparison.Ordinal));
        Assert.Equal("账户已销户", BankFile.Read(file).Value.Results[1].ReasonText);
        Assert.Equal("exchange.bank_file_torn", BankFile.Read([.. gbk.GetBytes("<?xml version=\"1.0\" encoding=\"GBK\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.11\">"), 0xFF, 0xFF]).Refusal!.Code);
    }

    [Fact]
    public void Our_own_sheet_comes_back_filled_in()
    {
        PaymentInstructionLine[] lines = [new("E1", "甲", "1", "行", "102100099996", new(26_704_740), "") { InstructionNumber = "FK-1" }, new("E2", "乙", "2", "行", "102100099996", new(1), "")];
        using var kept = new MemoryStream();
        ResultSheet.WriteXlsx(lines, kept);
        Assert.Empty(BankFile.Read(kept.ToArray()).Value.Results);

        using var text = new StringWriter();
        ResultSheet.WriteCsv(lines, text);
        Assert.Equal("指令号,端到端号,金额,结果,原因\nFK-1,E1,267047.40,,\n,E2,0.01,,\n", text.ToString());
        var filled = Encoding.UTF8.GetBytes(text.ToString().Replace("267047.40,,", "\"267,047.40\",退票,账号户名不符", StringComparison.Ordinal) + ",E3,1,成功,\n,E4,1,不清楚,\n,,1,成功,\n,E6,x,成功,\n,E7,1,拒绝,\n,E7,1,拒绝,\n,E8,1,处理中,\n");
        var report = BankFile.Read(filled).Value;
        Assert.Equal(
            [new(2, "E1", BankResultStatus.Returned, new(26_704_740), "CNY", null, "", "账号户名不符"), new(4, "E3", BankResultStatus.Settled, new(100), "CNY", null, "", ""), new(10, "E8", BankResultStatus.Pending, new(100), "CNY", null, "", "")],
            report.Results);
        Assert.Equal(
            [(5, "exchange.bank_status_unknown"), (6, "exchange.cell_missing"), (7, "exchange.not_a_number"), (8, "exchange.bank_result_twice"), (9, "exchange.bank_result_twice")],
            report.Refused.Select(refused => (refused.Row, Provoked.Saw(refused.Why).Code)));
    }

    [Fact]
    public void A_status_that_no_list_has_is_no_news_but_a_question_to_the_bank()
    {
        var line = Read(StatusReport.Replace("<TxSts>ACSP</TxSts>", "<TxSts>OKAY</TxSts>", StringComparison.Ordinal));
        Assert.Equal([(3, "exchange.bank_status_unknown")], line.Refused.Select(refused => (refused.Row, Provoked.Saw(refused.Why).Code)));
        var whole = Read("""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.11"><CstmrPmtStsRpt><GrpHdr><MsgId>B</MsgId></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>M</OrgnlMsgId><GrpSts>DONE</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>
            """);
        Assert.Equal((null, "GrpSts"), (whole.Whole, Assert.Single(whole.Refused).Column));
    }

    [Fact]
    public void A_credit_with_an_id_of_ours_that_is_no_return_is_asked_about()
    {
        var credit = Read(Notification.Replace("somebody else", "ITG000000000007", StringComparison.Ordinal));
        Assert.Equal("exchange.bank_credit_unexplained", Provoked.Saw(Assert.Single(credit.Refused).Why).Code);
        Assert.Empty(Read(Notification).Refused);
    }

    private static BankReport Read(string text) => BankFile.Read(Encoding.UTF8.GetBytes(text)).Value;
}
