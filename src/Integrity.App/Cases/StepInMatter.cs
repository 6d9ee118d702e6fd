using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>One step of a referral, a recommendation, an exclusion or a staff matter, as its definition allows it to whoever acts.</summary>
/// <param name="Matter">Which.</param>
/// <param name="Event">As the definition names it.</param>
/// <param name="Words">The reason or the content.</param>
/// <param name="Document">SHA-256 of the paper that proves it.</param>
/// <param name="Letter">The number of the letter that was issued.</param>
/// <param name="Organ">To whom it goes; must be given with what is sent or handed over.</param>
/// <param name="Outcome">Which branch, where the step has several: <c>discipline</c> or <c>commission</c>.</param>
/// <param name="Seen">The version that was looked at.</param>
/// <param name="On">The day on which it happened, where it is entered later: the periods count from it. Null for today.</param>
/// <remarks>Rules: P-8, P-9, P-10, P-11. What the leadership group decides is taken over by <see cref="AdoptMatterDecision"/>.</remarks>
[May(Duty.InvestigateCases, Duty.ReviewCases, Duty.ActAsContractor), Said("办理派生事项", "Take a step in a matter")]
public sealed record StepInMatter(MatterId Matter, string Event, string? Words, string? Document, string? Letter, string? Organ, string? Outcome, long Seen, DateOnly? On = null) : IAct<MatterId>, IOnOwn
{
    public long Subject() => Matter.Value;

    public Task<long?> PartyOf(IntegrityDb db, CancellationToken cancel) => db.PartyOfExclusion(Matter, cancel);
}

public sealed class StepInMatterHandler(MatterWork work) : IHandle<StepInMatter, MatterId>
{
    public async Task<Outcome<MatterId>> Handle(StepInMatter act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var opened = await work.Open(context, act.Matter, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (new[] { act.Letter, act.Organ }.Any(text => text?.Length > Matter.LongestText) || act.Words?.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords);
        // What the leadership group decided is withdrawn when its decision is undone, and by nobody before (D-1, P-7).
        if (file.Matter is { Kind: MatterKind.Recommendation } && act.Event == "WITHDRAW" && file.Of.Case.Recommended) return CaseRefusals.RecommendationStands();
        if (act.On is not null && string.IsNullOrWhiteSpace(act.Document)) return CaseRefusals.DayWithoutPaper() with { Field = "on" };
        if (act.Event == "REQUEST_RELEASE" && ForContractor.WhyNot(context, act.Document) is { } noPaper) return noPaper;
        var asked = file.Asked(act.Event);
        if (asked is not null && file.IsSamePerson(asked, context)) return CaseRefusals.SameAsker();

        // Decide and keep.
        var given = new Given
        {
            Words = string.IsNullOrWhiteSpace(act.Words) ? asked?.Words : act.Words, Document = act.Document, Letter = act.Letter, Organ = act.Organ, On = act.On,
            SecondPerson = asked is not null, Outcomes = string.IsNullOrWhiteSpace(act.Outcome) ? [] : [act.Outcome],
        };
        if (await work.Move(context, file, act.Event, given, cancel) is { } refusal) return refusal;
        var toAnOrgan = act.Event is "SEND" or "HAND_OVER" or "PASS_ON";
        // Returned by one organ or passed on by it, a staff matter goes to another: each is named (P-11).
        if (toAnOrgan && (file.Matter.Organ is null || file.Matter.Kind == MatterKind.StaffMatter) && string.IsNullOrWhiteSpace(act.Organ)) return CaseRefusals.OrganMissing() with { Field = "organ" };
        // A reminder and a withdrawal have numbers of their own, which stand in their steps: the letter that was sent keeps its own.
        if (toAnOrgan && (act.Letter is not null || act.Organ is not null)) file.Matter.Send(act.Organ?.Trim(), act.Letter?.Trim(), act.On ?? context.Today);
        return act.Matter;
    }
}

/// <summary>Somebody asks for a step that needs two people; another takes it.</summary>
/// <remarks>Rules: P-9, P-11.</remarks>
[May(Duty.InvestigateCases, Duty.ReviewCases), Said("申请办理派生事项", "Ask for a step in a matter")]
public sealed record AskForStepInMatter(MatterId Matter, string Event, string Words, long Seen) : IAct<MatterId>, IOnExisting
{
    public long Subject() => Matter.Value;
}

public sealed class AskForStepInMatterHandler(MatterWork work) : IHandle<AskForStepInMatter, MatterId>
{
    public async Task<Outcome<MatterId>> Handle(AskForStepInMatter act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Matter, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        var role = file.RoleOf(context, ProcessFile.AuditOffice);
        if (!role.IsDone) return role.Refusal;
        if (string.IsNullOrWhiteSpace(act.Words) || act.Words.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords);
        if (act.Event == MatterEvents.Succeed || !file.Machine.Asked(file.Matter.State, act.Event).Contains("secondPersonConfirmed")) return CaseRefusals.NotAsked();
        if (file.Asked(act.Event) is not null) return CaseRefusals.AskedAlready();
        work.Note(context, file, CaseEvents.Asking(act.Event), role.Value, new() { Words = act.Words });
        return act.Matter;
    }
}

/// <summary>What prepares a step of an exclusion: the notice of a breach of its conditions, and what the contractor said to it.</summary>
/// <remarks>Rules: P-6, P-8.</remarks>
public enum MatterNote
{
    Notice = 1,
    Statement = 2,
}

/// <summary>A notice was served in a matter, or the contractor was heard; the paper proves it.</summary>
/// <remarks>Rules: P-6, P-8.</remarks>
[May(Duty.InvestigateCases, Duty.ReviewCases), Said("登记告知或陈述", "Record a notice or a statement")]
public sealed record NoteInMatter(MatterId Matter, MatterNote What, string Words, string Document, long Seen) : IAct<MatterId>, IOnExisting
{
    public long Subject() => Matter.Value;
}

public sealed class NoteInMatterHandler(MatterWork work) : IHandle<NoteInMatter, MatterId>
{
    public async Task<Outcome<MatterId>> Handle(NoteInMatter act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Matter, cancel);
        if (!opened.IsDone) return opened.Refusal;
        if (opened.Value.Matter is not { Kind: MatterKind.Exclusion, Ended: false }) return CaseRefusals.OtherKindOfMatter();
        var role = opened.Value.RoleOf(context, ProcessFile.AuditOffice);
        if (!role.IsDone) return role.Refusal;
        if (string.IsNullOrWhiteSpace(act.Words) || act.Words.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords);
        if (!Digest.TryParse(act.Document, out _)) return CaseRefusals.EvidenceUnreadable();
        work.Note(context, opened.Value, act.What == MatterNote.Notice ? MatterEvents.Notice : MatterEvents.Statement, role.Value, new() { Words = act.Words, Document = act.Document });
        return act.Matter;
    }
}

/// <summary>Somebody asks that an exclusion follow the party that takes another's place: a merger, a split, a takeover.</summary>
/// <remarks>Rules: C-8, P-8. Asked anew, the last one counts.</remarks>
[May(Duty.InvestigateCases, Duty.ReviewCases), Said("申请取缔由承继人承受", "Ask that an exclusion follow the successor")]
public sealed record AskForSuccessor(MatterId Matter, CounterpartyId Successor, string Document, long Seen) : IAct<MatterId>, IOnExisting
{
    public long Subject() => Matter.Value;
}

public sealed class AskForSuccessorHandler(IntegrityDb db, MatterWork work) : IHandle<AskForSuccessor, MatterId>
{
    public async Task<Outcome<MatterId>> Handle(AskForSuccessor act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Matter, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (file.Machine.Asked(file.Matter.State, MatterEvents.Succeed).Count == 0) return CaseRefusals.NotAsked();
        var role = file.RoleOf(context, ProcessFile.AuditOffice);
        if (!role.IsDone) return role.Refusal;
        if (await db.SuccessorOf(file.Matter, act.Successor, cancel) is not { } successor) return PartyRefusals.PartyUnknown() with { Field = "successor" };
        if (!Digest.TryParse(act.Document, out _)) return CaseRefusals.EvidenceUnreadable();
        work.Note(context, file, CaseEvents.Asking(MatterEvents.Succeed), role.Value, new() { Words = successor.Name, Document = act.Document }, $"{successor.Id.Value}");
        return act.Matter;
    }
}

/// <summary>A second person, who has the proof before him too, lets the exclusion follow the successor that was named.</summary>
/// <remarks>Rules: C-8, P-8.</remarks>
[May(Duty.ReviewCases), Said("取缔由承继人承受", "Let an exclusion follow the successor")]
public sealed record FollowSuccessor(MatterId Matter, CounterpartyId Successor, string Document, long Seen) : IAct<MatterId>, IOnExisting
{
    public long Subject() => Matter.Value;
}

public sealed class FollowSuccessorHandler(IntegrityDb db, MatterWork work) : IHandle<FollowSuccessor, MatterId>
{
    public async Task<Outcome<MatterId>> Handle(FollowSuccessor act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Matter, cancel);
        if (!opened.IsDone) return opened.Refusal;
        if (await db.SuccessorOf(opened.Value.Matter, act.Successor, cancel) is not { } successor) return PartyRefusals.PartyUnknown() with { Field = "successor" };
        var asked = opened.Value.Asked(MatterEvents.Succeed);
        if (asked is not null && opened.Value.IsSamePerson(asked, context)) return CaseRefusals.SameAsker();
        if (asked is not null && asked.Actions != $"{successor.Id.Value}") return CaseRefusals.SuccessorDiffers(asked.Words!) with { Field = "successor" };
        return await work.Move(context, opened.Value, MatterEvents.Succeed, new() { Document = act.Document, Successor = act.Successor, SecondPerson = asked is not null }, cancel) is { } refusal ? refusal : act.Matter;
    }
}

internal static class Successors
{
    /// <summary>A registered party other than the excluded one; null otherwise.</summary>
    public static async Task<Counterparty?> SuccessorOf(this IntegrityDb db, Matter matter, CounterpartyId successor, CancellationToken cancel) =>
        successor == matter.Party ? null : await db.Set<Counterparty>().SingleOrDefaultAsync(p => p.Id == successor, cancel);
}
