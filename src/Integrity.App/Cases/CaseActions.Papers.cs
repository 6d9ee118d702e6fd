using Integrity.App.Decisions;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Tasks, defence, and the papers to which a decision is bound.</summary>
public sealed partial class CaseActions
{
    private Outcome<string> OpenTasks(CaseActing acting)
    {
        var codes = acting.File.Definition.State(acting.Plan.To).Tasks.Select(t => t.Code).ToList();
        foreach (var code in codes)
        {
            var task = CaseTask.Open(acting.Case.Id, acting.File.Tasks.Count + 1, code);
            acting.File.Tasks.Add(task);
            db.CaseTasks.Add(task);
        }
        return string.Join("、", codes);
    }

    private static Outcome<string> CloseTasks(CaseActing acting)
    {
        foreach (var task in CaseRequirements.Open(acting.File).ToList()) task.Close();
        return "";
    }

    private Outcome<string> RecordDefence(CaseActing acting)
    {
        var defence = CaseDefence.Of(acting.Case.Id, acting.File.Defences.Count + 1, acting.Given.Words!.Trim(), acting.Given.Document, acting.Context.Actor, acting.Context.Today);
        acting.File.Defences.Add(defence);
        db.CaseDefences.Add(defence);
        return $"{defence.Number}";
    }

    /// <summary>Fixes what is put to the leadership group and proposes it, bound to its digest (D-1, D-5).</summary>
    private async Task<Outcome<string>> BindPapers(CaseActing acting, CancellationToken cancel)
    {
        var (@case, sanction) = (acting.Case, acting.Given.Sanction!);
        if (sanction.Check(@case.Band, @case.ClaimedLoss) is { } refusal) return refusal;
        if (await db.LeadershipGroup(cancel) is not { } body) return DecisionRefusals.NobodyDecides();
        var paper = acting.File.Write(db, acting.Context, CasePaperKind.Decision, PaperOf(acting.File, sanction));
        var proposed = await db.Propose(new Proposal(body, acting.Id, KindsOf(sanction),
            $"{@case.Number} 违约处理：{@case.Act}", $"Case {@case.Number}: {@case.Act}",
            [new CandidateFacts($"{@case.Number} 处理意见：{WordsOf(sanction).Zh}", $"Case {@case.Number}, as proposed: {WordsOf(sanction).En}", Digest.Parse(paper.Digest))],
            Conflicts(acting.File), [acting.Context.Actor]), acting.Context, cancel);
        if (!proposed.IsDone) return proposed.Refusal;
        @case.PutToVote(paper.Number, proposed.Value.Id.Value);
        return paper.Digest;
    }

    private Outcome<string> PublishNotice(CaseActing acting)
    {
        acting.Case.Publish(acting.Given.PublicText!.Trim(), acting.Context.Today);
        return acting.File.Write(db, acting.Context, CasePaperKind.Publication, new PublicationPaper(acting.Id, acting.Case.PublicText!)).Digest;
    }

    /// <summary>The content of a notice or a decision.</summary>
    public static SanctionPaper PaperOf(CaseFile file, CaseSanction sanction)
    {
        var @case = file.Case;
        var proposed = sanction.Deduction is { } deduction ? Deduction.Proposed(@case.V, deduction.Percentage) : Money.Zero;
        return new(@case.Id.Value, @case.Number, file.Papers.Count + 1, @case.Contract.Value, @case.Act, @case.ActDay, @case.V, @case.BandMin, @case.BandMax,
            Money.Min(proposed, file.Ceiling ?? proposed), @case.DocumentedLoss, sanction,
            MemberBase.Of(@case));
    }

    /// <summary>Whoever investigated never votes (D-4).</summary>
    public static IReadOnlyList<Conflict> Conflicts(CaseFile file) =>
        [.. (file.PartsIn.GetValueOrDefault("investigator") ?? new HashSet<Domain.Identity.OfficialId>()).OrderBy(o => o.Value)
            .Select(o => new Conflict(o, RecusalGround.EarlierPart, Conflict.Investigated))];

    /// <summary>What is done, in a few words.</summary>
    public static Workflows.Words WordsOf(CaseSanction sanction)
    {
        if (sanction.IsDismissal) return new("不予处理", "dismissal");
        var parts = new List<Workflows.Words>();
        if (sanction.Warning) parts.Add(new("警示", "a warning"));
        if (sanction.Deduction is { } deduction) parts.Add(deduction.Instalments == 1 ? new($"扣罚 {deduction.Percentage}", $"a deduction of {deduction.Percentage}")
            : new($"扣罚 {deduction.Percentage}（分 {deduction.Instalments} 期）", $"a deduction of {deduction.Percentage} in {deduction.Instalments} instalments"));
        if (sanction.Exclusion is { } exclusion) parts.Add(new($"取缔市场 {exclusion.Years} 年", $"exclusion for {exclusion.Years} year(s)"));
        if (sanction.Recommendation) parts.Add(new("建议取缔", "a recommendation to exclude"));
        if (sanction.Referral) parts.Add(new("移送司法机关", "referral to the judiciary"));
        return new(string.Join("、", parts.Select(p => p.Zh)), string.Join(", ", parts.Select(p => p.En)));
    }

    private static ItemKinds KindsOf(CaseSanction sanction) =>
        sanction.IsDismissal
            ? ItemKinds.Dismissal
            : (sanction.Warning ? ItemKinds.Warning : 0) | (sanction.Deduction is null ? 0 : ItemKinds.Deduction) | (sanction.Exclusion is null ? 0 : ItemKinds.Exclusion)
                | (sanction.Recommendation ? ItemKinds.Recommendation : 0) | (sanction.Referral ? ItemKinds.Referral : 0);
}
