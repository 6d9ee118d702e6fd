using Integrity.App.Acts;
using Integrity.App.Cases.Documents;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>Appoints the hearing that was asked for: its day, place, neutral chair and keeper of the record, and writes the notice of it. Until it is held it may be appointed anew.</summary>
/// <remarks>Rules: P-6, D-4.</remarks>
[May(Duty.ReviewCases), Said("通知听证", "Appoint the hearing")]
public sealed record AppointHearing(CaseId Case, DateOnly Day, TimeOnly Time, string Place, OfficialId Chair, string Recorder, long Seen) : IAct<CaseId>, IOnExisting
{
    /// <summary>Its name among what can be done in a case.</summary>
    public const string Choice = "APPOINT_HEARING";

    public long Subject() => Case.Value;
}

/// <summary>A hearing as it was appointed, with the notice of it.</summary>
public sealed record AppointedHearing(Hearing Hearing, OfficialDocument Document);

/// <summary>When and where a hearing is held that was appointed and not held yet.</summary>
/// <param name="Time">In Beijing time.</param>
public sealed record HearingShown(DateOnly Day, TimeOnly Time, string Place)
{
    /// <returns>Null where none is to be held, and while none is appointed.</returns>
    internal static HearingShown? Of(CaseFile file) =>
        !file.Case.Ended && file.HearingAskedOn is not null && file.Hearing is { Hearing: var hearing } ? new(hearing.Day, hearing.Time, hearing.Place.Trim()) : null;
}

public sealed class AppointHearingHandler(IntegrityDb db, CaseWork work) : IHandle<AppointHearing, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(AppointHearing act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        var chair = await db.Officials.AsNoTracking().SingleOrDefaultAsync(o => o.Id == act.Chair && o.Active, cancel);
        // Decide.
        var role = file.RoleOf(context, "reviewer");
        if (!role.IsDone) return role.Refusal;
        if (file.HearingAskedOn is not { } asked) return CaseRefusals.NoHearingAsked();
        if ((await db.MayChair(file, context.Today, cancel)).Count == 0) return CaseRefusals.NobodyMayChair();
        if (chair is null || !file.MayChair(chair, context.Today)) return CaseRefusals.ChairTookPart() with { Field = "chair" };
        var hearing = new Hearing(act.Day, act.Time, act.Place, act.Chair, act.Recorder);
        if (hearing.Check(context.Today, file.Calendar) is { } refusal) return refusal;
        var recorder = string.Concat(act.Recorder.Where(c => !char.IsWhiteSpace(c)));
        if ((await ProcessView.NamesOf(db, file, cancel)).Values.Append(chair.Name).Any(name => recorder.Contains(name, StringComparison.Ordinal))) return CaseRefusals.RecorderTookPart() with { Field = "recorder" };
        // Keep.
        var written = CaseDocuments.HearingNotice(await db.DocumentFactsOf(file, cancel), hearing, chair.Name, asked, context.Today);
        file.Write(db, context, CasePaperKind.HearingNotice, new AppointedHearing(hearing, written));
        work.Note(context, file, CaseEvents.HearingAppointed, role.Value, new() { Words = $"{hearing.Day:yyyy-MM-dd} {hearing.Time:HH:mm} {hearing.Place.Trim()}" }, written.Number, CanonicalJson.DigestOf(written).ToString());
        return act.Case;
    }
}
