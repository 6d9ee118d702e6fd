using Integrity.App.Documents;
using Integrity.App.Storage;
using Integrity.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>The receipts and returned instructions that name a paper: the bureau's own business only.</summary>
internal sealed class PaymentEvidence(IntegrityDb db) : INamesEvidence
{
    public async Task<IReadOnlyList<NamedIn>> PlacesOf(string paper, long? party, CancellationToken cancel)
    {
        if (party is not null) return [];
        var receipts = await db.Receipts.AsNoTracking().Where(r => r.Document == paper).OrderBy(r => r.Id).Select(r => new { r.Id, r.Number }).Take(NamedIn.Most).ToListAsync(cancel);
        var returned = await db.ReturnedLines.AsNoTracking().Where(r => r.Document == paper || r.Evidence == paper).OrderBy(r => r.Instruction).Select(r => r.Instruction)
            .Take(NamedIn.Most).ToListAsync(cancel);
        return
        [
            .. receipts.Select(r => new NamedIn<ShowReceipt, ReceiptDetail>(new(r.Id), $"到账 {r.Number}", $"Receipt {r.Number}", $"/receipts/{r.Id.Value}")),
            .. returned.Select(i => new NamedIn<ShowInstruction, InstructionDetail>(new(i), $"支付指令 {EndToEndId.Of(i)}", $"Instruction {EndToEndId.Of(i)}", $"/instructions/{i}")),
        ];
    }
}
