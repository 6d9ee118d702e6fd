using Integrity.App.Acts;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>The finance office opens a round for all contracts, for one project's, or for those of one purpose, as of a cut-off day; it names the planned next one.</summary>
/// <param name="Project">The one project, or null.</param>
/// <param name="CutOff">Today or earlier.</param>
/// <param name="NextCutOff">Planned.</param>
/// <param name="Purpose">The one kind of project whose money may be used, or null; never beside a project.</param>
/// <remarks>Rules: R-1, F-1.</remarks>
[May(Duty.PrepareRounds), Said("开兑付批次", "Open a round")]
public sealed record OpenRound(ProjectId? Project, DateOnly CutOff, DateOnly NextCutOff, ProjectKind? Purpose = null) : IAct<PaymentRoundId>;

public sealed class OpenRoundHandler(IntegrityDb db) : IHandle<OpenRound, PaymentRoundId>
{
    public async Task<Outcome<PaymentRoundId>> Handle(OpenRound act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (act.Project is { } project && !await db.Projects.AnyAsync(p => p.Id == project, cancel)) return ActRefusals.NotFound();
        if (act.Project is not null && act.Purpose is not null) return FundRefusals.RestrictedTwice();
        if (act.Purpose is { } named && !Enum.IsDefined(named)) return FundRefusals.RestrictionUnknown();
        var last = await db.PaymentRounds.OrderByDescending(r => r.Id).Select(r => r.Number).FirstOrDefaultAsync(cancel);

        // Decide.
        var opened = PaymentRound.Open(await context.NewId<PaymentRoundId>(cancel), PaymentRound.NextNumber(last, context.Today.Year),
            act.Purpose is { } purpose ? new(FundScopeKind.Purpose, (long)purpose) : Funds.ScopeOf(act.Project?.Value),
            act.CutOff, act.NextCutOff, context.Actor, context.Today);
        if (!opened.IsDone) return opened.Refusal;
        // The clerk learns it here and not from the snapshot: what left after the cut-off would be paid again.
        if (act.CutOff < context.Today && OwedPostings.MovedSince(db, (await RoundScopes.Read(db, opened.Value.Scope, act.CutOff, cancel)).Contract, act.CutOff) is { } moved)
            return RoundRefusals.MovedSinceCutOff(act.CutOff, moved) with { Field = "cutOff" };

        // Keep.
        db.PaymentRounds.Add(opened.Value);
        return opened.Value.Id;
    }
}
