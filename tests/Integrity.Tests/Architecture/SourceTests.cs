using System.Text.RegularExpressions;
using Integrity.App.Acts;
using Xunit;

namespace Integrity.Tests.Architecture;

/// <summary>What the files themselves must keep to.</summary>
[Trait("Database", "none")]
public sealed partial class SourceTests
{
    private const int LongestFile = 400;

    /// <summary>Files that may count or skip rows in SQL, each with its reason.</summary>
    private static readonly Dictionary<string, string> MayCount = new()
    {
        ["src/Integrity.App/PlantContracts.cs"] = "counts once, over the rows it is putting in, to keep the count",
    };

    private static readonly (string Path, string Text)[] Code = [.. Sources.Files("src", ".cs", ".razor", ".sql")];

    [Fact]
    public void Only_one_file_names_the_transition_library()
    {
        var naming = Code.Where(file => TransitionLibrary().IsMatch(WithoutComments(file.Text))).Select(file => file.Path).ToArray();
        Assert.True(naming.Length <= 1, string.Join('\n', naming));
        Assert.Matches(TransitionLibrary(), "using Stateless;");
        Assert.DoesNotMatch(TransitionLibrary(), WithoutComments("/// <summary>Stateless.StateMachine</summary>"));
    }

    /// <summary>Both grow with the table: pages go on by key, counts are kept.</summary>
    [Fact]
    public void No_sql_skips_or_counts_rows()
    {
        var found = Code.Where(file => SlowSql().IsMatch(WithoutComments(file.Text))).Select(file => file.Path);
        Assert.Equal([], found.Except(MayCount.Keys));
        Assert.Matches(SlowSql(), "SELECT COUNT( * ) FROM t");
        Assert.Matches(SlowSql(), "LIMIT 10 OFFSET 20");
    }

    [Fact]
    public void No_list_skips_or_counts_rows()
    {
        var uses = AssemblyUses.Of(typeof(Door).Assembly);
        Assert.Contains(uses, MakesList);
        Assert.Equal([], SlowLists(uses));
        Use list = new("App.ListX", "Integrity.App.Acts.Listed`1", null), skip = new("App.ListX", "System.Linq.Queryable", "Skip");
        Assert.Equal([skip], SlowLists([list, skip, skip with { From = "App.ShowX" }]));
    }

    [Fact]
    public void No_file_is_longer_than_two_thoughts()
    {
        var files = Code.Concat(Sources.Files("tests", ".cs")).Select(file => (file.Path, Lines: file.Text.AsSpan().Count('\n'))).ToArray();
        Assert.Equal([], files.Where(file => file.Lines > LongestFile).Select(file => $"{file.Path}: {file.Lines} lines"));
        Assert.True(files.Length > 50, "The files were not found.");
    }

    /// <summary>So that "go to definition" on an act or a question lands on all of it.</summary>
    [Fact]
    public void Each_act_and_question_stands_in_one_file_with_its_handler()
    {
        var types = typeof(Door).Assembly.GetTypes();
        var handlers = types.Where(type => type is { IsClass: true, IsAbstract: false })
            .SelectMany(type => type.GetInterfaces().Where(one => one.IsGenericType).Select(one => (Handler: type, Of: one)))
            .Where(one => one.Of.GetGenericTypeDefinition() == typeof(IHandle<,>) || one.Of.GetGenericTypeDefinition() == typeof(IAnswer<,>))
            .ToLookup(one => one.Of.GenericTypeArguments[0], one => one.Handler);
        var acts = types.Where(type => type is { IsInterface: false, IsAbstract: false } && type.GetInterfaces().Any(IsActOrQuestion)).ToArray();
        var declared = Code.Select(file => Declared().Matches(file.Text).Select(found => found.Groups[1].Value).ToHashSet()).ToList();
        var faults = new List<string>();
        foreach (var act in acts)
        {
            if (handlers[act].Count() != 1) faults.Add($"{act.Name} has {handlers[act].Count()} handlers.");
            else if (!declared.Exists(file => file.Contains(act.Name) && file.Contains(handlers[act].Single().Name)))
                faults.Add($"{act.Name} and {handlers[act].Single().Name} are in two files.");
        }
        Assert.Equal([], faults);
        Assert.True(acts.Length > 3, "No acts were found.");
        Assert.Equal("AHandler", Declared().Match("public sealed class AHandler(Db db) : B").Groups[1].Value);
    }

    /// <summary>What touches no database is the same on both engines, and is run on one of them.</summary>
    [Fact]
    public void Only_a_test_that_touches_no_database_says_so()
    {
        var files = Sources.Files("tests", ".cs").Where(file => !file.Path.EndsWith("SourceTests.cs", StringComparison.Ordinal) && file.Text.Contains("[Trait(" + "\"Database\", \"none\")]", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(files);
        Assert.Equal([], files.Where(file => Touches().IsMatch(file.Text)).Select(file => file.Path));
        Assert.Matches(Touches(), "await using var world = await World." + "Begin();");
    }

    /// <summary>Where packages come from is the machine's matter; an address here would bind everyone to one of them.</summary>
    [Fact]
    public void No_file_names_the_address_of_a_package_registry()
    {
        var files = Sources.Files("", ".json", ".cs", ".csproj", ".props", ".targets", ".config", ".md", ".yml", ".sln", ".sh", "run", ".razor", ".lock").ToArray();
        Assert.Equal([], files.Where(file => Registry().IsMatch(file.Text)).Select(file => file.Path));
        Assert.Contains(files, file => file.Path == "Directory.Packages.props");
        Assert.Matches(Registry(), "\"resolved\": \"https:" + "//registry.npmjs.org/axe-core\"");
        Assert.Matches(Registry(), "value=\"http:" + "//10.0.0.1:8081/repository/v3/index.json\"");
    }

    private static bool MakesList(Use use) => use.To == "Integrity.App.Acts.Listed`1";

    private static IEnumerable<Use> SlowLists(IReadOnlyCollection<Use> uses)
    {
        var lists = uses.Where(MakesList).Select(use => use.From).ToHashSet();
        return uses.Where(use => lists.Contains(use.From)
            && use.To is "System.Linq.Queryable" or "Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions"
            && use.Member is "Skip" or "Count" or "CountAsync" or "LongCount" or "LongCountAsync");
    }

    private static bool IsActOrQuestion(Type one) =>
        one.IsGenericType && (one.GetGenericTypeDefinition() == typeof(IAct<>) || one.GetGenericTypeDefinition() == typeof(IAsk<>));

    [GeneratedRegex(@"\b(?:class|record struct|record class|record|struct)\s+(\w+)")]
    private static partial Regex Declared();

    private static string WithoutComments(string text) => LineComment().Replace(text, "");

    [GeneratedRegex(@"^\s*(//|--).*$", RegexOptions.Multiline)]
    private static partial Regex LineComment();

    [GeneratedRegex(@"\bWorld\.(Begin|After|Copy)\b|\bDatabases\.|\bStory\.|IClassFixture<(Site|Told)|: Site\b")]
    private static partial Regex Touches();

    [GeneratedRegex(@"\busing\s+Stateless\b|\bStateless\.|\bStateMachine<")]
    private static partial Regex TransitionLibrary();

    [GeneratedRegex(@"\bcount\s*\(\s*\*\s*\)|\bOFFSET\s+[\d@{$:?]", RegexOptions.IgnoreCase)]
    private static partial Regex SlowSql();

    [GeneratedRegex(@"https?://[^\s""'<>]*(nuget|npmjs|pypi|registry|artifactory|/v3/index\.json|proxy\.golang)", RegexOptions.IgnoreCase)]
    private static partial Regex Registry();
}
