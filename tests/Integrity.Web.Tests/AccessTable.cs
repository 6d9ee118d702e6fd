namespace Integrity.Web.Tests;

/// <summary>The hand-written table of <c>AccessMatrix.txt</c>.</summary>
public static class AccessTable
{
    /// <summary>Everybody who can stand at a door over HTTP, by the name under which he signs in; the last is nobody.</summary>
    public static readonly string[] Callers =
        ["engineer", "engineer-2", "finance", "finance-2", "auditor", "auditor-2", "secretary", "leader-2", "admin", "contractor", SignedOut];

    public const string SignedOut = "signed-out";
    public const string Operator = "operator";
    public const string OwnContractor = "own-contractor";

    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["leader"] = ["leader-2"],
        ["administrator"] = ["admin"],
        ["staff"] = Callers[..8],
        ["person"] = Callers[..10],
        ["everyone"] = Callers,
        ["nobody"] = [],
    };

    /// <summary>The callers of each door; <see cref="OwnContractor"/> and <see cref="Operator"/> stand as themselves.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Rows { get; } = Read();

    private static Dictionary<string, IReadOnlySet<string>> Read()
    {
        var rows = new Dictionary<string, IReadOnlySet<string>>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "AccessMatrix.txt")))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var at = line.LastIndexOf(" : ", StringComparison.Ordinal);
            if (at < 0) throw new FormatException($"AccessMatrix.txt: no \" : \" in \"{line}\".");
            var who = new HashSet<string>();
            foreach (var word in line[(at + 3)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (Words.TryGetValue(word, out var several)) who.UnionWith(several);
                else if (Callers.Contains(word) || word is Operator or OwnContractor) who.Add(word);
                else throw new FormatException($"AccessMatrix.txt: nobody is called \"{word}\" in \"{line}\".");
            }
            if (!rows.TryAdd(line[..at].Trim(), who)) throw new FormatException($"AccessMatrix.txt: \"{line[..at]}\" stands there twice.");
        }
        return rows;
    }
}
