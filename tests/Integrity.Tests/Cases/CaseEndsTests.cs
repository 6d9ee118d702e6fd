using System.Globalization;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Certificates;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-4 to P-9: a case to each of its ends, and the contract's ledger after it; the lines are written to the output.</summary>
public class CaseEndsTests(ITestOutputHelper output) : IAsyncDisposable
{
    // V = 87,654,321 certified without 20 % wages and 3 % retention.
    private const long V = 67_493_828, Taken = 2_362_283;
    private World world = null!;
    private ContractId contract;

    /// <summary>The bureau, whose people come in by the door or by the API.</summary>
    protected virtual Task<World> Begin() => World.Begin(new(2026, 8, 3));

    private async Task Bureau()
    {
        world = await Begin();
        contract = await world.OwedContract();
    }

    [Fact]
    public async Task Deducted_the_percentage_of_v_is_gone_and_the_rest_is_due()
    {
        await Bureau();
        var @case = await world.Sanctioned(contract, WorldCases.Deducting());
        await world.Publish(@case);
        await world.Until(new(2026, 11, 10));
        await Ends(@case, "closed", held: 0, deducted: Taken);
    }

    [Fact]
    public async Task Dismissed_nothing_is_held_or_gone()
    {
        await Bureau();
        var @case = await world.CaseUnderReview(contract, WorldCases.Deducting());
        await world.DecideCase(@case, WorldCases.Dismissal);
        await world.Do(world.AuditorTwo, new CloseCase(@case, "证据不足，已告知", WorldCases.Paper, await world.SeenOf(@case)));
        await Ends(@case, "closed", held: 0, deducted: 0);
    }

    [Fact]
    public async Task Excluded_without_a_deduction_the_money_is_free_and_the_party_is_out_of_the_market()
    {
        await Bureau();
        var sanction = new CaseSanction(true, null, new("本局全部工程", 1), false, false, "事实清楚");
        var @case = await world.Sanctioned(contract, sanction);
        await world.Publish(@case);
        await world.Until(new(2026, 11, 10));
        await Ends(@case, "closed", held: 0, deducted: 0);
        Assert.Equal("barred.running", await world.StateOf((await world.MatterOf(@case, MatterKind.Exclusion)).Id));
    }

    [Fact]
    public async Task Referred_beside_its_deduction_the_file_is_with_the_judiciary_and_the_deduction_stands()
    {
        await Bureau();
        var sanction = WorldMatters.Sanction(refer: true);
        var @case = await world.Sanctioned(contract, sanction);
        var referral = (await world.MatterOf(@case, MatterKind.Referral)).Id;
        await world.Step(referral, "SEND", world.Auditor, document: WorldCases.Paper, letter: "江路移〔2026〕1号", organ: "江州市公安局");
        await world.Publish(@case);
        await world.Until(new(2026, 11, 10));
        await Ends(@case, "closed", held: 0, deducted: Taken);
        output.WriteLine($"  referral {await world.StateOf(referral)}");
        Assert.Equal("sent", await world.StateOf(referral));
    }

    [Fact]
    public async Task Reversed_everything_is_as_if_nothing_had_been_taken()
    {
        await Bureau();
        var @case = await world.Sanctioned(contract, WorldCases.Deducting());
        await world.Publish(@case);
        await world.Review(@case, ReviewOutcome.Revoked, new(2026, 10, 26));
        await world.Do(world.Finance, new CloseCase(@case, null, null, await world.SeenOf(@case)));
        await Ends(@case, "closed", held: 0, deducted: 0);
        Assert.NotNull((await world.CaseOf(@case)).CorrectedOn);
    }

    private async Task Ends(CaseId @case, string state, long held, long deducted)
    {
        var shown = await world.Ask(world.Auditor, new ShowCase(@case));
        Assert.Equal((state, held, deducted), (shown.State, shown.Held.Fen, shown.Deducted.Fen));
        var owed = await world.Ask(world.Finance, new WhatIsOwed(contract, null, null, null, null));
        Assert.Equal(V - deducted, (owed.Buckets.Due + owed.Buckets.NotYetDue).Fen);

        output.WriteLine($"{shown.Number}: {shown.StateEn}");
        for (string? cursor = null; ;)
        {
            var page = await world.Ask(world.Finance, new LedgerOf(contract, cursor));
            foreach (var line in page.Items)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {line.Day:yyyy-MM-dd} {line.Entry.Entry,3} {line.Entry.ActEn,-32} {line.Account,-14} {line.Standing,-10} {line.Amount.Fen,14:N0}"));
            if (page.Next is null) break;
            cursor = page.Next;
        }
        output.WriteLine($"  outstanding {owed.Outstanding}, due {owed.Buckets.Due}, not yet due {owed.Buckets.NotYetDue}, wages {owed.Buckets.Wage}");
    }

    public async ValueTask DisposeAsync()
    {
        if (world is not null) await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
