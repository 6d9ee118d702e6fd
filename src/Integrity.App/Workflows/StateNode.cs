namespace Integrity.App.Workflows;

/// <summary>One state of the machine; the machine itself is the outermost.</summary>
public sealed class StateNode
{
    internal StateNode(string key, StateNode? parent, string at)
    {
        (Key, Parent, At) = (key, parent, at);
        Path = parent is null ? "" : parent.Path.Length == 0 ? key : $"{parent.Path}.{key}";
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    public string Key { get; }
    public StateNode? Parent { get; }

    /// <summary>Keys from the outside in, joined by dots; empty for the machine itself.</summary>
    public string Path { get; }
    public int Depth { get; }

    /// <summary>JSON path in the file.</summary>
    public string At { get; }

    public string? Id { get; internal set; }
    public bool IsFinal { get; internal set; }
    public string? InitialKey { get; internal set; }
    public string? Description { get; internal set; }
    public Words? Label { get; internal set; }
    public string? Owner { get; internal set; }
    public IReadOnlyList<string> Tags { get; internal set; } = [];
    public IReadOnlyList<StateTask> Tasks { get; internal set; } = [];
    public IReadOnlyList<Call> Entry { get; internal set; } = [];
    public IReadOnlyList<Call> Exit { get; internal set; } = [];
    public IReadOnlyList<Transition> Transitions { get; internal set; } = [];
    public IReadOnlyList<StateNode> Children { get; internal set; } = [];

    public bool IsLeaf => Children.Count == 0;
    public StateNode? Initial => Children.FirstOrDefault(child => child.Key == InitialKey);

    /// <summary>Here the whole life ends; a final state inside another one ends only that one.</summary>
    public bool Ends => IsFinal && Parent is { Parent: null };

    public Words Words => Label ?? new(Key, Key);

    /// <summary>This state, then what it lies in, from the inside out.</summary>
    public IEnumerable<StateNode> Outward()
    {
        for (StateNode? node = this; node is not null; node = node.Parent) yield return node;
    }

    /// <summary>This state, then everything in it, in the order of the file.</summary>
    public IEnumerable<StateNode> Inward()
    {
        yield return this;
        foreach (var child in Children)
            foreach (var node in child.Inward()) yield return node;
    }

    public IEnumerable<StateNode> Leaves() => Inward().Where(node => node.IsLeaf);

    /// <summary>Every arrow that can answer here, inner before outer; once the life has ended, only a declared reopening (P-6).</summary>
    public IEnumerable<Transition> Answers => Ends ? Transitions : Outward().SelectMany(node => node.Transitions);

    public StateNode? Below(string path)
    {
        StateNode? node = this;
        foreach (var key in path.Split('.')) node = node?.Children.FirstOrDefault(child => child.Key == key);
        return node;
    }

    public bool LiesIn(StateNode other) => this != other && Outward().Contains(other);

    /// <summary>Whether a case here carries the tag, by this state or one it lies in.</summary>
    public bool Has(string tag) => Outward().Any(node => node.Tags.Contains(tag));

    /// <summary>Where a case ends up that enters this state: its first innermost state.</summary>
    public StateNode? FirstLeaf()
    {
        StateNode? node = this;
        while (node is { IsLeaf: false }) node = node.Initial;
        return node;
    }

    public override string ToString() => Path;
}

/// <summary>One arrow: what moves a case from here, who may do it, what must be the case, what follows.</summary>
public sealed class Transition
{
    internal Transition(StateNode source, string trigger, string at) => (Source, Trigger, At) = (source, trigger, at);

    public StateNode Source { get; }
    public string Trigger { get; }
    public string At { get; }
    public Call? Guard { get; internal set; }
    public string? TargetText { get; internal set; }

    /// <summary>Null: the case stays, only the actions happen.</summary>
    public StateNode? Target { get; internal set; }
    public bool Reenter { get; internal set; }
    public IReadOnlyList<Call> Actions { get; internal set; } = [];
    public IReadOnlyList<string> By { get; internal set; } = [];
    public IReadOnlyList<string> Requires { get; internal set; } = [];
    public Words? Label { get; internal set; }

    /// <summary>Neither target nor action: the event is stopped here and does not reach the outer states.</summary>
    public bool Forbids => TargetText is null && Actions.Count == 0;

    public bool IsBroken => TargetText is not null && Target is null;
}

/// <summary>Work that must be done inside a state before it can be left.</summary>
public sealed record StateTask(string Code, string Role, bool NeedsAll, Words Label, string At);
