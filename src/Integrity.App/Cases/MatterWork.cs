using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>Opens and moves what comes out of a case: referral, recommendation, exclusion, staff matter (P-8, P-9, P-11).</summary>
public sealed class MatterWork(IntegrityDb db, MatterActions actions, CaseDeadlines deadlines, CurrentProcedures current) : ProcessWork<MatterFile>(db, deadlines)
{
    /// <summary>The matter, for who may see it: a contractor sees his own exclusion and nothing else.</summary>
    public async Task<Outcome<MatterFile>> Open(ActContext context, MatterId id, CancellationToken cancel)
    {
        if (await Db.MatterFileOf(id, context.Today, cancel) is not { } file) return ActRefusals.NotFound();
        if (context.Caller.Kind == CallerKind.Official && context.Official.Party is { } own && !file.Matter.IsFor(own)) return ActRefusals.NotFound();
        if (context.Caller.Kind == CallerKind.Official && await Db.IsHidden(id, context.Official, context.Today, cancel)) return ActRefusals.NotFound();
        if (await Db.KeptAway(file.Abouts, context, cancel) is { } away) return away;
        if (file.KeptApart(context) is { } apart) return apart;
        context.Touch(id.Value);
        return file;
    }

    /// <summary>The matter of that number, for the clock; null where it is the number of a case.</summary>
    public async Task<MatterFile?> Find(ActContext context, ProcessId process, CancellationToken cancel)
    {
        if (await Db.MatterFileOf(MatterId.From(process.Value), context.Today, cancel) is not { } file) return null;
        context.Touch(process.Value);
        return file;
    }

    /// <summary>The matter of that kind that runs for a case, or null.</summary>
    public async Task<MatterFile?> Running(ActContext context, CaseFile of, MatterKind kind, CancellationToken cancel)
    {
        var @case = of.Case.Id;
        if (await Db.Matters.Where(m => m.PenaltyCase == @case && m.Kind == kind && !m.Ended).OrderBy(m => m.Id).LastOrDefaultAsync(cancel) is not { } found) return null;
        context.Touch(found.Id.Value);
        return await Db.MatterFileOf(found.Id, context.Today, cancel, of);
    }

    /// <summary>Opens a matter in the act that brings it about.</summary>
    public async Task<Outcome<MatterFile>> Start(ActContext context, CaseFile of, MatterKind kind, Given given, CancellationToken cancel)
    {
        var (code, prefix) = CaseLibrary.MatterOf(kind);
        var machine = current[code];
        var last = await Db.Matters.Where(m => m.Kind == kind).OrderByDescending(m => m.Id).Select(m => m.Number).FirstOrDefaultAsync(cancel);
        await Db.Pin(machine.Definition, cancel);
        var matter = Matter.Open(await context.NewId<MatterId>(cancel), kind, YearNumber.After(last, prefix, context.Today.Year), of.Case,
            machine.Definition.Hash, machine.Begin().To, given.On ?? context.Today, kind == MatterKind.Exclusion ? of.Decision?.Exclusion : null);
        Db.Matters.Add(matter);
        var file = new MatterFile { Matter = matter, Of = of, Machine = machine, Calendar = of.Calendar, Steps = [], Deadlines = [], Bars = [] };
        return await Begin(context, file, MatterEvents.Opened, "", given, cancel) is { } refusal ? refusal : file;
    }

    /// <summary>What the bureau's own staff did, once the case is confirmed: one matter for a case (P-11).</summary>
    public async Task<Refusal?> OpenStaffMatter(ActContext context, CaseFile of, CancellationToken cancel)
    {
        var @case = of.Case.Id;
        if (of.Case.ConfirmedBy is null || !of.Findings.Exists(f => f.Leg == CaseLeg.StaffMatter)
            || await Db.Matters.AnyAsync(m => m.PenaltyCase == @case && m.Kind == MatterKind.StaffMatter, cancel)) return null;
        var opened = await Start(context, of, MatterKind.StaffMatter, new(), cancel);
        return opened.IsDone ? null : opened.Refusal;
    }

    /// <summary>Moves a matter by one step.</summary>
    public Task<Refusal?> Move(ActContext context, MatterFile file, string trigger, Given given, CancellationToken cancel, bool asBody = false) =>
        Step(context, file, trigger, given, cancel, null, asBody);

    protected override Task<Outcome<string>> CarryOut(Acting<MatterFile> acting, CancellationToken cancel) => actions.CarryOut(acting, cancel);
}
