using System.Globalization;
using System.Security;
using System.Text;

namespace Integrity.App.Workflows;

/// <summary>A definition as a picture of its own: no script, no font to load, readable in print and dark theme.</summary>
/// <remarks>The lit state is marked by a word as well as by colour; the walked path is thick. Colours may be set by the page: <c>--wf-ink</c>, <c>--wf-paper</c>, <c>--wf-accent</c>, <c>--wf-quiet</c>.</remarks>
public static class SvgDrawing
{
    private const double Em = 13, Small = 11, Line = 18;

    // In em of the small letters; longer words go on in the next line, so that the picture stays narrow enough for paper.
    private const double WidestWords = 6.5, WidestState = 11;

    // A4 across, in millimetres, inside margins of ten; a letter is at least 7 and at most 11 points high.
    private const double SheetWidth = 277, SheetHeight = 186, LargestScale = 0.35;

    private const string Style = """
        .wf{font:13px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif}
        .wf text{fill:var(--wf-ink,#1d2733);text-anchor:middle}
        .wf .name{font-weight:600}.wf .small{font-size:11px}
        .wf .box{fill:var(--wf-paper,#fff);stroke:var(--wf-quiet,#6b7785);stroke-width:1}
        .wf .end{stroke-width:3}.wf .been .box{stroke:var(--wf-accent,#1f4e9e);stroke-width:2}
        .wf .now .box{fill:var(--wf-accent,#1f4e9e);stroke:var(--wf-accent,#1f4e9e)}.wf .now text{fill:var(--wf-paper,#fff)}
        .wf .way{fill:none;stroke:var(--wf-quiet,#6b7785)}.wf .clock{stroke-dasharray:4 3}.wf .again{stroke-dasharray:10 5}
        .wf .been.way{stroke:var(--wf-accent,#1f4e9e);stroke-width:2.5}
        .wf .word{fill:var(--wf-paper,#fff);fill-opacity:.85}
        """;

    public static string Of(Diagram diagram)
    {
        var picture = Draw(diagram);
        return $"""{Head(diagram)} width="{N(picture.Width)}" height="{N(picture.Height)}" viewBox="0 0 {N(picture.Width)} {N(picture.Height)}">{picture.Body}</svg>""";
    }

    /// <summary>The picture for print: as many sheets of A4 across as it needs, cut between two rows, each letter at least 7 points high.</summary>
    public static IReadOnlyList<string> Sheets(Diagram diagram)
    {
        var picture = Draw(diagram);
        var scale = Math.Min(SheetWidth / picture.Width, LargestScale);
        var sheets = new List<string>();
        for (double from = 0; from < picture.Height;)
        {
            var reach = from + SheetHeight / scale;
            var to = reach >= picture.Height ? picture.Height : picture.Cuts.Where(cut => cut > from && cut <= reach).DefaultIfEmpty(reach).Max();
            sheets.Add($"""{Head(diagram)} style="width:{N(picture.Width * scale)}mm;height:{N((to - from) * scale)}mm" viewBox="0 {N(from)} {N(picture.Width)} {N(to - from)}">{picture.Body.Replace("wf-tip", $"wf-tip-{sheets.Count + 1}", StringComparison.Ordinal)}</svg>""");
            from = to;
        }
        return sheets;
    }

    private sealed record Picture(double Width, double Height, IReadOnlyList<double> Cuts, string Body);

    private static string Head(Diagram diagram) =>
        $"""<svg xmlns="http://www.w3.org/2000/svg" class="wf" role="img" lang="{(diagram.View.Language == Domain.Values.Language.Chinese ? "zh-CN" : "en")}" """.TrimEnd();

    private static Picture Draw(Diagram diagram)
    {
        var layout = new DiagramLayout(diagram, state => SizeOf(StateLines(diagram, state)), arrow => SizeOf(WordLines(arrow)));
        var zh = diagram.View.Language == Domain.Values.Language.Chinese;
        List<string> foot = [];
        if (diagram.Everywhere is { Count: > 0 } events) foot.Add((zh ? "任何环节均可：" : "In every step: ") + string.Join(zh ? "；" : "; ", events));
        foot.AddRange(diagram.PeriodsEverywhere.Select(period => $"{diagram.NameOfEverywhere}{(zh ? "：" : ": ")}◷ {period}"));
        var (width, height) = (Math.Max(layout.Width, 420), layout.Height + (foot.Count > 0 ? (foot.Count + 1) * Line : 0));
        var svg = new StringBuilder();
        svg.Append($"<title>{T(diagram.Title)}</title><style>{Style}</style>");
        svg.Append("""<defs><marker id="wf-tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0,0L8,4L0,8z" fill="context-stroke"/></marker></defs>""");
        var been = diagram.View.Walked.ToHashSet();
        foreach (var line in layout.Lines) Way(svg, layout, line, been.Contains((line.Arrow.From.Path, line.Arrow.To.Path)));
        foreach (var line in layout.Lines)
            foreach (var box in line.Through.Where(box => box.Arrow is not null)) Words(svg, box);
        foreach (var box in layout.States) State(svg, diagram, box, been);
        foreach (var (text, i) in foot.Select((text, i) => (text, i)))
            svg.Append($"""<text x="{N(width / 2)}" y="{N(height - (foot.Count - i) * Line)}" class="small">{T(text)}</text>""");
        return new(width, height, layout.Cuts, svg.ToString());
    }

    private static List<(string Text, string Class)> StateLines(Diagram diagram, StateNode state)
    {
        List<(string, string)> lines = [(diagram.NameOf(state), "name")];
        if (diagram.OwnerOf(state) is { } owner) lines.AddRange(Wrapped(owner, WidestState));
        lines.AddRange(diagram.DeadlinesOf(state).SelectMany(text => Wrapped("◷ " + text, WidestState)));
        if (state.Path == diagram.View.Now) lines.Add((diagram.View.Language == Domain.Values.Language.Chinese ? "● 当前环节" : "● now", "small"));
        return lines;
    }

    private static List<(string Text, string Class)> WordLines(DiagramArrow arrow) => [.. arrow.Labels.SelectMany(label => Wrapped(label, WidestWords))];

    /// <summary>Lines of about one length, broken at a space, or between Chinese characters where there is none.</summary>
    private static IEnumerable<(string Text, string Class)> Wrapped(string text, double widest)
    {
        var lines = Math.Ceiling(WidthOf(text) / widest);
        while (lines > 1)
        {
            var (most, at) = (WidthOf(text) / lines, 0);
            for (var i = 1; i < text.Length; i++)
            {
                if (text[i] != ' ' && !(text[i] > 0x2e80 && text[i - 1] > 0x2e80 && text[i] is not ('：' or '、' or '（' or '）' or '，'))) continue;
                if (at > 0 && Math.Abs(WidthOf(text[..i]) - most) > Math.Abs(WidthOf(text[..at]) - most)) break;
                at = i;
            }
            if (at == 0) break;
            yield return (text[..at], "small");
            (text, lines) = (text[at..].TrimStart(), lines - 1);
        }
        yield return (text, "small");
    }

    private static (double, double) SizeOf(List<(string Text, string Class)> lines) =>
        (lines.Max(line => WidthOf(line.Text) * (line.Class == "small" ? Small : Em)) + 18, lines.Count * Line + 8);

    /// <summary>In em: a Chinese character is one wide, a Latin letter a little over half.</summary>
    private static double WidthOf(string text) => text.Sum(c => c > 0x2e80 ? 1.0 : 0.58);

    private static void State(StringBuilder svg, Diagram diagram, DiagramBox box, HashSet<(string From, string To)> been)
    {
        var state = box.State!;
        var marks = state.Path == diagram.View.Now ? " now" : been.Any(move => move.From == state.Path || move.To == state.Path) ? " been" : "";
        svg.Append($"""<g class="state{marks}" data-state="{T(state.Path)}"><title>{T(Described(diagram, state))}</title>""");
        svg.Append($"""<rect class="box{(state.IsFinal ? " end" : "")}" x="{N(box.X - box.Width / 2)}" y="{N(box.Y - box.Height / 2)}" width="{N(box.Width)}" height="{N(box.Height)}" rx="6"/>""");
        Texts(svg, box, StateLines(diagram, state));
        svg.Append("</g>");
    }

    /// <summary>What a definition says in both languages, in the reader's.</summary>
    private static string Described(Diagram diagram, StateNode state) =>
        state.Description?.Split(" / ") is [var zh, var en] ? new Words(zh, en).In(diagram.View.Language) : state.Description ?? diagram.NameOf(state);

    private static void Words(StringBuilder svg, DiagramBox box)
    {
        svg.Append($"""<rect class="word" x="{N(box.X - box.Width / 2 + 4)}" y="{N(box.Y - box.Height / 2)}" width="{N(box.Width - 8)}" height="{N(box.Height)}"/>""");
        Texts(svg, box, WordLines(box.Arrow!));
    }

    private static void Texts(StringBuilder svg, DiagramBox box, List<(string Text, string Class)> lines)
    {
        var y = box.Y - box.Height / 2 + 4;
        foreach (var (text, kind) in lines)
            svg.Append($"""<text x="{N(box.X)}" y="{N((y += Line) - 5)}" class="{kind}">{T(text)}</text>""");
    }

    private static void Way(StringBuilder svg, DiagramLayout layout, DiagramLine line, bool been)
    {
        var (from, to) = (layout[line.Arrow.From], layout[line.Arrow.To]);
        var down = to.Y > from.Y ? 1 : -1;
        var (x, y) = (Port(from, line, layout.Lines, down > 0), from.Y + down * from.Height / 2);
        var path = new StringBuilder($"M{N(x)},{N(y)}");
        void Bend(double toX, double toY)
        {
            var middle = (y + toY) / 2;
            path.Append($"C{N(x)},{N(middle)} {N(toX)},{N(middle)} {N(toX)},{N(toY)}");
            (x, y) = (toX, toY);
        }
        foreach (var box in line.Through.Skip(1).SkipLast(1))
        {
            Bend(box.X, box.Y - down * box.Height / 2);
            path.Append($"V{N(y = box.Y + down * box.Height / 2)}");
        }
        Bend(Port(to, line, layout.Lines, down < 0), to.Y - down * (to.Height / 2 + 2));
        svg.Append($"""<path class="way{(line.Arrow.ByClock ? " clock" : line.Arrow.Reopens ? " again" : "")}{(been ? " been" : "")}" d="{path}" marker-end="url(#wf-tip)"/>""");
    }

    /// <summary>The arrows of one side of a state leave and arrive beside one another, in the order in which they come.</summary>
    private static double Port(DiagramBox box, DiagramLine line, IReadOnlyList<DiagramLine> lines, bool lowerSide)
    {
        var side = lines.Where(other => other.Through[0] == box || other.Through[^1] == box)
            .Select(other => (Line: other, Next: other.Through[0] == box ? other.Through[1] : other.Through[^2]))
            .Where(end => end.Next.Y > box.Y == lowerSide).OrderBy(end => end.Next.X).Select(end => end.Line).ToList();
        return box.X - box.Width / 2 + box.Width * (side.IndexOf(line) + 1) / (side.Count + 1);
    }

    private static string N(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);

    private static string T(string text) => SecurityElement.Escape(text);
}
