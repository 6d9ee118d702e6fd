using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Moves a penalty case: every step, and its beginning (P-5, P-6).</summary>
public sealed class CaseWork(IntegrityDb db, CaseActions actions, CaseDeadlines deadlines) : ProcessWork<CaseFile>(db, deadlines)
{
    /// <summary>The case, for who may see it: another's looks like none.</summary>
    public async Task<Outcome<CaseFile>> Open(ActContext context, CaseId id, CancellationToken cancel)
    {
        var file = await Db.CaseFileOf(id, context.Today, cancel);
        if (file is null) return ActRefusals.NotFound();
        var own = context.Caller.Kind == CallerKind.Official ? context.Official.Party : null;
        if (own is { } party && party != file.Case.Party.Value) return ActRefusals.NotFound();
        if (await Db.KeptAway(file.Abouts, context, cancel) is { } away) return away;
        if (file.KeptApart(context) is { } apart) return apart;
        context.Touch(id.Value);
        return file;
    }

    /// <summary>Opens the case and moves it by one step.</summary>
    public async Task<Outcome<CaseId>> Move(ActContext context, CaseId id, string trigger, Given given, CancellationToken cancel, Action<PenaltyCase>? first = null)
    {
        var opened = await Open(context, id, cancel);
        return opened.IsDone ? await Move(context, opened.Value, trigger, given, cancel, first) : opened.Refusal;
    }

    /// <summary>Moves the case by one step; <see cref="ProcessWork{TFile}.Step"/> says how.</summary>
    public async Task<Outcome<CaseId>> Move(
        ActContext context, CaseFile file, string trigger, Given given, CancellationToken cancel, Action<PenaltyCase>? first = null, bool asBody = false) =>
        await Step(context, file, trigger, given, cancel, first is null ? null : () => first(file.Case), asBody) is { } refusal ? refusal : file.Case.Id;

    /// <summary>The beginning of a case.</summary>
    public async Task<Outcome<CaseId>> Begin(ActContext context, CaseFile file, Given given, CancellationToken cancel) =>
        await Begin(context, file, CaseEvents.Flag, "investigator", given, cancel) is { } refusal ? refusal : file.Case.Id;

    protected override Task<Outcome<string>> CarryOut(Acting<CaseFile> acting, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(acting);
        return actions.CarryOut(new(acting.Context, acting.File, acting.Plan, acting.Call, acting.Trigger, acting.Given), cancel);
    }
}
