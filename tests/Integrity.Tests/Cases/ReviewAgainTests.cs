using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Cases.Documents;
using Integrity.App.Decisions;
using Integrity.App.Payments;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-6, P-7, D-5: each review is decided by itself, and its decision is written once.</summary>
public sealed class ReviewAgainTests : IAsyncLifetime
{
    private static readonly CaseSanction InThree = WorldCases.Deducting() with { Deduction = WorldCases.Deducting().Deduction! with { Instalments = 3 } };

    private World world = null!;
    private Session session = null!;
    private Caller own = null!;
    private ContractId contract;
    private CaseId @case;

    public async ValueTask InitializeAsync()
    {
        (world, (contract, @case, own)) = await World.After(new(2026, 8, 3), Before);
        session = await Session.Of(world);
    }

    private static async Task<(ContractId Contract, CaseId Case, Caller Own)> Before(World world)
    {
        var contract = await world.Contract("HT-B");
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        await Session.Of(world);
        world.Clock.Set(new(2026, 9, 23));
        var @case = await world.Flag(contract);
        await world.Confirm(@case);
        await world.Notify(@case);
        await world.Until(new(2026, 10, 9));
        await world.DecideCase(@case, InThree);
        var own = await world.Contractor("own", (await world.CaseOf(@case)).Party.Value);
        return (contract, @case, own);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task Served()
    {
        await world.ServeDecision(@case);
        await world.Publish(@case);
    }

    private Task<CaseDocument> Shown(string kind) => world.Ask(own, new ShowCaseDocument(@case, kind));

    private async Task<IReadOnlyList<string>> Reviews() =>
        [.. (await world.Ask(own, new ListCaseDocuments(@case, null))).Items.Select(row => row.Kind).Where(kind => kind.StartsWith("review", StringComparison.Ordinal))];

    [Fact]
    public async Task After_a_remission_the_new_decision_has_a_review_and_a_paper_of_its_own()
    {
        await Served();
        await world.Review(@case, ReviewOutcome.Remitted, new(2026, 10, 20));
        var first = await Shown("review");
        await world.DecideCase(@case, InThree with { Deduction = InThree.Deduction! with { Percentage = new(30_000) } });
        await Served();
        Assert.Equal(["review"], await Reviews());
        await world.Do(own, new LodgeReview(@case, "再次申请复核", null, await world.SeenOf(@case)));
        // What was decided on the first review decides nothing now.
        await world.Refused("cases.nothing_put_to_vote", world.Secretary, new DecideReview(@case, await world.SeenOf(@case)));
        Assert.Equal(first.Digest, (await Shown(Assert.Single(await Reviews()))).Digest);
        Assert.Equal("acts.not_found", (await world.Door.Ask(new ShowCaseDocument(@case, "review"), own, TestContext.Current.CancellationToken)).Refusal?.Code);
        await world.PutReview(@case, ReviewOutcome.Upheld, new(2026, 10, 23));
        var (second, both) = (await Shown("review"), await Reviews());
        Assert.Equal(2, both.Count);
        Assert.Equal(first.Digest, (await Shown(both.Single(kind => kind != "review"))).Digest);
        Assert.NotEqual(first.Document.Number, second.Document.Number);
        Assert.Contains(second.Document.Parts, part => part.Text.Zh.Contains("再次申请复核", StringComparison.Ordinal));
    }

    /// <summary>P-6: whoever reads a paper alone knows which decision it takes the place of, and that it has no effect any more.</summary>
    [Fact]
    public async Task The_papers_after_a_remission_name_what_was_sent_back_and_that_it_has_ceased_to_have_effect()
    {
        static string Text(CaseDocument shown) => string.Join('\n', shown.Document.Parts.Select(part => part.Text.Zh));
        await Served();
        var first = await Shown("decision");
        Assert.DoesNotContain("发回", Text(first), StringComparison.Ordinal);
        await world.Review(@case, ReviewOutcome.Remitted, new(2026, 10, 20));
        var review = await Shown("review");
        Assert.Contains($"扣款决定书（{first.Document.Number}）自本复核决定作出之日起失效。案件发回重新办理。", Text(review), StringComparison.Ordinal);
        Assert.Contains(review.Document.Parts, part => part.Text.En.Contains($"{first.Document.Number} has no effect from the day of this decision on.", StringComparison.Ordinal));

        await world.Notify(@case, InThree);
        await world.Until(world.Today().AddDays(9));
        await world.DecideCase(@case, InThree);
        await Served();
        var sentBack = $"本案曾于2026年10月9日作出扣款决定书（{first.Document.Number}）。经复核，2026年10月20日作出复核决定书（{review.Document.Number}），本案发回重新办理，该扣款决定书自当日起失效。";
        Assert.Contains(sentBack + "现重新告知如下。", Text(await Shown("notice")), StringComparison.Ordinal);
        var second = await Shown("decision");
        Assert.NotEqual(first.Document.Number, second.Document.Number);
        Assert.Contains(sentBack + "本决定系发回后重新作出。", Text(second), StringComparison.Ordinal);
        Assert.Contains(second.Document.Parts, part => part.Text.En.Contains($"The decision {first.Document.Number} of 2026-10-09", StringComparison.Ordinal));
    }

    /// <summary>P-6: neither by the notice that stands, which was heavier, nor by a new one.</summary>
    [Fact]
    public async Task What_was_sent_back_on_review_ends_no_heavier_than_the_decision_under_review()
    {
        await Served();
        await world.Review(@case, ReviewOutcome.Remitted, new(2026, 10, 20));
        foreach (var task in new[] { "audit-opinion", "legal-review" })
            await world.Do(await world.OpinionBy(task), new CompleteReview(@case, task, "同意", null, await world.SeenOf(@case)));
        var heavier = InThree with { Deduction = InThree.Deduction! with { Percentage = new(36_000) } };
        await world.Refused("cases.worse_than_sent_back", world.Auditor, new DraftNotice(@case, heavier, new(5_000_000), await world.SeenOf(@case)));
        await world.Refused("cases.worse_than_sent_back", world.AuditorTwo, new ProposeSanction(@case, InThree with { Deduction = InThree.Deduction! with { Instalments = 1 } }, await world.SeenOf(@case)));
        await world.Propose(@case, InThree);
        Assert.Equal("decided", await world.StateOf(@case));
    }

    /// <summary>P-6: the base of the new notice is larger, because more is owed by now; what is taken is not.</summary>
    [Fact]
    public async Task After_a_review_a_larger_base_takes_no_more_than_the_decision_under_review()
    {
        await Served();
        var before = await Whole();
        await world.Review(@case, ReviewOutcome.Remitted, new(2026, 10, 20));
        await world.Certify(contract, 90_000_000, "JL-9");
        await world.Notify(@case, InThree, 6_000_000);
        await world.Until(world.Today().AddDays(9));
        Assert.Equal(before, (await world.Ask(world.Auditor, new ShowCase(@case))).Figures!.Ceiling);
        await world.DecideCase(@case, InThree);
        await Served();
        Assert.Contains((await Shown("decision")).Document.Parts, part => part.Text.Zh.Contains("扣款不超过原决定的", StringComparison.Ordinal));
        Assert.True((await world.CaseOf(@case)).V.Times(InThree.Deduction!.Percentage) > before);
        Assert.Equal(before, await Whole());

        async Task<Money> Whole() =>
            (await world.Read(db => db.CaseInstalments.AsNoTracking().Where(i => i.PenaltyCase == @case && i.UndoneOn == null).ToListAsync())).Sum(i => i.Amount);
    }

    /// <summary>R-7, P-7: a deduction that was turned back into a hold took nothing that a waiting list counts as free, so its service waits for no round.</summary>
    [Fact]
    public async Task A_remitted_case_is_served_while_a_round_is_decided()
    {
        await Served();
        await world.Fund(100_000_000);
        var round = await world.Snapshot(world.Today().AddDays(40));
        await world.Candidate(round);
        await world.Do(world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
        await world.Review(@case, ReviewOutcome.Remitted, world.Today());
        await world.DecideCase(@case, InThree);
        await Served();
        Assert.True((await world.CaseOf(@case)).Deducted.IsPositive);
    }

    /// <summary>P-6: a paper says what its own act did, although two services and two reviews fall on one day, and the proof of an earlier service stays.</summary>
    [Fact]
    public async Task Two_services_and_two_reviews_of_one_day_are_told_apart_and_every_proof_of_service_stays()
    {
        await Served();
        var first = await Shown("decision-service");
        DateOnly day = new(2026, 10, 20);
        await world.Review(@case, ReviewOutcome.Remitted, day);
        Assert.Contains((await Shown("review")).Document.Parts, part => part.Text.Zh.Contains("期扣款不再扣", StringComparison.Ordinal));
        await world.DecideCase(@case, InThree);
        await Served();
        var second = await Shown("decision-service");
        var taken = (await world.CaseOf(@case)).Deducted;
        Assert.Contains(second.Document.Parts, part => part.Label?.Zh == "送达时实际扣款" && part.Text.Zh.Contains($"{taken.ToYuan()}元", StringComparison.Ordinal));
        await world.Review(@case, ReviewOutcome.Upheld, day);
        Assert.Equal(day, world.Today());
        Assert.DoesNotContain((await Shown("review")).Document.Parts, part => part.Text.Zh.Contains("不再扣", StringComparison.Ordinal) || part.Text.Zh.Contains("予以恢复", StringComparison.Ordinal));
        var proofs = (await world.Ask(own, new ListCaseDocuments(@case, null))).Items.Where(row => row.Kind.StartsWith("decision-service", StringComparison.Ordinal)).ToList();
        Assert.Equal([first.Digest, second.Digest], proofs.OrderBy(row => row.Superseded ? 0 : 1).Select(row => row.Digest));
    }

    /// <summary>R-5, P-7: what a revocation cannot pay at once carries interest until it is paid; the paper says so and stays as it was handed out.</summary>
    [Fact]
    public async Task What_is_caught_up_after_the_review_changes_nothing_in_its_paper()
    {
        await Served();
        await world.Fund(67_493_828 - (await world.CaseOf(@case)).Deducted.Fen + 17_530_864);
        var round = await world.Snapshot(new(2026, 12, 31));
        await world.Candidate(round);
        await world.Decide(round, session);
        await world.Execute(round);
        await world.Review(@case, ReviewOutcome.Revoked, new(2026, 10, 20));
        var before = await Shown("review");
        Assert.Contains(before.Document.Parts, part => part.Text.Zh.Contains("利息计至补付之日", StringComparison.Ordinal));
        world.Clock.Set(new(2026, 11, 20));
        await world.Refused("cases.catch_up_waits", world.Finance, new RunCatchUp(@case, await world.SeenOf(@case)));
        await world.Refused("cases.catch_up_first", world.Finance, new CloseCase(@case, "已撤销", WorldCases.Paper, await world.SeenOf(@case)));
        await world.Fund(10_000_000);
        await world.Do(world.Finance, new RunCatchUp(@case, await world.SeenOf(@case)));
        await world.Do(world.Finance, new CloseCase(@case, "已撤销", WorldCases.Paper, await world.SeenOf(@case)));
        var interest = (await world.CaseOf(@case)).ReversalInterest;
        Assert.True(interest.IsPositive);
        Assert.Equal(interest, (await world.Ask(own, new ExplainCase(@case, CaseFigure.Interest))).Amount);
        Assert.Equal(before.Digest, (await Shown("review")).Digest);
    }
}
