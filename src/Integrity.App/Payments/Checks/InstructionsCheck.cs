using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments.Checks;

/// <summary>Each instruction's row says what the ledger says: its amount is in flight while it is under way, and no fen of it when the bank has answered; it was sent once.</summary>
internal sealed class InstructionsCheck : ICheck
{
    public string Name => "payments.instructions";
    public string Rule => "O-2, R-8";
    public string Zh => "每条支付指令的状态和金额与账本一致，且只发送一次";
    public string En => "Each instruction's state and amount agree with the ledger, and it was sent once";
    public IReadOnlyList<string> Proves => ["instructions"];

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (inFlight, sent) = (new Dictionary<long, long>(), new Dictionary<long, long>());
        BulkRead.Each(db, "SELECT subject, CAST(SUM(-fen) AS BIGINT), CAST(SUM(CASE WHEN fen < 0 THEN -fen ELSE 0 END) AS BIGINT) FROM postings WHERE standing = 7 GROUP BY subject", 3, row =>
        {
            if (row[1] != 0) inFlight[row[0]] = row[1];
            sent[row[0]] = row[2];
        });
        var findings = new List<Finding>();
        BulkRead.Each(db, "SELECT id, fen, state, kind, replaces FROM instructions ORDER BY id", 5, row =>
        {
            var (id, fen, state) = (row[0], row[1], (InstructionState)row[2]);
            inFlight.Remove(id, out var under);
            sent.Remove(id, out var ever);
            // An advance is no debt, so nothing of it is in flight in the books (C-6).
            if ((InstructionKind)row[3] == InstructionKind.Advance) return;
            if (ever != fen) findings.Add(new("instructions", $"{id}", $"指令金额 {fen} 分，账本发出 {ever} 分。", $"The instruction is for {fen} fen, the ledger sent {ever}."));
            else if (under != (state == InstructionState.InFlight ? fen : 0))
                findings.Add(new("instructions", $"{id}", $"状态 {state}，账本在途 {under} 分。", $"It is {state}, and the ledger has {under} fen in flight."));
        });
        foreach (var stray in sent.Keys.Order()) findings.Add(new("instructions", $"{stray}", "账本有在途金额而没有这条指令。", "The ledger has money in flight for it, and there is no such instruction."));
        foreach (var finding in findings) yield return finding;

        foreach (var finding in await Elsewhere(db, cancel)) yield return finding;
        var replaced = await db.Instructions.AsNoTracking().Where(i => i.Replaces != 0).ToListAsync(cancel);
        foreach (var again in replaced.GroupBy(i => i.Replaces))
        {
            var old = await db.Instructions.AsNoTracking().SingleOrDefaultAsync(i => i.Id == again.Key, cancel);
            if (again.Count() != 1 || old is not { State: InstructionState.Replaced } || old.Fen != again.First().Fen || old.Run != again.First().Run || old.Contract != again.First().Contract)
                yield return new("instructions", $"{again.Key}", "再次支付的指令与原指令不符，或不止一条。", "The instruction that pays it again is not like it, or there are two.");
        }
    }

    // Those of a round were written in bulk: the execution's leaf has the digest of what never changes in them.
    private static async Task<List<Finding>> Elsewhere(IntegrityDb db, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var effects in await db.JournalEntries.AsNoTracking().Where(e => e.Effects.Contains("\"bulk\"")).OrderBy(e => e.Number).Select(e => e.Effects).ToListAsync(cancel))
        {
            foreach (var range in BulkRange.Of(JsonNode.Parse(effects)!.AsObject()).Where(r => r.Table == "instructions"))
            {
                using var digest = new InstructionDigest();
                BulkRead.Each(db, "SELECT id, run, contract, kind, account, fen, replaces FROM instructions WHERE id BETWEEN $1 AND $2 ORDER BY id", 7, row => digest.Add(row), range.First, range.Last);
                if (digest.Finish() != range.Digest)
                    findings.Add(new("instructions", $"{range.First}–{range.Last}", "与执行时写入日志的摘要不同：合同、账户或金额被改过。", "They are not what the execution's leaf names: a contract, an account or an amount was changed."));
            }
        }
        return findings;
    }
}
