namespace Integrity.App.Workflows;

/// <summary>What taking one arrow does: which states are left and entered, and every action in the order exit, transition, entry.</summary>
/// <remarks>The order and the reach are those of XState v5: a target inside its own source leaves the source standing unless it re-enters.</remarks>
public sealed record Step(StateNode From, StateNode To, IReadOnlyList<StateNode> Exited, IReadOnlyList<StateNode> Entered, IReadOnlyList<Call> Actions)
{
    /// <summary>The start of a life: everything from the outside in is entered.</summary>
    public static Step Begin(WorkflowDefinition definition)
    {
        var leaf = definition.Root.FirstLeaf()!;
        var entered = leaf.Outward().Reverse().ToList();
        return new(leaf, leaf, [], entered, [.. entered.SelectMany(node => node.Entry), .. AtTheEnd(leaf)]);
    }

    public static Step Of(StateNode from, Transition arrow)
    {
        if (arrow.Target is not { } target) return new(from, from, [], [], arrow.Actions);
        var source = arrow.Source;
        var root = from.Outward().Last();
        var stays = !arrow.Reenter && (target == source || target.LiesIn(source));
        // The innermost state that remains around the whole move; none when the machine itself is re-entered.
        var domain = stays ? source : Around(target, source) ?? (arrow.Reenter ? null : root);

        var exited = from.Outward().Where(node => domain is null || node.LiesIn(domain)).ToList();
        var to = target.FirstLeaf()!;
        var entered = to.Outward().Where(node => domain is null || node.LiesIn(domain)).Reverse().ToList();
        return new(from, to, exited, entered,
            [.. from.Ends ? [] : exited.SelectMany(node => node.Exit), .. arrow.Actions, .. entered.SelectMany(node => node.Entry), .. AtTheEnd(to)]);
    }

    /// <summary>The arrows that could answer a trigger, inner before outer, each state's in the order of the file.</summary>
    public static IEnumerable<Transition> Candidates(StateNode leaf, string trigger) =>
        leaf.Answers.Where(arrow => arrow.Trigger == trigger);

    private static StateNode? Around(StateNode target, StateNode source) =>
        target.Outward().Skip(1).FirstOrDefault(source.LiesIn);

    /// <summary>When the whole life ends, what the last states do on leaving happens too; so it does not happen again where the life is reopened.</summary>
    private static IEnumerable<Call> AtTheEnd(StateNode leaf) =>
        leaf.Ends ? leaf.Outward().SelectMany(node => node.Exit) : [];
}
