using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>What the leadership group is asked when a closed case is to be opened again.</summary>
/// <param name="Holds">Whether the exposure is held again: only this decision can say so (P-5).</param>
public sealed record ReopeningPaper(long Case, string Number, int Paper, ReopeningGround Ground, string Reasons, string Proof, bool Holds);

/// <summary>Asks the leadership group to open a closed case again, on new facts or a judgment.</summary>
/// <param name="Ground">New facts or a judgment.</param>
/// <param name="Reason">What is new.</param>
/// <param name="Proof">SHA-256 of the paper that shows it.</param>
/// <param name="Holds">Whether the exposure is to be held again.</param>
/// <remarks>Rules: P-6, D-1, D-5. Errors: what was decided and is still in effect is reversed first (P-7).</remarks>
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
        var open = await db.DecidedItem(file.Case.ReopeningItem, cancel) is { Item.Result: ItemResult.Pending or ItemResult.Passed };

        // Decide.
        if (!file.Case.Ended) return CaseRefusals.NotClosed();
        if (file.Case.SanctionStands) return CaseRefusals.SanctionStands();
        if (string.IsNullOrWhiteSpace(act.Reason) || act.Reason.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords) with { Field = "reason" };
        if (!Digest.TryParse(act.Proof, out _)) return CaseRefusals.EvidenceUnreadable() with { Field = "proof" };
        if (open) return CaseRefusals.PutToVoteAlready();
        if (await db.LeadershipGroup(cancel) is not { } body) return Domain.Payments.RoundRefusals.NobodyDecides();

        // Keep.
        var paper = file.Write(db, context, CasePaperKind.Reopening,
            new ReopeningPaper(act.Case.Value, file.Case.Number, file.Papers.Count + 1, act.Ground, act.Reason.Trim(), act.Proof, act.Holds));
        var proposed = await db.Propose(new Proposal(body, act.Case.Value, ItemKinds.Reopening, $"{file.Case.Number} 重新立案", $"Case {file.Case.Number}: reopening",
            [new CandidateFacts(act.Holds ? "重新立案并暂缓支付" : "重新立案", act.Holds ? "Reopened, with a hold" : "Reopened", Digest.Parse(paper.Digest))],
            CaseActions.Conflicts(file), [context.Actor]), context, cancel);
        if (!proposed.IsDone) return proposed.Refusal;
        file.Case.PutReopeningToVote(paper.Number, proposed.Value.Id.Value);
        work.Note(context, file, CaseEvents.ReopeningPut, "", new() { Words = act.Reason, Document = act.Proof });
        return proposed.Value.Id;
    }
}

/// <summary>Takes over the decision to reopen: the case goes on before its notice, a new one is due, and the exposure is held again only if the decision says so.</summary>
/// <remarks>Rules: P-5, P-6, D-1. Effect: one ledger entry where it holds.</remarks>
[May(Duty.ReviewCases, Duty.KeepMeetings), Said("重新立案", "Reopen a case")]
public sealed record ReopenCase(CaseId Case, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class ReopenCaseHandler(IntegrityDb db, CaseWork work) : IHandle<ReopenCase, CaseId>
{
    /// <summary>The step before the notice.</summary>
    private const string BeforeNotice = "held";

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
        file.Case.Reopen(asked.Holds, context.Today);
        return await work.Put(context, file, BeforeNotice, CaseEvents.Reopened, new() { Words = asked.Reasons, Document = asked.Proof }, cancel, holds: asked.Holds);
    }
}
