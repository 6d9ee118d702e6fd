namespace Integrity.App.Workflows;

/// <summary>A box of the picture: a state, or the words of an arrow, or a bend of one.</summary>
public sealed class DiagramBox
{
    internal DiagramBox(StateNode? state, DiagramArrow? arrow, int layer, double width, double height) =>
        (State, Arrow, Layer, Width, Height) = (state, arrow, layer, width, height);

    public StateNode? State { get; }

    /// <summary>Set on the box that carries an arrow's words.</summary>
    public DiagramArrow? Arrow { get; }
    public double Width { get; }
    public double Height { get; internal set; }
    public double X { get; internal set; }
    public double Y { get; internal set; }
    internal int Layer { get; }
    internal List<DiagramBox> Above { get; } = [];
    internal List<DiagramBox> Below { get; } = [];
}

/// <summary>An arrow and the boxes it goes through, from its state to its target.</summary>
public sealed record DiagramLine(DiagramArrow Arrow, IReadOnlyList<DiagramBox> Through);

/// <summary>Places states in layers from the start downwards; between two layers of states lies one of words, so that no word covers another.</summary>
/// <remarks>The usual four steps: break cycles, rank by longest way, order by the middle of the neighbours, straighten.</remarks>
public sealed class DiagramLayout
{
    private const double Gap = 22;
    private readonly Dictionary<StateNode, DiagramBox> boxes = [];
    private readonly List<List<DiagramBox>> layers = [];
    private readonly List<DiagramLine> lines = [];

    /// <param name="diagram">What is shown.</param>
    /// <param name="sizeOfState">Width and height that a state needs.</param>
    /// <param name="sizeOfWords">Width and height that an arrow's words need.</param>
    public DiagramLayout(Diagram diagram, Func<StateNode, (double Width, double Height)> sizeOfState, Func<DiagramArrow, (double Width, double Height)> sizeOfWords)
    {
        var arrows = diagram.Arrows;
        var start = diagram.Definition.Root.FirstLeaf()!;
        var back = BackArrows(start, arrows);
        var ranks = Ranks(diagram.States, arrows.Where(arrow => !back.Contains(arrow)).ToList());
        foreach (var state in diagram.States.OrderBy(state => ranks[state]))
        {
            var (width, height) = sizeOfState(state);
            boxes[state] = Place(new(state, null, 2 * ranks[state], width, height));
        }
        foreach (var arrow in arrows) lines.Add(Thread(arrow, back.Contains(arrow), sizeOfWords(arrow)));
        Order();
        Straighten();
    }

    public IReadOnlyList<DiagramLine> Lines => lines;

    public DiagramBox this[StateNode state] => boxes[state];

    public IEnumerable<DiagramBox> States => boxes.Values;

    /// <summary>Heights at which the picture can be cut without cutting a box or a word: between two layers.</summary>
    public IReadOnlyList<double> Cuts => [.. layers.Where(layer => layer.Count > 0).Select(layer => layer[0].Y + layer.Max(box => box.Height) / 2 + Gap / 2)];

    public double Width => layers.SelectMany(layer => layer).Max(box => box.X + box.Width / 2) + Gap;

    public double Height => layers.SelectMany(layer => layer).Max(box => box.Y + box.Height / 2) + Gap;

    /// <summary>The arrows that lead back to where a walk from the start has already been.</summary>
    private static HashSet<DiagramArrow> BackArrows(StateNode start, IReadOnlyList<DiagramArrow> arrows)
    {
        HashSet<DiagramArrow> back = [];
        Dictionary<StateNode, bool> open = [];
        void Visit(StateNode state)
        {
            open[state] = true;
            foreach (var arrow in arrows.Where(arrow => arrow.From == state))
                if (!open.TryGetValue(arrow.To, out var onTheWay)) Visit(arrow.To);
                else if (onTheWay) back.Add(arrow);
            open[state] = false;
        }
        Visit(start);
        foreach (var state in arrows.Select(arrow => arrow.From).Where(state => !open.ContainsKey(state)).ToList())
            if (!open.ContainsKey(state)) Visit(state);
        return back;
    }

    private static Dictionary<StateNode, int> Ranks(IReadOnlyList<StateNode> states, IReadOnlyList<DiagramArrow> forward)
    {
        var ranks = states.ToDictionary(state => state, _ => 0);
        for (var round = 0; round < states.Count; round++)
            foreach (var arrow in forward) ranks[arrow.To] = Math.Max(ranks[arrow.To], ranks[arrow.From] + 1);
        return ranks;
    }

    private DiagramBox Place(DiagramBox box)
    {
        while (layers.Count <= box.Layer) layers.Add([]);
        layers[box.Layer].Add(box);
        return box;
    }

    private DiagramLine Thread(DiagramArrow arrow, bool back, (double Width, double Height) words)
    {
        var (upper, lower) = back ? (boxes[arrow.To], boxes[arrow.From]) : (boxes[arrow.From], boxes[arrow.To]);
        var worded = back ? lower.Layer - 1 : upper.Layer + 1;
        List<DiagramBox> through = [upper];
        for (var layer = upper.Layer + 1; layer < lower.Layer; layer++)
            through.Add(Place(layer == worded ? new(null, arrow, layer, words.Width, words.Height) : new(null, null, layer, 8, 0)));
        through.Add(lower);
        foreach (var (above, below) in through.Zip(through.Skip(1)))
        {
            above.Below.Add(below);
            below.Above.Add(above);
        }
        if (back) through.Reverse();
        return new(arrow, through);
    }

    private void Order()
    {
        for (var round = 0; round < 24; round++)
        {
            var downwards = round % 2 == 0;
            foreach (var layer in downwards ? layers : Enumerable.Reverse(layers))
            {
                var position = layer.Select((box, i) => (box, i)).ToDictionary(pair => pair.box, pair => (double)pair.i);
                var middle = layer.ToDictionary(box => box, box =>
                {
                    var near = downwards ? box.Above : box.Below;
                    return near.Count == 0 ? position[box] : near.Average(other => (double)layers[other.Layer].IndexOf(other) / Math.Max(1, layers[other.Layer].Count - 1) * (layer.Count - 1));
                });
                var sorted = layer.OrderBy(box => middle[box]).ThenBy(box => position[box]).ToList();
                layer.Clear();
                layer.AddRange(sorted);
            }
        }
    }

    private void Straighten()
    {
        var y = Gap;
        foreach (var layer in layers)
        {
            var height = layer.Count == 0 ? 0 : layer.Max(box => box.Height);
            var x = 0.0;
            foreach (var box in layer)
            {
                (box.X, box.Y) = (x + box.Width / 2, y + height / 2);
                // A bend goes straight past the whole layer, so that its arrow cuts no corner of a state.
                if (box.State is null && box.Arrow is null) box.Height = height;
                x += box.Width + Gap;
            }
            y += height + Gap;
        }
        for (var round = 0; round < 160; round++)
            foreach (var layer in round % 2 == 0 ? layers : Enumerable.Reverse(layers)) Pull(layer);
        for (var round = 0; round < 6; round++)
            foreach (var line in lines) Plumb([.. line.Through.Where(box => box.State is null && box.Arrow is null)]);
        var left = layers.SelectMany(layer => layer).Min(box => box.X - box.Width / 2);
        foreach (var box in layers.SelectMany(layer => layer)) box.X += Gap - left;
    }

    /// <summary>Moves each box towards the middle of its neighbours, without touching its order or the boxes beside it.</summary>
    private static void Pull(List<DiagramBox> layer)
    {
        var wish = layer.Select(Wish).ToArray();
        double[] fromLeft = [.. wish], fromRight = [.. wish];
        for (var i = 1; i < layer.Count; i++) fromLeft[i] = Math.Max(wish[i], fromLeft[i - 1] + Apart(layer[i - 1], layer[i]));
        for (var i = layer.Count - 2; i >= 0; i--) fromRight[i] = Math.Min(wish[i], fromRight[i + 1] - Apart(layer[i], layer[i + 1]));
        for (var i = 0; i < layer.Count; i++) layer[i].X = (fromLeft[i] + fromRight[i]) / 2;
    }

    /// <summary>Stands all bends of one long arrow in one line, where the boxes beside them leave room.</summary>
    private void Plumb(List<DiagramBox> bends)
    {
        if (bends.Count == 0) return;
        var (least, most) = (double.MinValue, double.MaxValue);
        foreach (var bend in bends)
        {
            var layer = layers[bend.Layer];
            var i = layer.IndexOf(bend);
            if (i > 0) least = Math.Max(least, layer[i - 1].X + Apart(layer[i - 1], bend));
            if (i < layer.Count - 1) most = Math.Min(most, layer[i + 1].X - Apart(bend, layer[i + 1]));
        }
        if (least > most) return;
        var x = Math.Clamp(bends.Average(bend => bend.X), least, most);
        foreach (var bend in bends) bend.X = x;
    }

    /// <summary>Two bends of one long arrow want to stand straight above each other more than anything else.</summary>
    private static double Wish(DiagramBox box)
    {
        double weights = 0, sum = 0;
        foreach (var near in box.Above.Concat(box.Below))
        {
            var weight = ((box.State is null ? 1 : 0) + (near.State is null ? 1 : 0)) switch { 2 => 12, 1 => 2, _ => 1 };
            (weights, sum) = (weights + weight, sum + weight * near.X);
        }
        return weights == 0 ? box.X : sum / weights;
    }

    private static double Apart(DiagramBox left, DiagramBox right) => (left.Width + right.Width) / 2 + Gap;
}
