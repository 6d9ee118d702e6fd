using System.Runtime.CompilerServices;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.Domain.Decisions;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments.Checks;

/// <summary>Advances and interest went out only as they were voted: each line by its contract's own terms, the list by its hash, one instruction a line.</summary>
internal sealed class DecidedRunsCheck : ICheck
{
    public string Name => "payments.decided_runs";
    public string Rule => "C-6, O-7, invariant 5";
    public string Zh => "预付款和利息均按表决清单、按合同约定支付";
    public string En => "Advances and interest were paid as voted, each by its contract's own terms";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var run in await db.DecidedRuns.AsNoTracking().Include(r => r.Lines).OrderBy(r => r.Id).ToListAsync(cancel))
        {
            var lines = run.Lines.OrderBy(l => l.Ordinal).ToList();
            if (lines.Any(l => l.Amount != l.Base.Times(l.Rate)) || lines.Sum(l => l.Amount) != run.Amount)
                yield return Of(run, "明细与基数、比例或合计不符。", "Its lines do not follow from base and rate, or do not add up.");
            var item = await db.WholeItems.AsNoTracking().SingleOrDefaultAsync(x => x.Id == ItemId.From(run.DecisionItem), cancel);
            var digest = DecidedLines.DigestOf(run.Id, run.Kind, lines.Select(l => (l.Contract, l.Base, l.Rate, l.Amount)));
            if (digest.ToString() != run.Digest || item is null || item.About != run.Id.Value || item.Candidates.All(c => c.Digest != digest))
                yield return Of(run, "清单与提请表决的清单不符。", "The list is not the one that was put to the vote.");
            else if (run.State == DecidedRunState.Executed && item is not { Result: ItemResult.Passed, ExecutionBegunOn: not null })
                yield return Of(run, "没有通过的决定即已支付。", "It was paid without a passed decision.");
            var instructed = await db.Instructions.AsNoTracking().Where(i => i.Run == run.Id.Value && i.Replaces == 0).OrderBy(i => i.Id).Select(i => new { i.Contract, i.Fen }).ToListAsync(cancel);
            var voted = run.State == DecidedRunState.Executed ? lines.Select(l => (l.Contract, l.Amount.Fen)) : [];
            if (!instructed.Select(i => (i.Contract, i.Fen)).SequenceEqual(voted))
                yield return Of(run, "支付指令与清单不符。", "Its instructions are not its list.");
        }
    }

    private static Finding Of(DecidedRun run, string zh, string en) => new("decided_runs, decided_run_lines", $"{run.Id.Value}", zh, en);
}
