using System.Reflection;
using Integrity.App.Journal;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Architecture;

/// <summary>The module table holds, and the test that says so can fail.</summary>
[Trait("Database", "none")]
public sealed class ModuleTableTests
{
    private static readonly Modules Table = Modules.Table;

    [Fact]
    public void No_module_uses_another_that_the_table_does_not_name()
    {
        var uses = Uses(typeof(Money).Assembly, typeof(CanonicalJson).Assembly);
        var faults = Table.Faults(uses.Keys);
        Assert.True(faults.Count == 0, string.Join('\n', faults.Concat(
            uses.Where(one => Table.Faults([one.Key]).Count > 0).SelectMany(one => one.Value.Take(5).Select(use => $"  {use}")))));
        Assert.True(uses.Count > 20, "Nothing was read.");
    }

    [Theory]
    [InlineData("Domain.Parties", "Domain.Projects", "Domain.Parties may not use Domain.Projects.")]
    [InlineData("App.Cases", "Domain.TipOffs", "App.Cases may not use Domain.TipOffs.")]
    [InlineData("Domain.Parties", "App.Parties", "Domain.Parties may not use App.Parties.")]
    [InlineData("App.Journal", "App.Parties", "App.Journal may not use App.Parties.")]
    [InlineData("App.Storage", "App.Journal", "App.Storage may not use App.Journal.")]
    [InlineData("Domain.Values", "Domain.Ledger", "Domain.Values may not use Domain.Ledger.")]
    [InlineData("App.Parties", "App", "App.Parties may not use App.")]
    [InlineData("App.Rumours", "Domain.Values", "App.Rumours has no row.")]
    public void A_wrong_edge_is_found(string from, string to, string fault) => Assert.Contains(fault, Table.Faults([Between(from, to)]));

    [Theory]
    [InlineData("App.Payments", "Domain.Certificates")]
    [InlineData("App.Parties", "App.Documents")]
    [InlineData("App.Storage", "Domain.Ledger")]
    [InlineData("App.Ledger", "App.Journal")]
    [InlineData("App", "App.Desk")]
    public void A_right_edge_is_left_alone(string from, string to) => Assert.Empty(Table.Faults([Between(from, to)]));

    [Fact]
    public void A_circle_is_found_in_the_code_and_in_the_table()
    {
        var circular = Table with { Rows = new Dictionary<string, string[]> { ["Cases"] = ["Payments"], ["Payments"] = ["Contracts"], ["Contracts"] = ["Cases"] } };
        Assert.Contains("The table goes in a circle: Cases → Payments → Contracts → Cases.", circular.Faults([]));
        Assert.Contains("The modules go in a circle: App.Cases → App.Payments → App.Cases.",
            circular.Faults([Between("App.Cases", "App.Payments"), Between("App.Payments", "App.Cases")]));
    }

    /// <summary>Each type of the sample names the neighbour in another way; none may be overlooked.</summary>
    [Fact]
    public void Every_way_of_using_a_type_is_read()
    {
        var left = typeof(Sample.Left.ByBase).Namespace!;
        var ways = Assembly.GetExecutingAssembly().GetTypes().Where(type => type.Namespace == left && !type.IsNested).Select(type => type.FullName!).ToArray();
        var found = AssemblyUses.Of(Assembly.GetExecutingAssembly())
            .Where(use => use.ToNamespace == typeof(Sample.Right.Neighbour).Namespace).Select(use => use.From).ToHashSet();
        Assert.True(ways.Length > 15, "The sample is gone.");
        Assert.Equal([], ways.Except(found));
    }

    private static Edge Between(string from, string to) => new(Part.Of("Integrity." + from)!.Value, Part.Of("Integrity." + to)!.Value);

    private static Dictionary<Edge, List<Use>> Uses(params Assembly[] assemblies) => assemblies.SelectMany(AssemblyUses.Of)
        .Select(use => (Use: use, From: Part.Of(use.FromNamespace), To: Part.Of(use.ToNamespace)))
        .Where(one => one.From is not null && one.To is not null)
        .GroupBy(one => new Edge(one.From!.Value, one.To!.Value), one => one.Use)
        .ToDictionary(one => one.Key, one => one.ToList());
}
