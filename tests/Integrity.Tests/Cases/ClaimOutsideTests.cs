using Integrity.App.Cases;
using Integrity.App.Cases.Documents;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-4: V is frozen, and what is not there any more when the decision is served is a claim outside the payables; the papers name it.</summary>
public sealed class ClaimOutsideTests : IAsyncLifetime
{
    private static readonly Money There = new(1_000_000);

    private World world = null!;
    private ContractId contract;
    private CaseId @case;

    public async ValueTask InitializeAsync() => (world, contract) = await World.After(new(2026, 8, 3), WorldMatters.Owed);

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    /// <summary>After the notice the works are measured again, and little of what was owed is left.</summary>
    private async Task<PenaltyCase> Served()
    {
        @case = await world.CaseUnderReview(contract, WorldCases.Deducting());
        var balance = await world.Balance(contract);
        await world.Correct(contract, (There - balance.HeldFor(@case.Value) - balance.Buckets.Due - balance.Buckets.NotYetDue).Fen);
        await world.DecideCase(@case, WorldCases.Deducting());
        await world.ServeDecision(@case);
        await world.Publish(@case);
        return await world.CaseOf(@case);
    }

    private async Task<string> Text(string kind) => string.Concat((await world.Ask(world.Auditor, new ShowCaseDocument(@case, kind))).Document.Parts.Select(part => part.Label?.Zh + part.Text.Zh));

    [Fact]
    public async Task The_proof_of_service_names_the_claim_beside_what_was_deducted()
    {
        var served = await Served();
        Assert.Equal((There, Deduction.Proposed(served.V, new(35_000)) - There), (served.Deducted, served.Shortfall));
        Assert.True(served.Shortfall.IsPositive);
        var proof = await Text("decision-service");
        Assert.Contains($"送达时实际扣款人民币{There.ToYuan()}元", proof, StringComparison.Ordinal);
        Assert.Contains($"不足扣除、另行主张人民币{served.Shortfall.ToYuan()}元（大写：{AmountInWords.Of(served.Shortfall)}），须另行决定方可抵销", proof, StringComparison.Ordinal);
        Assert.DoesNotContain("超过约定上限", proof, StringComparison.Ordinal);
        Assert.Equal(Money.Zero, (await world.Ask(world.Auditor, new ShowCase(@case))).Figures!.AboveCap);
        Assert.Empty(await world.Verify());
    }

    [Theory]
    [InlineData(ReviewOutcome.Upheld, "仍为应付款项之外的债权，须另行决定方可抵销")]
    [InlineData(ReviewOutcome.Revoked, "不再主张")]
    [InlineData(ReviewOutcome.Remitted, "不再主张")]
    public async Task The_decision_on_a_review_says_what_becomes_of_the_claim(ReviewOutcome outcome, string becomes)
    {
        var claim = (await Served()).Shortfall;
        await world.Review(@case, outcome, new(2026, 10, 20));
        Assert.Contains($"应付款项不足扣除的人民币{claim.ToYuan()}元（大写：{AmountInWords.Of(claim)}）{becomes}", await Text("review"), StringComparison.Ordinal);
        Assert.Equal(outcome == ReviewOutcome.Upheld ? claim : Money.Zero, (await world.CaseOf(@case)).Shortfall);
        Assert.Empty(await world.Verify());
    }
}
