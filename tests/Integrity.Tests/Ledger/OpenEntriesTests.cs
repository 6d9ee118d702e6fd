using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Tests.Ledger;

/// <summary>L-1: every number of an entry has its rows.</summary>
public sealed class OpenEntriesTests
{
    /// <summary>A line of a round finds nothing left to pay: its wages went out in a run meanwhile. What a book begins and does not fill is no entry, first, between or last.</summary>
    [Fact]
    public async Task An_entry_that_comes_to_nothing_takes_no_number()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract("HT-E");
        var last = await world.InAct(async (db, context) =>
        {
            world.GoesAroundTheDoor();
            await using var scope = world.Scope();
            var books = new Books(db, ActivatorUtilities.CreateInstance<Counters>(scope.ServiceProvider, db));
            using var entries = await books.Open(context, "test", null, default);
            foreach (var fen in new[] { 0, 100, 0, 200, 0 })
            {
                entries.Begin(new(1, 1));
                if (fen > 0)
                {
                    entries.Add(new(0, context.Today, contract.Value, Account.WorkCertified, Standing.None, 1, context.Today, 0, fen));
                    entries.Add(new(0, context.Today, contract.Value, Account.Payable, Standing.Open, 1, context.Today, 0, -fen));
                }
                entries.End();
            }
            await entries.Close(default);
            return entries.Entry - entries.FirstEntry;
        });
        Assert.Equal(1, last);
        var (entry, range) = await world.Read(async db => (await db.Set<PostingRow>().MaxAsync(p => p.Entry), await db.Set<LedgerRange>().MaxAsync(r => r.LastEntry)));
        Assert.Equal(entry, range);
    }
}
