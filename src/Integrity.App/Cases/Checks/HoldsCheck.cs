using System.Runtime.CompilerServices;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases.Checks;

/// <summary>What is held is held for a case that is in a state which holds, has not lapsed, and for no more than its exposure.</summary>
internal sealed class HoldsCheck : ICheck
{
    private const string HoldingTag = "exposure-held";

    public string Name => "cases.holds";
    public string Rule => "P-5";
    public string Zh => "暂缓支付的款项均属未失效、未办结的案件，且不超过其限额";
    public string En => "What is held belongs to a case that still holds, and is within its exposure";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var held = new Dictionary<(long Owner, long Case), long>();
        BulkRead.Each(db, "SELECT owner, subject, CAST(SUM(-fen) AS BIGINT) FROM postings WHERE account IN (2, 3) AND standing = $1 GROUP BY owner, subject", 3, row =>
        {
            if (row[2] != 0) held[(row[0], row[1])] = row[2];
        }, (long)Standing.Held);
        foreach (var ((owner, number), fen) in held.OrderBy(h => h.Key.Case))
        {
            var id = CaseId.From(number);
            var @case = await db.PenaltyCases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel);
            if (@case is null || @case.Contract.Value != owner)
            {
                yield return new("postings", $"contract {owner} case {number}", $"{fen} 分暂缓支付，没有对应的案件。", $"{fen} fen are held for no case of that contract.");
                continue;
            }
            var state = (await db.MachineOf(@case.DefinitionHash, cancel)).Definition.State(@case.State);
            if (@case.Ended || @case.HoldLapsed || !state.Has(HoldingTag))
                yield return new("penalty_cases", $"{number}", $"已不应暂缓支付，账面仍有 {fen} 分。", $"It must hold nothing any more, and the ledger holds {fen} fen.");
            else if (CaseHold.Bound(@case.V, @case.BandMax, @case.ClaimedLoss) is var most && fen > most.Fen)
                yield return new("penalty_cases", $"{number}", $"暂缓支付 {new Money(fen)}，超过限额 {most}。", $"{new Money(fen)} is held, more than the exposure of {most}.");
        }
    }
}
