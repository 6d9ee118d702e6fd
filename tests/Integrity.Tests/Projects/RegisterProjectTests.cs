using Integrity.App.Projects;
using Integrity.Domain.Projects;
using Integrity.Tests.Contracts;
using Xunit;

namespace Integrity.Tests.Projects;

/// <summary>C-3: a project has a number of its own and one of the nine kinds.</summary>
public sealed class RegisterProjectTests
{
    [Theory]
    [InlineData(" ", "大桥", "projects.number_missing")]
    [InlineData("GC-1", "", "projects.name_missing")]
    public async Task A_project_without_number_or_name_is_refused(string number, string name, string code)
    {
        await using var world = await World.Begin();
        await world.Refused(code, world.Engineer, new RegisterProject(number, name, ProjectKind.NewConstruction));
    }

    [Fact]
    public async Task A_number_is_given_once()
    {
        await using var world = await World.Begin();
        await world.Project("GC-1");
        await world.Refused("projects.number_taken", world.Engineer, new RegisterProject(" GC-1 ", "另一工程", ProjectKind.PrecastYard));
        await world.Refused("projects.number_taken", world.Engineer, new RegisterProject("ｇｃ—1", "另一工程", ProjectKind.PrecastYard));
    }

    [Fact]
    public async Task Projects_are_listed_by_number_by_kind_and_by_words()
    {
        await using var world = await World.Begin();
        var yard = await world.Project("GC-2", "江州预制场", ProjectKind.PrecastYard);
        var road = await world.Project("GC-1", "江州G108线大修");
        Assert.Equal([road, yard], await Listed(world, new(null, null, null)));
        Assert.Equal([yard], await Listed(world, new(null, ProjectKind.PrecastYard, null)));
        Assert.Equal([yard], await Listed(world, new("预制场", null, null)));
        Assert.Equal([road], await Listed(world, new("g108", null, null)));
        var shown = await world.Ask(world.Engineer, new ShowProject(road));
        Assert.Equal(("GC-1", ProjectKind.MajorMaintenance, await world.Seen(road.Value)), (shown.Number, shown.Kind, shown.Version));
    }

    [Fact]
    public async Task The_list_goes_on_where_a_page_ended()
    {
        await using var world = await World.Begin();
        for (var i = 0; i < 51; i++) await world.Project($"GC-{i:00}", $"江州{i}号桥");
        var first = await world.Ask(world.Engineer, new ListProjects(null, null, null));
        Assert.Equal(50, first.Items.Count);
        Assert.Equal("GC-50", Assert.Single((await world.Ask(world.Engineer, new ListProjects(null, null, first.Next))).Items).Number);
        var found = await world.Ask(world.Engineer, new ListProjects("江州", null, null));
        Assert.Single((await world.Ask(world.Engineer, new ListProjects("江州", null, found.Next))).Items);
    }

    private static async Task<IEnumerable<ProjectId>> Listed(World world, ListProjects ask) => (await world.Ask(world.Engineer, ask)).Items.Select(p => p.Id);
}
