using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>What is put to the leadership group in a matter: which outcome, and why (D-5: bound by its digest).</summary>
public sealed record MatterPaper(long Matter, string Number, string Case, string Outcome, string Reasons);

/// <summary>Puts the present step of a matter to the leadership group: whether to refer, to release on conditions, to bar again.</summary>
/// <remarks>Rules: D-1, D-4, D-5, P-8, P-9.</remarks>
[May(Duty.ReviewCases), Said("提请集体研究派生事项", "Put a matter to the leadership group")]
public sealed record PutMatterToVote(MatterId Matter, string Reasons, long Seen) : IAct<ItemId>, IOnExisting
{
    public long Subject() => Matter.Value;
}

public sealed class PutMatterToVoteHandler(IntegrityDb db, MatterWork work) : IHandle<PutMatterToVote, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(PutMatterToVote act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var opened = await work.Open(context, act.Matter, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var (file, matter) = (opened.Value, opened.Value.Matter);
        var role = file.RoleOf(context, "reviewer");
        if (!role.IsDone) return role.Refusal;
        if (MatterVotes.ArrowOf(file) is not { } arrow) return CaseRefusals.NothingToVoteOn();
        if (matter.VoteItem is not null && await db.DecidedItem(matter.VoteItem, cancel) is { Item.Result: ItemResult.Pending or ItemResult.Passed }) return CaseRefusals.PutToVoteAlready();
        if (string.IsNullOrWhiteSpace(act.Reasons) || act.Reasons.Length > CaseSanction.LongestReasons) return CaseRefusals.ReasonsMissing(CaseSanction.LongestReasons) with { Field = "words" };
        if (await db.LeadershipGroup(cancel) is not { } body) return DecisionRefusals.NobodyDecides();

        // Decide.
        var outcome = arrow.Guard!.Params["outcome"];
        var paper = file.Of.Write(db, context, CasePaperKind.Matter, new MatterPaper(matter.Id.Value, matter.Number, file.Of.Case.Number, outcome, act.Reasons.Trim()));
        var words = arrow.Label ?? file.Definition.TriggerWords(arrow.Trigger);
        var proposed = await db.Propose(new Proposal(body, matter.Id.Value, matter.Kind == MatterKind.Referral ? ItemKinds.Referral : ItemKinds.Exclusion,
            $"{matter.Number} {file.Definition.Title.Zh}：{words.Zh}", $"{matter.Number} {file.Definition.Title.En}: {words.En}",
            [new CandidateFacts(words.Zh, words.En, Digest.Parse(paper.Digest))], CaseActions.Conflicts(file.Of), [context.Actor], Of: file.Of.Case.Id.Value), context, cancel);
        if (!proposed.IsDone) return proposed.Refusal;

        // Keep.
        context.Touch(file.Of.Case.Id.Value);
        matter.PutToVote(paper.Number, proposed.Value.Id.Value);
        work.Note(context, file, MatterEvents.PutToVote, role.Value, new() { Words = act.Reasons });
        return proposed.Value.Id;
    }
}

/// <summary>Takes over what the leadership group decided in a matter: as proposed, or not.</summary>
/// <remarks>Rules: D-1, D-5, P-8, P-9.</remarks>
[May(Duty.ReviewCases, Duty.KeepMeetings), Said("按会议结果办理派生事项", "Take over the decision on a matter")]
public sealed record AdoptMatterDecision(MatterId Matter, long Seen) : IAct<MatterId>, IOnHidden
{
    public long Subject() => Matter.Value;

    public Task<bool> IsHiddenFrom(IntegrityDb db, Official reader, DateOnly today, CancellationToken cancel) => db.IsHidden(Matter, reader, today, cancel);
}

public sealed class AdoptMatterDecisionHandler(IntegrityDb db, MatterWork work) : IHandle<AdoptMatterDecision, MatterId>
{
    public async Task<Outcome<MatterId>> Handle(AdoptMatterDecision act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Matter, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (await MatterVotes.GivenOf(db, file, cancel) is not { } given) return CaseRefusals.NothingPutToVote();
        if (given.Item!.Result == ItemResult.Pending) return CaseRefusals.VoteStillOpen();
        if (await work.Move(context, file, MatterVotes.Decide, given, cancel, asBody: true) is { } refusal) return refusal;
        file.Matter.VoteTaken();
        return act.Matter;
    }
}

internal static class MatterVotes
{
    public const string Decide = "DECIDE";

    /// <summary>The branch that is put to the vote in the present step; the other one follows when it does not pass.</summary>
    public static Transition? ArrowOf(ProcessFile file) =>
        file.Process.Ended ? null : file.State.Outward().SelectMany(node => node.Transitions).FirstOrDefault(arrow => arrow.Trigger == Decide && arrow.Guard is not null);

    /// <summary>What the decided item gives to the step; null where nothing was put to a vote.</summary>
    public static async Task<Given?> GivenOf(IntegrityDb db, MatterFile file, CancellationToken cancel)
    {
        if (file.Matter.VotePaper is not { } number || await db.DecidedItem(file.Matter.VoteItem, cancel) is not { } decided) return null;
        var row = file.Of.Papers.Single(p => p.Number == number);
        var paper = Journal.CanonicalJson.Read<MatterPaper>(row.Text)!;
        var passed = decided.Item.Result == ItemResult.Passed && decided.Item.Decided!.Digest.ToString() == row.Digest;
        return new()
        {
            Words = passed ? paper.Reasons : decided.Item.EndReason ?? StepWords.NotPassed, Document = row.Digest, SecondPerson = file.Asked(Decide) is not null,
            Item = decided.Item, Minutes = decided.Minutes, Outcomes = [passed ? paper.Outcome : WorkflowVocabulary.NotPassed],
        };
    }
}
