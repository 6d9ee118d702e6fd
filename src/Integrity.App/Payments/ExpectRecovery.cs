using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>The finance office notes money that a project should bring in, with its day and who chases it: shown beside a round, never usable.</summary>
/// <remarks>Rules: F-2.</remarks>
[May(Duty.RecordFunds), Said("登记预计回收", "Note an expected recovery")]
public sealed record ExpectRecovery(ProjectId Project, Money Amount, DateOnly ExpectedOn, OfficialId ChasedBy, string Note) : IAct<ExpectedRecoveryId>;

public sealed class ExpectRecoveryHandler(IntegrityDb db) : IHandle<ExpectRecovery, ExpectedRecoveryId>
{
    public async Task<Outcome<ExpectedRecoveryId>> Handle(ExpectRecovery act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (!await db.Projects.AnyAsync(p => p.Id == act.Project, cancel)) return FundRefusals.RestrictionUnknown();
        var chaser = await db.Set<Official>().SingleOrDefaultAsync(o => o.Id == act.ChasedBy, cancel);
        if (chaser is not { Active: true, Office: not Office.Contractor }) return FundRefusals.ChaserUnknown();

        // Decide.
        var expected = ExpectedRecovery.Expect(await context.NewId<ExpectedRecoveryId>(cancel), act.Project, act.Amount, act.ExpectedOn, act.ChasedBy, act.Note);
        if (!expected.IsDone) return expected.Refusal;

        // Keep.
        db.ExpectedRecoveries.Add(expected.Value);
        return expected.Value.Id;
    }
}

/// <summary>An expected recovery came in by a receipt, or is given up.</summary>
/// <remarks>Rules: F-2.</remarks>
[May(Duty.RecordFunds), Said("办结预计回收", "Close an expected recovery")]
public sealed record CloseExpected(ExpectedRecoveryId Recovery, FundReceiptId? Receipt, string Note, long Seen) : IAct<ExpectedRecoveryId>, IOnExisting
{
    public long Subject() => Recovery.Value;
}

public sealed class CloseExpectedHandler(IntegrityDb db) : IHandle<CloseExpected, ExpectedRecoveryId>
{
    public async Task<Outcome<ExpectedRecoveryId>> Handle(CloseExpected act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var recovery = await db.ExpectedRecoveries.SingleOrDefaultAsync(r => r.Id == act.Recovery, cancel);
        if (recovery is null) return ActRefusals.NotFound();
        if (act.Receipt is { } receipt && !await db.Receipts.AnyAsync(r => r.Id == receipt, cancel)) return ActRefusals.NotFound();

        // Decide and keep.
        return recovery.Close(act.Receipt, act.Note, context.Today) is { } refusal ? refusal : recovery.Id;
    }
}
