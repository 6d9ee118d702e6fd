using Integrity.Domain.Decisions;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>D-2: who must be there, and how many must say yes.</summary>
public sealed class VotingRuleTests
{
    /// <summary>The table of D-2, row by row; null is the superior body.</summary>
    [Theory]
    [InlineData(3, 0, 2, 2)]
    [InlineData(3, 1, null, null)]
    [InlineData(4, 1, 2, 2)]
    [InlineData(5, 1, 3, 3)]
    [InlineData(5, 2, 3, 2)]
    [InlineData(5, 3, null, null)]
    [InlineData(6, 3, 3, 2)]
    [InlineData(7, 0, 5, 4)]
    [InlineData(7, 2, 4, 3)]
    [InlineData(7, 3, 3, 3)]
    [InlineData(7, 4, null, null)]
    public void Quorum_and_majority_follow_the_table(int inOffice, int recused, int? quorum, int? passedBy)
    {
        var rule = VotingRule.For(inOffice, recused);
        Assert.Equal(quorum is null, rule.GoesToSuperiorBody);
        if (quorum is null) return;
        Assert.Equal(quorum, rule.Quorum);
        Assert.Equal(passedBy, rule.Majority);
    }

    /// <summary>The same by counting heads, for every body up to thirty.</summary>
    [Fact]
    public void Two_thirds_must_be_there_and_more_than_half_must_say_yes()
    {
        for (var n = 0; n <= 30; n++)
            for (var recused = 0; recused <= n; recused++)
            {
                var rule = VotingRule.For(n, recused);
                var m = n - recused;
                var quorum = 0;
                while (3 * quorum < 2 * m || (n >= 5 && quorum < 3)) quorum++;
                var majority = 0;
                while (2 * majority <= m) majority++;
                Assert.Equal((quorum, majority), (rule.Quorum, rule.Majority));
                Assert.Equal(m is 0 or 1 or 2 || m < recused, rule.GoesToSuperiorBody);
            }
    }

    [Fact]
    public void A_body_that_may_decide_can_always_reach_its_quorum_and_its_majority()
    {
        for (var n = 0; n <= 30; n++)
            for (var recused = 0; recused <= n; recused++)
                if (VotingRule.For(n, recused) is { GoesToSuperiorBody: false } rule)
                {
                    Assert.InRange(rule.Quorum, rule.Majority, rule.Voters);
                    Assert.True(rule.Quorum >= 2);
                }
    }

    [Fact]
    public void More_recused_than_in_office_is_a_fault() => Assert.Throws<ArgumentOutOfRangeException>(() => VotingRule.For(3, 4));
}
