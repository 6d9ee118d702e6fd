using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>What the leadership group is asked when a hold is to be extended.</summary>
public sealed record ExtensionPaper(long Case, string Number, int Paper, long Days, string Reasons);

/// <summary>Asks the leadership group to extend a hold after service, to 180 days from its first posting.</summary>
/// <remarks>Rules: P-5, D-1, D-5.</remarks>
[May(Duty.ReviewCases), Said("提请延长暂缓支付", "Propose to extend the hold")]
public sealed record ProposeExtension(CaseId Case, string Reason, long Seen) : IAct<ItemId>, IOnExisting
{
    /// <summary>As the case page offers it.</summary>
    public const string Choice = "PROPOSE_EXTENSION";

    /// <summary>What only the vote brings.</summary>
    internal static readonly string[] ByTheVote = ["quorumMet", "recusalsRecorded", "minutesAttached"];

    public long Subject() => Case.Value;
}

public sealed class ProposeExtensionHandler(IntegrityDb db, CaseWork work) : IHandle<ProposeExtension, ItemId>
{
    public async Task<Outcome<ItemId>> Handle(ProposeExtension act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        var role = file.RoleOf(context, "reviewer");
        if (!role.IsDone) return role.Refusal;
        if (string.IsNullOrWhiteSpace(act.Reason) || act.Reason.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords) with { Field = "reason" };
        if (await db.StandingExtension(file, context.Today, cancel) is not null) return CaseRefusals.PutToVoteAlready();
        if (file.WhyNot("EXTEND_HOLD", new() { Words = act.Reason }, context.Today, ProposeExtension.ByTheVote) is { } refusal) return refusal;
        if (await db.LeadershipGroup(cancel) is not { } body) return DecisionRefusals.NobodyDecides();
        var days = file.Parameter("holdExtendedDays");
        var paper = file.Write(db, context, CasePaperKind.Extension, new ExtensionPaper(act.Case.Value, file.Case.Number, file.Papers.Count + 1, days, act.Reason.Trim()));
        var proposed = await db.Propose(new Proposal(body, act.Case.Value, ItemKinds.Hold,
            $"{file.Case.Number} 延长暂缓支付至 {days} 日", $"Case {file.Case.Number}: extend the hold to {days} days",
            [new CandidateFacts($"延长至 {days} 日", $"To {days} days", Digest.Parse(paper.Digest))], CaseActions.Conflicts(file), [context.Actor]), context, cancel);
        if (!proposed.IsDone) return proposed.Refusal;
        file.Case.PutExtensionToVote(paper.Number, proposed.Value.Id.Value);
        work.Note(context, file, CaseEvents.ExtensionPut, role.Value, new() { Words = act.Reason });
        return proposed.Value.Id;
    }
}

/// <summary>Takes over the decision to extend a hold.</summary>
/// <remarks>Rules: P-5, P-10.</remarks>
[May(Duty.ReviewCases, Duty.KeepMeetings), Said("延长暂缓支付", "Extend the hold")]
public sealed record ExtendHold(CaseId Case, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class ExtendHoldHandler(IntegrityDb db, CaseWork work) : IHandle<ExtendHold, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(ExtendHold act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (await db.DecidedItem(file.Case.ExtensionItem, cancel) is not { } decided) return CaseRefusals.NothingPutToVote();
        var paper = file.Papers.Single(p => p.Number == file.Case.ExtensionPaper);
        var authorised = decided.Item.Authorises(ItemKinds.Hold, Digest.Parse(paper.Digest));
        if (!authorised.IsDone) return authorised.Refusal;
        return await work.Move(context, file, "EXTEND_HOLD", new()
        {
            Words = Journal.CanonicalJson.Read<ExtensionPaper>(paper.Text)!.Reasons, Item = decided.Item, Minutes = decided.Minutes,
        }, cancel, asBody: true);
    }
}
