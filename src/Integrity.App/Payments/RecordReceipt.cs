using Integrity.App.Acts;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>The finance office enters money that came in; it can be used only after a second person has confirmed it.</summary>
/// <param name="Source">Recovered, raised or budget.</param>
/// <param name="Amount">Unit: fen.</param>
/// <param name="ReceivedOn">The day on the bank's advice.</param>
/// <param name="Payer">Who paid it.</param>
/// <param name="Project">The one project for which it may be used, or null.</param>
/// <param name="Purpose">The one kind of project for which it may be used, or null.</param>
/// <param name="Document">SHA-256 of the evidence, hexadecimal.</param>
/// <remarks>Rules: F-1.</remarks>
[May(Duty.RecordFunds), Said("登记到账资金", "Record a fund receipt")]
public sealed record RecordReceipt(
    FundSource Source, Money Amount, DateOnly ReceivedOn, string Payer, ProjectId? Project, ProjectKind? Purpose, string Document) : IAct<FundReceiptId>;

public sealed class RecordReceiptHandler(IntegrityDb db) : IHandle<RecordReceipt, FundReceiptId>
{
    public async Task<Outcome<FundReceiptId>> Handle(RecordReceipt act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (act is { Project: not null, Purpose: not null }) return FundRefusals.RestrictedTwice();
        if (act.Project is { } project && !await db.Projects.AnyAsync(p => p.Id == project, cancel)) return FundRefusals.RestrictionUnknown();
        var last = await db.Receipts.OrderByDescending(r => r.Id).Select(r => r.Number).FirstOrDefaultAsync(cancel);

        // Decide.
        var recorded = Receipt.Record(await context.NewId<FundReceiptId>(cancel), YearNumber.After(last, "F", context.Today.Year),
            new(act.Source, act.Amount, act.ReceivedOn, act.Payer, Restriction(act), act.Document), context.Actor, context.Today);
        if (!recorded.IsDone) return recorded.Refusal;

        // Keep.
        db.Receipts.Add(recorded.Value);
        return recorded.Value.Id;
    }

    private static FundScope Restriction(RecordReceipt act) =>
        act.Project is { } project ? new(FundScopeKind.Project, project.Value)
        : act.Purpose is { } purpose ? new(FundScopeKind.Purpose, (long)purpose)
        : FundScope.All;
}
