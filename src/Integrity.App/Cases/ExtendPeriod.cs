using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>What the leadership group is asked when a period of the procedure is to be longer.</summary>
public sealed record PeriodPaper(long Case, string Number, int Paper, string Deadline, long Days, string Reasons);

/// <summary>Asks the leadership group for more time, with the ground: only for a period that the definition calls extendable, as often and as long as it says.</summary>
/// <remarks>Rules: P-10, D-5.</remarks>
[May(Duty.ReviewCases), Said("提请延长办案期限", "Propose to extend a period")]
public sealed record ProposePeriod(CaseId Case, string Deadline, int Days, string Reason, long Seen) : IAct<ItemId>, IOnExisting
{
    /// <summary>As the case page offers it, the period's name behind it.</summary>
    public const string Choice = "PROPOSE_PERIOD:";

    public long Subject() => Case.Value;
}

public sealed class ProposePeriodHandler(IntegrityDb db, CaseWork work) : IHandle<ProposePeriod, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(ProposePeriod act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        var role = file.RoleOf(context, "reviewer");
        if (!role.IsDone) return role.Refusal;
        if (string.IsNullOrWhiteSpace(act.Reason) || act.Reason.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords) with { Field = "reason" };
        var longer = CaseDeadlines.Longer(file, act.Deadline, act.Days, context.Today, act.Reason);
        if (!longer.IsDone) return longer.Refusal with { Field = "days" };
        if (await db.StandingExtension(file, context.Today, cancel) is not null) return CaseRefusals.PutToVoteAlready();
        if (await db.LeadershipGroup(cancel) is not { } body) return DecisionRefusals.NobodyDecides();

        var title = file.Definition.Deadlines[act.Deadline].Title;
        var paper = file.Write(db, context, CasePaperKind.Extension, new PeriodPaper(act.Case.Value, file.Case.Number, file.Papers.Count + 1, act.Deadline, act.Days, act.Reason.Trim()));
        var proposed = await db.Propose(new Proposal(body, act.Case.Value, ItemKinds.Period,
            $"{file.Case.Number} “{title.Zh}”延长 {act.Days} 日", $"Case {file.Case.Number}: {act.Days} more day(s) for “{title.En}”",
            [new CandidateFacts($"延长 {act.Days} 日", $"{act.Days} more day(s)", Digest.Parse(paper.Digest))], CaseActions.Conflicts(file), [context.Actor]), context, cancel);
        if (!proposed.IsDone) return proposed.Refusal;
        file.Case.PutExtensionToVote(paper.Number, proposed.Value.Id.Value);
        work.Note(context, file, CaseEvents.PeriodPut, role.Value, new() { Words = act.Reason }, $"{act.Deadline} +{act.Days}");
        return proposed.Value.Id;
    }
}

/// <summary>Takes over the decision, and the period is longer.</summary>
/// <remarks>Rules: P-10.</remarks>
[May(Duty.ReviewCases, Duty.KeepMeetings), Said("延长办案期限", "Extend a period")]
public sealed record ExtendPeriod(CaseId Case, long Seen) : IAct<CaseId>, IOnExisting
{
    /// <summary>As the case page offers it.</summary>
    public const string Choice = "EXTEND_PERIOD";

    public long Subject() => Case.Value;
}

public sealed class ExtendPeriodHandler(IntegrityDb db, CaseWork work) : IHandle<ExtendPeriod, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(ExtendPeriod act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (await db.DecidedItem(file.Case.ExtensionItem, cancel) is not { } decided) return CaseRefusals.NothingPutToVote();
        var paper = file.Papers.Single(p => p.Number == file.Case.ExtensionPaper);

        // Decide.
        var authorised = decided.Item.Authorises(ItemKinds.Period, Digest.Parse(paper.Digest));
        if (!authorised.IsDone) return authorised.Refusal;
        var asked = Journal.CanonicalJson.Read<PeriodPaper>(paper.Text)!;
        var longer = CaseDeadlines.Longer(file, asked.Deadline, (int)asked.Days, context.Today, asked.Reasons);
        if (!longer.IsDone) return longer.Refusal;

        // Keep.
        CaseDeadlines.Lengthen(file, asked.Deadline, longer.Value);
        file.Case.ExtensionTaken();
        work.Note(context, file, CaseEvents.PeriodExtended, file.Definition.Deadlines[asked.Deadline].Extendable!.By, new() { Words = asked.Reasons }, asked.Deadline, $"+{asked.Days}", $"{longer.Value} {StepWords.Days}");
        return act.Case;
    }
}
