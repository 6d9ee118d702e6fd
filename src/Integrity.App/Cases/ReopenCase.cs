using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>What the leadership group is asked when a closed case is to be opened again.</summary>
/// <param name="Holds">Whether the exposure is held again: only this decision can say so (P-5).</param>
/// <param name="Undone">What stands, and is undone by it (P-7).</param>
public sealed record ReopeningPaper(long Case, string Number, int Paper, ReopeningGround Ground, string Reasons, string Proof, bool Holds, StandingSanctions Undone)
{
    /// <summary>What chooses between the ways that the definition declares.</summary>
    public static Given Chosen(bool holds) => new() { Outcomes = [holds ? "hold" : "release"] };
}

/// <summary>Asks the leadership group to open a closed case again, on new facts or a judgment; the paper says what is undone by it.</summary>
/// <param name="Ground">New facts or a judgment.</param>
/// <param name="Reason">What is new.</param>
/// <param name="Proof">SHA-256 of the paper that shows it.</param>
/// <param name="Holds">Whether the exposure is to be held again.</param>
/// <remarks>Rules: P-6, P-7, D-1, D-5. Errors: the definition under which the case runs declares no such reopening.</remarks>
[May(Duty.ReviewCases), Said("提请重新立案", "Propose to reopen a case")]
public sealed record ProposeReopening(CaseId Case, ReopeningGround Ground, string Reason, string Proof, bool Holds, long Seen) : IAct<ItemId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class ProposeReopeningHandler(IntegrityDb db, CaseWork work) : IHandle<ProposeReopening, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(ProposeReopening act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        var role = file.RoleOf(context, "reviewer");
        if (!role.IsDone) return role.Refusal;
        var open = await db.DecidedItem(file.Case.ReopeningItem, cancel) is { Item.Result: ItemResult.Pending or ItemResult.Passed };
        var way = Machine.Choose(file.State, ReopeningPaper.Chosen(act.Holds).Happening(Trigger.Reopen));
        var undone = await db.StandingIn(file.Case, context.Today, cancel);

        // Decide.
        if (!file.Case.Ended) return CaseRefusals.NotClosed();
        if (way is null || way.Actions.Any(action => action.Type == "postHold") != act.Holds) return CaseRefusals.ReopeningNotDeclared(file.Definition.Version) with { Field = "holds" };
        if (string.IsNullOrWhiteSpace(act.Reason) || act.Reason.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords) with { Field = "reason" };
        if (!Digest.TryParse(act.Proof, out _)) return CaseRefusals.EvidenceUnreadable() with { Field = "proof" };
        if (open) return CaseRefusals.PutToVoteAlready();
        if (await db.LeadershipGroup(cancel) is not { } body) return DecisionRefusals.NobodyDecides();

        // Keep.
        var paper = file.Write(db, context, CasePaperKind.Reopening,
            new ReopeningPaper(act.Case.Value, file.Case.Number, file.Papers.Count + 1, act.Ground, act.Reason.Trim(), act.Proof, act.Holds, undone));
        var (reopening, words) = (file.Definition.TriggerWords(Trigger.Reopen), undone.WordsOf(act.Holds));
        var proposed = await db.Propose(new Proposal(body, act.Case.Value, ItemKinds.Reopening, $"{file.Case.Number} 重新立案", $"Case {file.Case.Number}: reopening",
            [new CandidateFacts($"{reopening.Zh}（{way.Label!.Zh}）" + (undone.Any ? "：" + words.Zh : ""), $"{reopening.En} ({way.Label.En})" + (undone.Any ? ": " + words.En : ""), Digest.Parse(paper.Digest))],
            CaseActions.Conflicts(file), [context.Actor]), context, cancel);
        if (!proposed.IsDone) return proposed.Refusal;
        file.Case.PutReopeningToVote(paper.Number, proposed.Value.Id.Value);
        work.Note(context, file, CaseEvents.ReopeningPut, role.Value, new() { Words = act.Reason, Document = act.Proof });
        return proposed.Value.Id;
    }
}

/// <summary>Takes over the decision to reopen: the case goes on where its definition says, a new notice is due, and what stood is undone.</summary>
/// <remarks>Rules: P-5, P-6, P-7, R-5, O-7, D-1. Effect: what was deducted is held again in one entry, or restored with catch-up and interest; where nothing was, the exposure is held if the decision says so.</remarks>
[May(Duty.ReviewCases, Duty.KeepMeetings), Said("重新立案", "Reopen a case")]
public sealed record ReopenCase(CaseId Case, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class ReopenCaseHandler(IntegrityDb db, CaseWork work) : IHandle<ReopenCase, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(ReopenCase act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (await db.DecidedItem(file.Case.ReopeningItem, cancel) is not { } decided) return CaseRefusals.NothingPutToVote();
        var paper = file.Papers.Single(p => p.Number == file.Case.ReopeningPaper);
        var asked = CanonicalJson.Read<ReopeningPaper>(paper.Text)!;
        var authorised = decided.Item.Authorises(ItemKinds.Reopening, Digest.Parse(paper.Digest));
        if (!authorised.IsDone) return authorised.Refusal;
        var given = ReopeningPaper.Chosen(asked.Holds) with { Words = asked.Reasons, Document = asked.Proof, Item = decided.Item, Minutes = decided.Minutes };
        return await work.Move(context, file, Trigger.Reopen, given, cancel, c => c.Reopen(asked.Holds, context.Today), asBody: true);
    }
}
