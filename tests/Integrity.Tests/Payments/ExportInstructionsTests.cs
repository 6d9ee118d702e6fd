using System.Text;
using Integrity.App.Exchange.Bank;
using Integrity.App.Payments;
using Integrity.Domain.Payments;
using Integrity.Tests.Certificates;
using Integrity.Tests.Exchange.Bank;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>R-7, R-8: each instruction goes to the bank in one file, and a file made again is the same file.</summary>
public sealed class ExportInstructionsTests
{
    [Fact]
    public async Task Instructions_go_out_once_and_a_file_is_the_same_each_time()
    {
        var (world, (round, _, instruction)) = await World.After(new(2026, 8, 3), WorldBank.Executed);
        await using var own = world;
        await world.Refused("payments.paying_account_missing", world.Finance, new ExportInstructions(round.Value, await world.Seen(round.Value)));
        await world.Refused("payments.paying_account_incomplete", world.FinanceTwo, new NamePayingAccount("江州市公路局", "", "江州银行", "102100000013"));
        await world.Refused("values.cnaps_code_malformed", world.FinanceTwo, new NamePayingAccount("江州市公路局", "3300", "江州银行", "1"));
        await world.NamePayer();
        var exported = await world.Export(round.Value);
        Assert.Equal((1, 11_111_111, 0), (exported.Sent, exported.Amount.Fen, exported.Kept));
        await world.Refused("payments.nothing_to_export", world.Finance, new ExportInstructions(round.Value, await world.Seen(round.Value)));

        foreach (var format in Enum.GetValues<InstructionFormat>())
        {
            var first = await world.Ask(world.Finance, new DownloadInstructions(exported.File!.Value, format));
            world.Clock.Move(TimeSpan.FromDays(1));
            var second = await world.Ask(world.Finance, new DownloadInstructions(exported.File!.Value, format));
            if (format is InstructionFormat.Pain001 or InstructionFormat.Csv) Assert.Equal(first.Content, second.Content);
            Assert.NotEmpty(second.Content);
        }
        // What the bank reads is one well-formed document, and nothing after it.
        var sent = await world.Ask(world.Finance, new DownloadInstructions(exported.File!.Value, InstructionFormat.Pain001));
        Assert.Equal("Document", System.Xml.Linq.XDocument.Load(new MemoryStream(sent.Content)).Root!.Name.LocalName);
        var xml = Encoding.UTF8.GetString((await world.Ask(world.Finance, new DownloadInstructions(exported.File!.Value, InstructionFormat.Pain001))).Content);
        Assert.Contains($"<EndToEndId>{EndToEndId.Of(instruction.Id)}</EndToEndId>", xml, StringComparison.Ordinal);
        Assert.Contains("<InstdAmt Ccy=\"CNY\">111111.11</InstdAmt>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_whose_account_cannot_be_paid_to_waits_with_its_cash_and_holds_up_no_other()
    {
        var (world, (round, supplier, instruction)) = await World.After(new(2026, 8, 3), WorldBank.Executed);
        await using var own = world;
        await world.NamePayer();
        await world.Freeze(supplier);
        var exported = await world.Export(round.Value);
        Assert.Equal((null, 0, 1), (exported.File, exported.Sent, exported.Kept));
        var balance = await world.Balance(supplier);
        Assert.Equal((11_111_111, 0), (balance.Buckets.Returned.Fen, balance.Buckets.InFlight.Fen));
        var line = await world.Read(db => db.ReturnedLines.SingleAsync());
        Assert.Equal((instruction.Id, false), (line.Instruction, line.WasSent));
        Assert.Equal((KeptBack.NoAccount.Zh, KeptBack.NoAccount.En), (KeptBack.Said(line.ReasonText, words => words.Zh), KeptBack.Said(line.ReasonText, words => words.En)));
        Assert.Equal(11_111_111, await world.RunCash(round.Value));
    }
}
