using System.Reflection;
using Integrity.App.Acts;
using Integrity.Tests.Architecture;
using Xunit;

namespace Integrity.Web.Tests.Architecture;

/// <summary>The two doors open <see cref="Door"/> and nothing behind it: no page, endpoint or command reaches the database by itself.</summary>
public sealed class DoorsTests
{
    private const string Database = "Integrity.App.Storage.IntegrityDb";
    private const string Accounts = "Microsoft.AspNetCore.Identity.UserManager`1";

    /// <summary>The written exceptions, each with the one thing that it may name.</summary>
    private static readonly (string From, string To)[] Exceptions =
    [
        // Data Protection is told which context keeps its keys.
        ("Integrity.Web.SignIn.SignInDoors", Database),
        // The framework's own factory of claims wants it for its base.
        ("Integrity.Web.SignIn.OfficialClaims", Accounts),
    ];

    private static readonly IReadOnlySet<string> Handlers = typeof(Door).Assembly.GetTypes()
        .Where(type => type.GetInterfaces().Any(one => one.IsGenericType
            && (one.GetGenericTypeDefinition() == typeof(IHandle<,>) || one.GetGenericTypeDefinition() == typeof(IAnswer<,>))))
        .Select(type => type.FullName!).ToHashSet();

    public static TheoryData<string> Projects => ["Integrity.Web", "integrity"];

    [Theory, MemberData(nameof(Projects))]
    public void A_door_reaches_nothing_behind_it(string project)
    {
        var uses = AssemblyUses.Of(Assembly.Load(project));
        Assert.NotEmpty(uses);
        Assert.Equal([], Forbidden(uses).Where(use => !Exceptions.Contains((use.From, use.To))).Select(use => use.ToString()));
    }

    [Theory, MemberData(nameof(Projects))]
    public void A_door_saves_nothing(string project) => Assert.Equal([], AssemblyUses.Of(Assembly.Load(project)).Where(Saving.Is));

    [Fact]
    public void An_exception_that_is_no_longer_needed_is_struck_out()
    {
        var used = Projects.SelectMany(project => AssemblyUses.Of(Assembly.Load(project.Data))).Select(use => (use.From, use.To)).ToHashSet();
        Assert.Equal([], Exceptions.Where(one => !used.Contains(one)));
    }

    /// <summary>The counter-proof: this very test names what a door may not.</summary>
    [Fact]
    public void What_is_forbidden_is_found_where_it_stands()
    {
        var found = Forbidden(AssemblyUses.Of(typeof(LawlessPage).Assembly)).Where(use => use.From == typeof(LawlessPage).FullName).Select(use => use.To).ToHashSet();
        Assert.Contains(Database, found);
        Assert.Contains(Accounts, found);
        Assert.Contains("Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions", found);
        Assert.Contains(found, Handlers.Contains);
    }

    private static IEnumerable<Use> Forbidden(IEnumerable<Use> uses) => uses.Where(use =>
        use.To.StartsWith("Microsoft.EntityFrameworkCore.", StringComparison.Ordinal)
        || use.To is Database or Accounts
        || use.To.StartsWith("Integrity.App.Acts.IHandle`", StringComparison.Ordinal)
        || use.To.StartsWith("Integrity.App.Acts.IAnswer`", StringComparison.Ordinal)
        || Handlers.Contains(use.To));

    /// <summary>What has no form of its own, and why.</summary>
    private static readonly Dictionary<string, string> WithoutForm = new(StringComparer.Ordinal)
    {
        ["HandOutEvidence"] = "a link downloads the file",
        ["ImportBankResults"] = "a form sends the file to its address",
        ["ImportCalendar"] = "the administrator's command and address",
        ["AddPayeeType"] = "the administrator's address; the types of a bureau are settled before it begins",
        ["PublishCheckpoint"] = "the operator's command, which a timer runs",
    };

    /// <summary>What an office may do it does in the browser; the API can do the same, and never more.</summary>
    [Fact]
    public void Each_act_of_an_office_is_done_on_some_page()
    {
        var pages = string.Concat(Sources.Files("src/Integrity.Web/Pages", ".razor", ".cs").Select(file => file.Text));
        var acts = typeof(Door).Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAct<>)))
            .Where(type => type.GetCustomAttribute<MayAttribute>() is { } may && (may.Duties.Count > 0 || may.AnyPerson || may.AnyBusiness))
            .Select(type => type.Name).ToList();
        Assert.True(acts.Count > 100, "No acts were found.");
        Assert.Equal([], acts.Where(act => !WithoutForm.ContainsKey(act) && !System.Text.RegularExpressions.Regex.IsMatch(pages, $@"\bnew {act}\(")).Order(StringComparer.Ordinal));
        Assert.Equal([], WithoutForm.Keys.Except(acts));
    }
}
