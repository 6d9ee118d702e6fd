using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Explains a list of advances or interest by its contracts, a contract by its own terms: the list as voted, or what could be proposed today.</summary>
/// <param name="Run">The list, or null for today's.</param>
/// <remarks>Rules: C-6, O-7.</remarks>
[May(Duty.ReadBusiness), Said("预付款或利息数字的由来", "Explain a figure of an advance or interest")]
public sealed record ExplainOwnTerms(DecidedRunKind Kind, ProjectId? Project, DecidedRunId? Run, ContractId? Contract, string? Cursor) : IAsk<Explanation<ExplainOwnTerms>>;

public sealed class ExplainOwnTermsAnswer(IntegrityDb db) : IAnswer<ExplainOwnTerms, Explanation<ExplainOwnTerms>>
{
    public async Task<Outcome<Explanation<ExplainOwnTerms>>> Answer(ExplainOwnTerms ask, AskContext context, CancellationToken cancel)
    {
        var run = ask.Run is { } of ? await db.DecidedRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == of, cancel) : null;
        if (!Enum.IsDefined(ask.Kind) || (ask.Run is not null && run is null)) return ActRefusals.NotFound();
        if (run is not null && await db.KeptAway([run.Id.Value], context.Caller.Official, cancel) is { } closed) return closed;
        List<(long Contract, Money Base, Ratio Rate, Money Amount)> lines = run is not null
            ? (await db.Set<DecidedRunLine>().AsNoTracking().Where(l => l.Run == run.Id).OrderBy(l => l.Ordinal).ToListAsync(cancel)).ConvertAll(l => (l.Contract, l.Base, l.Rate, l.Amount))
            : [.. (await DecidedLines.Read(db, ask.Kind, ask.Project?.Value, context.Today, cancel)).Entitled.Select(l => (l.Contract, l.Base, l.Rate, l.Amount))];
        var words = ask.Kind == DecidedRunKind.Advance ? (Rule: "C-6", Zh: "预付款 = 合同金额 × 约定比例", En: "Advance = contract amount × agreed rate") : (Rule: "O-7", Zh: "截至当日应付未付的逾期利息", En: "Overdue interest owed to the day");
        if (ask.Contract is { } one)
        {
            // The list as voted stands behind a line, or the contract with its terms.
            var (subject, paper) = run is null ? (one.Value, "") : (run.Id.Value, run.Digest);
            var act = (await new EntriesExplained(db).Acts([(subject, paper)], cancel)).GetValueOrDefault(subject);
            return Explained.By(words, lines.FindAll(l => l.Contract == one.Value).Select(l =>
                new ExplainedPart<ExplainOwnTerms>($"floor({l.Base.ToYuan()} × {l.Rate.ToPercent()} %)", $"floor({l.Base.ToYuan()} × {l.Rate.ToPercent()} %)", l.Amount, act)));
        }
        var from = (int)Math.Clamp(Cursor.Read(ask.Cursor)?.Id ?? 0, 0, lines.Count);
        var views = await DecidedViews.Of(db, [.. lines.Skip(from).Take(DecidedViews.PageSize).Select(l => (l.Contract, l.Base, l.Rate, l.Amount, (LeftOutGround?)null))], cancel);
        var parts = views.Select(l => new ExplainedPart<ExplainOwnTerms>($"{l.ContractNumber} {l.Party}", $"{l.ContractNumber} {l.Party}", l.Amount, Into: ask with { Contract = new(l.Contract), Cursor = null })).ToList();
        var sum = lines.Sum(l => l.Amount);
        if (sum - parts.Sum(p => p.Amount) is { IsZero: false } rest) parts.Add(new("未在本页列出的合同", "Contracts not on this page", rest));
        return new Explanation<ExplainOwnTerms>(null, sum, words.Rule, words.Zh, words.En, parts, from + views.Count < lines.Count ? Cursor.Write("", from + views.Count) : null);
    }
}
