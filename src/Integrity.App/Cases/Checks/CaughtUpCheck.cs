using System.Runtime.CompilerServices;
using Integrity.App.Certificates;
using Integrity.App.Ledger;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases.Checks;

/// <summary>Each contract with a case or an order stands as its twin that was never held: past votes owe it nothing more for what was released, or the case's last catch-up says that it waits for money.</summary>
internal sealed class CaughtUpCheck(CatchUps catchUps) : ICheck
{
    public string Name => "cases.caught_up";
    public string Rule => "R-5, P-5, P-7, invariant 9";
    public string Zh => "凡曾因案件或执行文书暂缓支付的合同，解除部分均已按历次表决补足，如同从未暂缓；待资金的已在案卷记明";
    public string En => "Whatever a case or an order released to a contract was caught up as if it had never been held, or the case says that it waits for money";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var contracts = await db.PenaltyCases.AsNoTracking().Where(c => c.HoldPostedOn != null).Select(c => c.Contract).Distinct().ToListAsync(cancel);
        contracts.AddRange(await db.Earmarks.AsNoTracking().Where(e => e.Kind == EarmarkKind.AuthorityOrder && e.ConfirmedAt != null).Select(e => e.Contract).Distinct().ToListAsync(cancel));
        foreach (var contract in contracts.Distinct().Order())
        {
            var owner = contract.Value;
            var postings = (await db.Postings.AsNoTracking().Where(p => p.Owner == owner).OrderBy(p => p.Id).ToListAsync(cancel)).ConvertAll(row => row.ToPosting());
            if (postings.Count == 0) continue;
            // As of the last day on which anything happened to it: what falls due by itself later changes no past round.
            var left = (await catchUps.Left(owner, postings, on: postings.Max(p => p.Day), cancel)).Where(round => round.Amount.IsPositive).ToList();
            if (left.Count == 0 || await Waits(db, contract, cancel)) continue;
            foreach (var round in left)
                yield return new("postings", $"contract {owner} round {round.Round}", $"按该批次的表决还应补付 {round.Amount}。", $"That round's vote still owes it a catch-up of {round.Amount}.");
        }
    }

    private static async Task<bool> Waits(IntegrityDb db, ContractId contract, CancellationToken cancel)
    {
        var cases = (await db.PenaltyCases.Where(c => c.Contract == contract).Select(c => c.Id).ToListAsync(cancel)).ConvertAll(id => (ProcessId)id);
        var last = await db.CaseSteps.AsNoTracking().Where(s => cases.Contains(s.Process) && s.Actions.Contains(CaughtUp.Said))
            .OrderByDescending(s => s.At).ThenByDescending(s => s.Number).Select(s => s.Actions).FirstOrDefaultAsync(cancel);
        return last?.Contains(CaughtUp.Waits) == true;
    }
}
