namespace Integrity.Tests.Architecture;

/// <summary>A module's part in one project.</summary>
internal readonly record struct Part(string Project, string Module)
{
    /// <summary>The part that a namespace belongs to, null outside the two projects. Types above all modules put the program together: their module is empty.</summary>
    public static Part? Of(string space)
    {
        var names = space.Split('.');
        return names is ["Integrity", "Domain" or "App", ..] ? new(names[1], names.Length > 2 ? names[2] : "") : null;
    }

    public override string ToString() => Module.Length == 0 ? Project : $"{Project}.{Module}";
}

internal readonly record struct Edge(Part From, Part To);

/// <summary>Who may use whom, directly; nothing is inherited. Domain never sees App, so each project's ground has its own order.</summary>
/// <param name="DomainGround">Usable by all modules; each may use those before it.</param>
/// <param name="AppGround">The same in App, where each may also use all ground of Domain.</param>
/// <param name="Rows">For each other module, the others that it may use, in both projects.</param>
internal sealed record Modules(IReadOnlyList<string> DomainGround, IReadOnlyList<string> AppGround, IReadOnlyDictionary<string, string[]> Rows)
{
    private static readonly string[] Exchangeable =
        ["Parties", "Decisions", "Projects", "Contracts", "Certificates", "Payments", "Cases", "Supervision"];

    /// <summary>The house's table.</summary>
    public static Modules Table { get; } = new(
        ["Values", "Identity", "Acts", "Journal", "Ledger", "Workflows", "Documents"],
        ["Values", "Storage", "Journal", "Acts", "Identity", "Ledger", "Workflows", "Documents"],
        new Dictionary<string, string[]>
        {
            ["Parties"] = [],
            ["Decisions"] = [],
            ["Projects"] = ["Parties"],
            ["Contracts"] = ["Projects", "Parties", "Decisions"],
            ["Certificates"] = ["Contracts", "Projects", "Parties"],
            ["Payments"] = ["Certificates", "Contracts", "Parties", "Projects", "Decisions"],
            ["Cases"] = ["Contracts", "Parties", "Decisions", "Certificates", "Payments"],
            ["TipOffs"] = ["Projects", "Cases"],
            ["Supervision"] = ["Projects", "Contracts", "Parties", "Cases"],
            ["Disclosure"] = Exchangeable,
            ["Exchange"] = [.. Exchangeable, "Disclosure"],
            ["Desk"] = [.. Exchangeable, "Disclosure", "Exchange"],
        });

    /// <summary>Every way in which the edges break the table, in words.</summary>
    public IReadOnlyList<string> Faults(IEnumerable<Edge> edges)
    {
        var all = edges.Where(edge => edge.From != edge.To).Distinct().ToArray();
        var faults = all.SelectMany(edge => new[] { edge.From, edge.To }).Distinct()
            .Where(part => part.Module.Length > 0 && !Ground(part.Project).Contains(part.Module) && !Rows.ContainsKey(part.Module))
            .Select(part => $"{part} has no row.").ToList();
        faults.AddRange(all.Where(edge => !IsAllowed(edge)).Select(edge => $"{edge.From} may not use {edge.To}."));
        if (Cycle(all.GroupBy(edge => edge.From.ToString(), edge => edge.To.ToString())) is { } used) faults.Add($"The modules go in a circle: {used}.");
        if (Cycle(Rows.SelectMany(row => row.Value, (row, to) => (row.Key, to)).GroupBy(row => row.Key, row => row.to)) is { } written)
            faults.Add($"The table goes in a circle: {written}.");
        return faults;
    }

    private bool IsAllowed(Edge edge)
    {
        var (from, to) = edge;
        if (from.Project == "Domain" && to.Project != "Domain") return false;
        if (from.Module.Length == 0) return true;
        if (to.Module.Length == 0) return false;
        if (from.Module == to.Module) return true;
        var (place, ground) = (Place(from), Place(to));
        if (place < 0) return ground >= 0 || (Rows.TryGetValue(from.Module, out var row) && row.Contains(to.Module));
        return ground >= 0 && (from.Project != to.Project || ground < place);
    }

    private IReadOnlyList<string> Ground(string project) => project == "Domain" ? DomainGround : AppGround;

    private int Place(Part part) => Ground(part.Project).ToList().IndexOf(part.Module);

    private static string? Cycle(IEnumerable<IGrouping<string, string>> edges)
    {
        var next = edges.ToDictionary(one => one.Key, one => one.Distinct().ToArray());
        var done = new HashSet<string>();
        return next.Keys.Select(start => Walk(start, [])).FirstOrDefault(found => found is not null);

        string? Walk(string at, List<string> path)
        {
            if (path.IndexOf(at) is var seen and >= 0) return string.Join(" → ", path.Skip(seen).Append(at));
            if (done.Contains(at) || !next.TryGetValue(at, out var further)) return null;
            path.Add(at);
            foreach (var one in further)
                if (Walk(one, path) is { } found) return found;
            path.RemoveAt(path.Count - 1);
            done.Add(at);
            return null;
        }
    }
}
