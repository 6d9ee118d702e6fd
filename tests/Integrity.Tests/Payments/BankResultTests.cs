using System.Text;
using Integrity.App.Exchange.Bank;
using Integrity.App.Ledger;
using Integrity.App.Payments;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>O-2, R-8: only what the bank has confirmed is settled; what it sends back keeps its cash.</summary>
public sealed class BankResultTests
{
    [Fact]
    public async Task Only_what_the_bank_has_confirmed_counts_as_settled()
    {
        var (world, (round, supplier, instruction)) = await World.After(new(2026, 8, 3), WorldBank.Executed);
        await using var own = world;
        Assert.Equal((0, 11_111_111), ((await world.Balance(supplier)).Settled.Fen, (await world.Balance(supplier)).Buckets.InFlight.Fen));
        await world.NamePayer();
        await world.Export(round.Value);
        Assert.Equal("payments.lines_under_way", (await world.CanClose(round.Value))?.Code);

        var import = await world.Result(instruction, "成功");
        Assert.Equal((1, 0, 0), (import.Settled, import.Returned, import.Refused.Count));
        Assert.Equal((11_111_111, 0), ((await world.Balance(supplier)).Settled.Fen, (await world.Balance(supplier)).Buckets.InFlight.Fen));
        Assert.Equal(-11_111_111, await world.Balance(supplier.Value, Account.RunCash));
        Assert.Equal(0, await world.RunCash(round.Value));
        Assert.Null(await world.CanClose(round.Value));
        var range = await world.Read(db => db.LedgerRanges.OrderByDescending(r => r.FirstEntry).FirstAsync());
        Assert.Equal(("bank_settled", 64), (range.Kind, range.Document.Length));
    }

    [Fact]
    public async Task Wrong_rows_are_refused_one_by_one_and_the_good_ones_are_kept()
    {
        var (world, (round, supplier, instruction)) = await World.After(new(2026, 8, 3), WorldBank.Executed);
        await using var own = world;
        var id = EndToEndId.Of(instruction.Id);
        await world.NamePayer();
        await world.Export(round.Value);
        var unsent = await world.WageInstruction();

        var file = WorldBank.Sheet(("ITG000000099999", "1.00", "成功"), ("B-7", "1.00", "成功"), (id, "111111.11", "成功"), (EndToEndId.Of(unsent.Id), "2000.00", "成功"));
        var read = await world.ReadResults(file);
        Assert.Equal("payments.result_amount_differs", Refusals.Provoked.Saw((await world.ReadResults(WorldBank.Sheet((id, "111111.10", "退回")))).Rows[0].Why!).Code);
        Assert.Equal(["payments.instruction_unknown", "payments.instruction_unknown", null, "payments.instruction_not_sent"],
            read.Rows.Select(r => r.Why is { } why ? Refusals.Provoked.Saw(why).Code : null));
        Assert.Equal((1, 0, 3), (read.Settled, read.Returned, read.Refused));
        Assert.Equal(0, (await world.Balance(supplier)).Settled.Fen);

        var import = await world.ImportResults(file);
        Assert.Equal((1, 3), (import.Settled, import.Refused.Count));
        Assert.Equal(11_111_111, (await world.Balance(supplier)).Settled.Fen);

        await world.Refused("payments.nothing_to_import", world.Finance, await world.AsImport(file));
        Assert.Equal("payments.result_known_already", Refusals.Provoked.Saw((await world.ReadResults(file)).Rows[2].Why!).Code);
        Assert.Equal(11_111_111, (await world.Balance(supplier)).Settled.Fen);
    }

    [Fact]
    public async Task A_result_that_is_there_twice_is_not_taken()
    {
        var (world, (round, _, instruction)) = await World.After(new(2026, 8, 3), WorldBank.Executed);
        await using var own = world;
        await world.NamePayer();
        await world.Export(round.Value);
        var answer = new BankAnswer(1, EndToEndId.Of(instruction.Id), BankWord.Settled, new(instruction.Fen), "", "");
        await world.Refused("payments.nothing_to_import", world.Finance, new ImportBankResults("x", WorldFunds.Evidence, "sheet", [answer, answer with { Row = 2 }]));
        var other = new BankAnswer(3, "ITG000000099999", BankWord.Settled, new(1), "", "");
        var returned = answer with { Row = 4, Word = BankWord.Returned };
        var import = await world.Do(world.Finance, new ImportBankResults("x", WorldFunds.Evidence, "sheet", [answer, answer with { Row = 2 }, other, returned], [new(5, "也许", BankRefusals.NothingToImport("", ""))]));
        Assert.Equal(["payments.result_twice_in_file", "payments.result_twice_in_file", "payments.instruction_unknown", "payments.nothing_to_import"], import.Refused.Select(r => Refusals.Provoked.Saw(r.Why).Code));
        Assert.Equal(1, import.Returned);
        await world.Refused("payments.evidence_missing", world.Finance, new ImportBankResults("x", "", "sheet", [answer]));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_named_by_its_own_end_to_end_id_and_every_row_of_a_file_without_a_good_one_has_its_reason()
    {
        await using var world = await World.Begin();
        var file = WorldBank.Sheet(("ITG000000099999", "1.00", "也许"), ("ITG000000099998", "many", "成功"), ("ITG000000099997", "1.00", "成功"));
        var unread = (await world.ReadResults(file)).Unreadable;
        Assert.Equal([(2, "ITG000000099999", "也许"), (3, "ITG000000099998", "many")], unread.Select(r => (r.Row, r.EndToEndId, r.Value)));
        var act = await world.AsImport(file);
        Assert.Equal(unread.Select(r => (r.Row, r.EndToEndId)), act.Unread!.Select(r => (r.Row, r.EndToEndId)));
        var refusal = await world.Refused(world.Finance, act);
        foreach (var (row, id) in new[] { (2, "ITG000000099999"), (3, "ITG000000099998"), (4, "ITG000000099997") })
            Assert.Contains($"第 {row} 行“{id}”：", refusal.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_returned_line_keeps_its_due_day_and_its_cash_and_is_in_no_base()
    {
        var (world, (round, supplier, instruction)) = await World.After(new(2026, 8, 3), WorldBank.Executed);
        await using var own = world;
        await world.NamePayer();
        await world.Export(round.Value);
        world.Clock.Set(new(2026, 10, 15));
        var due = (await world.Balance(supplier)).Tranches.Select(t => t.Due).Distinct().ToList();
        await world.Result(instruction, "退回");
        var balance = await world.Balance(supplier);
        Assert.Equal((44_444_444, 11_111_111, 0), (balance.Buckets.Due.Fen, balance.Buckets.Returned.Fen, balance.Buckets.InFlight.Fen));
        Assert.Equal(due, balance.Tranches.Select(t => t.Due).Distinct());
        Assert.Equal(11_111_111, await world.RunCash(round.Value));
        var line = Assert.Single((await world.Ask(world.Finance, new ListReturned(null, null))).Items);
        Assert.Equal((11_111_111, "账号户名不符", ReturnedState.Waiting), (line.Amount.Fen, line.ReasonText, line.State));
        Assert.Equal("payments.lines_under_way", (await world.CanClose(round.Value))?.Code);
        Assert.Equal("payments.result_after_return", Refusals.Provoked.Saw((await world.ReadResults(WorldBank.Sheet((line.EndToEndId, "111111.11", "成功")))).Rows[0].Why!).Code);
    }

    [Fact]
    public async Task A_settled_line_can_still_be_returned_in_the_same_file_or_later()
    {
        var (world, (round, supplier, instruction)) = await World.After(new(2026, 8, 3), WorldBank.Executed);
        await using var own = world;
        await world.NamePayer();
        await world.Export(round.Value);
        var id = EndToEndId.Of(instruction.Id);
        // A status report or a sheet has one result for each instruction; a notice of what was booked may have both.
        Assert.Equal(["exchange.bank_result_contradicts", "exchange.bank_result_contradicts"],
            (await world.ReadResults(WorldBank.Sheet((id, "111111.11", "退回"), (id, "111111.11", "成功")))).Unreadable.Select(r => Refusals.Provoked.Saw(r.Why).Code));
        BankAnswer Booked(int row, BankWord word) => new(row, id, word, new(11_111_111), "", "");
        var import = await world.Do(world.Finance, new ImportBankResults("notice.xml", WorldFunds.Evidence, "camt.054", [Booked(1, BankWord.Returned), Booked(2, BankWord.Settled)]));
        Assert.Equal((1, 1), (import.Settled, import.Returned));
        var balance = await world.Balance(supplier);
        Assert.Equal((0, 11_111_111, 11_111_111), (balance.Settled.Fen, balance.Buckets.Returned.Fen, await world.RunCash(round.Value)));
        Assert.True((await world.Read(db => db.ReturnedLines.SingleAsync())).WasSettled);
    }

    [Fact]
    public async Task One_word_of_the_bank_for_a_whole_message_is_a_word_for_each_instruction_in_it()
    {
        var (world, (round, supplier, _)) = await World.After(new(2026, 8, 3), WorldBank.Executed);
        await using var own = world;
        await world.NamePayer();
        await world.Export(round.Value);
        var message = await world.Read(db => db.InstructionFiles.Select(f => f.MessageId).SingleAsync());
        Assert.Equal(1, (await world.ReadResults(Whole(message, "ACTC"))).Pending);
        var other = await world.Door.Ask(new ReadBankResults(Whole("ITGF000000000001", "RJCT")), world.Finance, TestContext.Current.CancellationToken);
        Assert.Equal("payments.message_unknown", Refusals.Provoked.Saw(other.Refusal!).Code);
        Assert.Equal(1, (await world.ImportResults(Whole(message, "RJCT"))).Returned);
        Assert.Equal(11_111_111, (await world.Balance(supplier)).Buckets.Returned.Fen);
    }

    /// <summary>R-8: what was booked on somebody else's account tells nothing of the bureau's payments.</summary>
    [Fact]
    public async Task A_notification_of_another_account_is_not_taken()
    {
        var (world, (round, _, _)) = await World.After(new(2026, 8, 3), WorldBank.Executed);
        await using var own = world;
        await world.NamePayer();
        await world.Export(round.Value);
        var paid = await world.Read(db => db.Instructions.OrderBy(i => i.Id).FirstAsync());
        var other = await world.Door.Ask(new ReadBankResults(Booked("6222000000000001", paid)), world.Finance, TestContext.Current.CancellationToken);
        Assert.Equal("payments.account_not_ours", Refusals.Provoked.Saw(other.Refusal!).Code);
        Assert.Equal(1, (await world.ReadResults(Booked("3300101000001234", paid))).Settled);
        // What was booked is what its details say, on a day that has been (O-2, R-8).
        foreach (var (answer, code) in new[] { (Booked("3300101000001234", paid, amount: "1.00"), "exchange.bank_entry_differs"), (Booked("3300101000001234", paid, day: world.Today().AddDays(1)), "payments.booked_in_future") })
        {
            var read = await world.ReadResults(answer);
            Assert.Equal((0, code), (read.Settled, Refusals.Provoked.Saw(Assert.Single(read.Unreadable).Why).Code));
        }
    }

    /// <summary>O-2: one word for a whole file is taken only where the bank means the file that was sent.</summary>
    [Fact]
    public async Task A_word_for_a_whole_file_whose_own_totals_differ_is_not_taken()
    {
        var (world, (round, _, _)) = await World.After(new(2026, 8, 3), WorldBank.Executed);
        await using var own = world;
        await world.NamePayer();
        await world.Export(round.Value);
        var sent = await world.Read(db => db.InstructionFiles.SingleAsync());
        foreach (var (count, sum) in new[] { ($"{sent.Instructions + 2}", sent.Amount.ToPlainYuan()), ($"{sent.Instructions}", "1.00"), ($"{sent.Instructions}", "一元") })
        {
            var other = await world.Door.Ask(new ReadBankResults(Whole(sent.MessageId, "ACSC", count, sum)), world.Finance, TestContext.Current.CancellationToken);
            Assert.Equal("payments.message_totals_differ", Refusals.Provoked.Saw(other.Refusal!).Code);
        }
        // Nor where the group's totals are right and those of its block of payments are not.
        var block = Encoding.UTF8.GetString(Whole(sent.MessageId, "ACSC", $"{sent.Instructions}", sent.Amount.ToPlainYuan())).Replace("<GrpSts>ACSC</GrpSts></OrgnlGrpInfAndSts>",
            "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId><OrgnlNbOfTxs>3</OrgnlNbOfTxs><OrgnlCtrlSum>1.00</OrgnlCtrlSum><PmtInfSts>ACSC</PmtInfSts></OrgnlPmtInfAndSts>", StringComparison.Ordinal);
        Assert.Equal("payments.message_totals_differ", (await world.Door.Ask(new ReadBankResults(Encoding.UTF8.GetBytes(block)), world.Finance, TestContext.Current.CancellationToken)).Refusal?.Code);
        Assert.Equal(sent.Instructions, (await world.ReadResults(Whole(sent.MessageId, "ACSC", $"{sent.Instructions}", sent.Amount.ToPlainYuan()))).Settled);
    }

    private static byte[] Booked(string account, Instruction paid, string? amount = null, DateOnly? day = null) => Encoding.UTF8.GetBytes($"""
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>B2</MsgId></GrpHdr>
        <Ntfctn><Id>N1</Id><Acct><Id><Othr><Id>{account}</Id></Othr></Id></Acct>
        <Ntry><Amt Ccy="CNY">{amount ?? new Money(paid.Fen).ToPlainYuan()}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>{(day is null ? "" : $"<BookgDt><Dt>{day:yyyy-MM-dd}</Dt></BookgDt>")}
        <NtryDtls><TxDtls><Refs><EndToEndId>{EndToEndId.Of(paid.Id)}</EndToEndId></Refs><Amt Ccy="CNY">{new Money(paid.Fen).ToPlainYuan()}</Amt></TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
        """);

    private static byte[] Whole(string message, string status, string? count = null, string? sum = null) => Encoding.UTF8.GetBytes($"""
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.11"><CstmrPmtStsRpt><GrpHdr><MsgId>B1</MsgId></GrpHdr>
        <OrgnlGrpInfAndSts><OrgnlMsgId>{message}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.10</OrgnlMsgNmId>{(count is null ? "" : $"<OrgnlNbOfTxs>{count}</OrgnlNbOfTxs><OrgnlCtrlSum>{sum}</OrgnlCtrlSum>")}<GrpSts>{status}</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>
        """);
}
