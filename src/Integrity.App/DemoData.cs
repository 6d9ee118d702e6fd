using System.Text.Json;
using Integrity.App.Values;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;

namespace Integrity.App;

public sealed record DemoPerson(string Name, string SignIn, Office Office, string Post, IReadOnlyList<Duty> Duties);

public sealed record DemoLeader(string Name, string SignIn, string Post);

public sealed record DemoProject(string Number, string Name, ProjectKind Kind);

public sealed record DemoBank(string Name, string Cnaps);

/// <summary>The names of the demo bureau: all fictional, region 329900 is assigned to no place.</summary>
public sealed record DemoData(
    string Password, IReadOnlyList<DemoPerson> People, IReadOnlyList<DemoLeader> Leaders, IReadOnlyList<DemoProject> Projects,
    IReadOnlyDictionary<CounterpartyKind, IReadOnlyList<string>> Firms, IReadOnlyList<string> Owners, IReadOnlyList<DemoBank> Banks, IReadOnlyList<string> Payers)
{
    /// <summary>The sign-in name of the one contractor account; its party is the first construction team.</summary>
    public const string Contractor = "lutong";

    public static DemoData Read()
    {
        using var stream = typeof(DemoData).Assembly.GetManifestResourceStream("seed/demo/bureau.json")!;
        return JsonSerializer.Deserialize<DemoData>(stream, Json.Options)!;
    }
}
