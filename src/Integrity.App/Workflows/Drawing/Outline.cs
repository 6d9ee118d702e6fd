using Integrity.Domain.Values;

namespace Integrity.App.Workflows;

/// <summary>One way on from a state, in words.</summary>
public sealed record OutlineWay(string Label, string By, string? To);

/// <summary>One state of the list that stands beside the picture, for screen readers and paper.</summary>
public sealed record OutlineState(string Path, string Name, string? Owner, bool Now, bool Visited, IReadOnlyList<string> Deadlines, IReadOnlyList<OutlineWay> Ways);

/// <summary>The same as the picture, as an ordered list: each state with who has it, how long it may take and where it leads; last what belongs to every step.</summary>
public static class Outline
{
    public static IReadOnlyList<OutlineState> Of(Diagram diagram)
    {
        var graph = new CaseGraph(diagram.Definition);
        var visited = diagram.View.Walked.SelectMany(move => new[] { move.From, move.To }).ToHashSet(StringComparer.Ordinal);
        OutlineWay WayOf(Transition arrow, string? to) => new(diagram.LabelOf(arrow),
            string.Join(diagram.View.Language == Language.Chinese ? "、" : ", ", arrow.By.Select(role => diagram.Say(diagram.Definition.RoleWords(role)))), to);
        List<OutlineState> list = [.. diagram.States.Select(state => new OutlineState(
            state.Path, diagram.NameOf(state), diagram.OwnerOf(state), state.Path == diagram.View.Now, visited.Contains(state.Path), diagram.DeadlinesOf(state),
            [.. graph.From(state).Where(edge => edge.Arrow.Source.Parent is not null).Select(edge => WayOf(edge.Arrow, edge.To == state ? null : diagram.NameOf(edge.To)))]))];
        if (diagram.PeriodsEverywhere is { Count: > 0 } periods)
        {
            var root = diagram.Definition.Root;
            list.Add(new(root.Path, diagram.NameOfEverywhere, null, Now: false, Visited: false, periods, [.. root.Transitions.Where(arrow => !arrow.Forbids).Select(arrow => WayOf(arrow, null))]));
        }
        return list;
    }
}
