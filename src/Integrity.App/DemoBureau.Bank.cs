using System.Text;
using Integrity.App.Exchange.Bank;
using Integrity.App.Payments;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.App;

// What the bank did with the rounds: it confirmed some, sent one line back that was paid again, and one that still waits.
public sealed partial class DemoBureau
{
    private void AskTheBank()
    {
        On(Begins.AddDays(30), async () => await Do(Treasurer, new NamePayingAccount("江州市公路局", "33001010000012340099", "江州银行解放路支行", "313329900033")));
        On(new(2025, 4, 3), () => Settle("2025-01", returned: 0, close: true));
        On(new(2025, 10, 10), async () =>
        {
            await Settle("2025-02", returned: 1, close: false);
            await PayAgain("2025-02");
        });
        On(new(2025, 10, 16), () => Settle("2025-02", returned: 0, close: true));
        On(new(2026, 4, 3), () => Settle("2026-02", returned: 0, close: true));
        On(new(2026, 9, 4), () => Settle("2026-03", returned: 2, close: false));
    }

    /// <summary>Sends what has not gone out and enters the bank's answer: the last lines came back, all others were paid.</summary>
    private async Task Settle(string number, int returned, bool close)
    {
        var round = await Round(number);
        await Answer(round.Id.Value, number, returned);
        if (close) await Do(Accountant, new CloseRound(round.Id, await Seen(round.Id.Value)));
    }

    private async Task Answer(long run, string number, int returned)
    {
        var waiting = await Read(db => db.Instructions.Where(i => i.Run == run && i.State == InstructionState.InFlight).OrderBy(i => i.Id).ToListAsync());
        await Do(Accountant, new ExportInstructions(run, await Seen(run)));
        var sheet = new StringBuilder("指令号,端到端号,金额,结果,原因\n");
        for (var i = 0; i < waiting.Count; i++)
        {
            var back = i >= waiting.Count - returned;
            sheet.Append($"{EndToEndId.Of(waiting[i].Id)},{EndToEndId.Of(waiting[i].Id)},{new Money(waiting[i].Fen).ToPlainYuan()},{(back ? "退回" : "成功")},{(back ? "户名与账号不符" : "")}\n");
        }
        var read = await door.Ask(new ReadBankResults(Encoding.UTF8.GetBytes(sheet.ToString())), Accountant);
        await Do(Accountant, read.Value.AsImport($"{number} 银行结果.csv"));
    }

    private async Task PayAgain(string number)
    {
        var round = await Round(number);
        var line = (await Read(db => db.ReturnedLines.Where(l => l.Run == round.Id.Value).ToListAsync())).Single();
        await Do(Accountant, new CheckReturnedAccount(line.Instruction, await Kept(Accountant, "银行账户确认函", $"付款指令 {line.Instruction}"), await Seen(line.Instruction)));
        await Do(Treasurer, new PayAgain(line.Instruction, await Seen(line.Instruction)));
    }

    private Task<PaymentRound> Round(string number) => Read(db => db.PaymentRounds.SingleAsync(r => r.Number == number));

    private async Task<T> Read<T>(Func<Storage.IntegrityDb, Task<T>> read)
    {
        await using var scope = services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<Storage.IntegrityDb>());
    }
}
