using Integrity.App.Acts;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Architecture;

/// <summary>What each project may name: rules are plain, acts know no HTTP, and one place saves.</summary>
[Trait("Database", "none")]
public sealed class ProjectTests
{
    private static readonly IReadOnlyCollection<Use> Domain = AssemblyUses.Of(typeof(Money).Assembly);
    private static readonly IReadOnlyCollection<Use> App = AssemblyUses.Of(typeof(Door).Assembly);

    /// <summary>Clock, chance, files, network, JSON, and all arithmetic that is not whole.</summary>
    private static readonly string[] NotInDomain =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow", "System.TimeProvider", "System.TimeZoneInfo", "System.Diagnostics.Stopwatch", "System.Environment.",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Random", "System.Security.Cryptography.RandomNumberGenerator",
        "System.IO.", "System.Net.", "System.Console", "System.Threading.Timer", "System.Threading.Tasks.Task.Delay", "System.Text.Json.",
        "System.Double", "System.Single", "System.Decimal", "System.Half",
    ];

    [Fact]
    public void The_domain_refers_to_no_package()
    {
        // What the platform itself brings; a package would be named otherwise.
        var others = AssemblyUses.References(typeof(Money).Assembly).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));
        Assert.Equal([], others);
        Assert.DoesNotContain("PackageReference", File.ReadAllText(Path.Combine(Sources.Root, "src/Integrity.Domain/Integrity.Domain.csproj")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_domain_has_no_clock_no_chance_no_files_and_no_floating_point() =>
        Assert.Equal([], Domain.Where(use => Names(use, NotInDomain)).Select(use => use.ToString()));

    [Fact]
    public void The_acts_know_no_http()
    {
        string[] web = ["Microsoft.AspNetCore.Http.", "Microsoft.AspNetCore.Mvc.", "Microsoft.AspNetCore.Routing.", "Microsoft.AspNetCore.Components."];
        Assert.Equal([], App.Where(use => Names(use, web)).Select(use => use.ToString()));
    }

    [Fact]
    public void Nothing_saves_but_the_runner_of_acts() =>
        Assert.Equal([typeof(ActRunner).FullName!], App.Where(Saving.Is).Select(use => use.From).Distinct().Except(Saving.Exceptions));

    /// <summary>A clock that is passed in can be turned; these read the machine's own.</summary>
    [Fact]
    public void No_act_reads_the_clock_of_the_machine()
    {
        string[] clocks = ["System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow"];
        Assert.Equal([], App.Where(use => Names(use, clocks)).Select(use => use.ToString()));
    }

    /// <summary>The counter-proof: each of these breaks the law above on purpose.</summary>
    [Fact]
    public void What_is_forbidden_is_found_where_it_stands()
    {
        var here = AssemblyUses.Of(typeof(ProjectTests).Assembly).Where(use => use.From == typeof(Lawless).FullName).ToArray();
        string[] found = [.. NotInDomain.Where(forbidden => here.Any(use => Names(use, [forbidden])))];
        Assert.Equal(["System.DateTime.get_UtcNow", "System.Environment.", "System.Guid.NewGuid", "System.Random", "System.IO.", "System.Double", "System.Decimal"], found);
        Assert.Contains(here, Saving.Is);
    }

    private static bool Names(Use use, string[] forbidden) =>
        forbidden.Any(one => (one[^1] == '.' ? $"{use.To}." : $"{use.To}.{use.Member}.").StartsWith(one[^1] == '.' ? one : one + ".", StringComparison.Ordinal));
}

/// <summary>Breaks on purpose what the domain must keep, so that the test is seen to find it.</summary>
internal static class Lawless
{
    public static bool Clock() => DateTime.UtcNow.Ticks > Environment.ProcessId;
    public static object Chance() => (Guid.NewGuid(), new Random());
    public static bool Files() => File.Exists("");
    public static long Floating(long fen) => (long)(fen * 0.5);
    public static object Rounded(long fen) => (decimal)fen;
    public static int Save(Integrity.App.Storage.IntegrityDb db) => db.SaveChanges();
}
