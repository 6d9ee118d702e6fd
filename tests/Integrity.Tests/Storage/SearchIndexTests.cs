using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Parties;
using Integrity.Tests.Contracts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Storage;

/// <summary>Things are found by all their words, in order, page by page; the counts that choose the leading word are right.</summary>
public sealed class SearchIndexTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_party_is_found_by_any_two_characters_of_its_name_and_by_its_code()
    {
        await using var world = await World.Begin();
        var road = await world.Party("江州路通养护工程队");
        var stone = await world.Party("江州永固石料厂", CounterpartyKind.Supplier);
        Assert.Equal([road, stone], await Found(world, "江州"));
        Assert.Equal([stone], await Found(world, "石料厂"));
        Assert.Equal([road], await Found(world, "９１３２9900maju5hnd5h"));
        Assert.Equal([road], await Found(world, "养护 江州"));
        Assert.Empty(await Found(world, "石料 养护"));
        Assert.Empty(await Found(world, "隧道"));
        Assert.Empty(await Found(world, "，"));
    }

    /// <summary>Whoever types a name from its beginning sees it after each character.</summary>
    [Theory]
    [InlineData("S213线")]
    [InlineData("S213线江")]
    [InlineData("石")]
    [InlineData("（二")]
    public async Task What_is_typed_up_to_the_first_character_of_a_run_finds_it(string typed)
    {
        await using var world = await World.Begin();
        var found = await world.Party("S213线江州路基队");
        var stone = await world.Party("石门碎石场（二分场）", CounterpartyKind.Supplier);
        Assert.Equal([typed[0] == 'S' ? found : stone], await Found(world, typed));
        Assert.Empty(await Found(world, "路"));
    }

    [Fact]
    public async Task A_search_goes_on_after_the_last_one_and_within_a_facet()
    {
        await using var world = await World.Begin();
        await world.InAct(async (db, _) =>
        {
            for (var i = 1; i <= 7; i++) await db.Index(SearchKind.Contract, i, ["江州大桥", $"HT-{i}"], Cancel, i % 2 == 0 ? "project:2" : "project:1");
            return 0;
        });
        Assert.Equal([1, 2, 3], await world.Read(db => db.Find(SearchKind.Contract, "大桥", [], 0, 3, Cancel)));
        Assert.Equal([4, 5, 6], await world.Read(db => db.Find(SearchKind.Contract, "大桥", [], 3, 3, Cancel)));
        Assert.Equal([4, 6], await world.Read(db => db.Find(SearchKind.Contract, "大桥", ["project:2"], 2, 9, Cancel)));
        Assert.Empty(await world.Read(db => db.Find(SearchKind.Project, "大桥", [], 0, 3, Cancel)));
    }

    [Fact]
    public async Task The_kept_counts_are_the_counts_though_a_thing_is_indexed_twice_and_loses_a_facet()
    {
        await using var world = await World.Begin();
        await world.InAct(async (db, _) =>
        {
            await db.Index(SearchKind.Contract, 1, ["江州大桥"], Cancel, "type:1");
            await db.Index(SearchKind.Contract, 1, ["江州大桥"], Cancel, "type:1");
            await db.Index(SearchKind.Contract, 2, ["江州"], Cancel, "type:1");
            await db.Unindex(SearchKind.Contract, 1, ["type:1", "type:9"], Cancel);
            return 0;
        });
        var wrong = await world.Read(db => db.Database.SqlQuery<string>($"""
            SELECT c.word AS "Value" FROM search_words c
            WHERE c.subjects <> (SELECT count(s.subject) FROM search_subjects s WHERE s.word = c.id)
            """).ToListAsync());
        Assert.Empty(wrong);
        Assert.Equal([2], await world.Read(db => db.Find(SearchKind.Contract, "江州", ["type:1"], 0, 9, Cancel)));
    }

    private static async Task<IEnumerable<CounterpartyId>> Found(World world, string search) =>
        (await world.Ask(world.Engineer, new ListCounterparties(search, null))).Items.Select(p => p.Id);
}
