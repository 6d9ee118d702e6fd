using CsCheck;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>Invariant 9: after any history the contract stands as its twin that was never held, and never owed what was deducted, to the fen.</summary>
[Trait("Database", "none")]
public sealed class TwinTests
{
    private static readonly Gen<(int Kind, int Size, int Which)[]> Histories = Gen.Select(Gen.Int[0, 25], Gen.Int[0, 5_000_000], Gen.Int[0, 1]).Array[5, 60];

    [Fact]
    public void After_any_history_a_contract_stands_as_its_twin_that_was_never_held()
    {
        var did = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        Histories.Sample(steps =>
        {
            var history = new TwinHistory();
            foreach (var (kind, size, which) in steps)
            {
                history.Step(kind, size, which);
                Assert.Equal(history.Balance.OutstandingByDefinition, history.Balance.Outstanding);
            }
            var twin = history.End();
            var balance = history.Balance;
            Assert.Equal(
                (twin.Paid, twin.Returned, twin.Owed),
                (balance.Settled.Fen, balance.Buckets.Returned.Fen, balance.Buckets.Due.Fen));
            Assert.Equal((Money.Zero, Money.Zero, history.Wages), (balance.Buckets.Held, balance.Buckets.InFlight, balance.Buckets.Wage));
            Assert.True(history.Book.Balances());
            if (history.NothingDeducted) Assert.Equal(Money.Zero, balance.Reserved);
            if (!history.EverDeducted) Assert.Equal(twin.Bases, history.Bases);
            foreach (var (what, times) in history.Did) did.AddOrUpdate(what, times, (_, before) => before + times);
        }, iter: 2_500);
        string[] all = ["round", "bitten", "hold", "lower", "lapse", "deduct", "instalment", "reverse", "remit", "return", "again", "end", "freeze", "freeze held", "unfreeze", "reserve back", "late release", "catch-up", "catch-up from the fund"];
        Assert.All(all, what => Assert.True(did.GetValueOrDefault(what) > 20, $"{what} happened {did.GetValueOrDefault(what)} times."));
    }
}
