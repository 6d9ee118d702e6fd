using Integrity.App.Contracts;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>A contract's amount by its registration and its approved variations, each with the act and the paper behind it.</summary>
internal sealed class AmountExplained(IntegrityDb db)
{
    /// <param name="contract">The contract.</param>
    /// <param name="isOwn">The contractor asks: the approval of a variation is the bureau's own paper.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<List<ExplainedPart<Explain>>> Of(ContractId contract, bool isOwn, CancellationToken cancel)
    {
        var signed = await db.WorksContracts.AsNoTracking().Where(c => c.Id == contract).Select(c => new { c.Number, c.Amount, c.Document }).SingleAsync(cancel);
        var variations = await db.ContractVariations.AsNoTracking().Where(v => v.Contract == contract && v.State == CheckState.Confirmed).OrderBy(v => v.Id).ToListAsync(cancel);
        var acts = await new EntriesExplained(db).Acts([(contract.Value, signed.Document), .. variations.Select(v => (v.Id.Value, isOwn ? "" : v.Evidence))], cancel);
        return
        [
            new($"签订金额 {signed.Number}", $"As signed, {signed.Number}", signed.Amount, acts[contract.Value]),
            .. variations.Select(v => new ExplainedPart<Explain>(v.Reason, v.Reason, v.Amount, acts[v.Id.Value])),
        ];
    }
}
