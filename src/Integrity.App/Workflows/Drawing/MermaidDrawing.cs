using System.Text;

namespace Integrity.App.Workflows;

/// <summary>A definition as the text of a Mermaid state diagram, with labels and deadlines.</summary>
public static class MermaidDrawing
{
    public static string Of(Diagram diagram)
    {
        var root = diagram.Definition.Root;
        var text = new StringBuilder("---\ntitle: ").Append(Plain(diagram.Title)).Append(" v").Append(diagram.Definition.Version).Append("\n---\nstateDiagram-v2\n");
        foreach (var child in root.Children) State(text, diagram, child, "  ");
        text.Append("  [*] --> ").Append(Id(root.Initial!)).Append('\n');
        foreach (var arrow in diagram.Arrows)
            text.Append("  ").Append(Id(arrow.From)).Append(" --> ").Append(Id(arrow.To)).Append(" : ").Append(string.Join("<br/>", arrow.Labels.Select(Plain))).Append('\n');
        foreach (var end in diagram.States.Where(state => state.Ends)) text.Append("  ").Append(Id(end)).Append(" --> [*]\n");
        foreach (var state in diagram.States)
            if (diagram.DeadlinesOf(state) is { Count: > 0 } deadlines)
                text.Append("  note right of ").Append(Id(state)).Append('\n').Append(string.Concat(deadlines.Select(line => $"    {Plain(line)}\n"))).Append("  end note\n");
        foreach (var period in diagram.PeriodsEverywhere)
            text.Append("  note right of ").Append(Id(root.Initial!)).Append("\n    ").Append(Plain($"{diagram.NameOfEverywhere}: {period}")).Append("\n  end note\n");
        if (diagram.View.Walked.Count > 0)
            text.Append("  classDef walked stroke:#1f4e9e,stroke-width:2px\n  class ")
                .AppendJoin(',', diagram.View.Walked.SelectMany(move => new[] { move.From, move.To }).Distinct().Select(path => Id(diagram.Definition.State(path)))).Append(" walked\n");
        if (diagram.View.Now is { } now)
            text.Append("  classDef now fill:#1f4e9e,color:#ffffff\n  class ").Append(Id(diagram.Definition.State(now))).Append(" now\n");
        return text.ToString();
    }

    private static void State(StringBuilder text, Diagram diagram, StateNode state, string indent)
    {
        text.Append(indent).Append("state \"").Append(Plain(diagram.Say(state.Words))).Append("\" as ").Append(Id(state));
        if (state.IsLeaf)
        {
            text.Append('\n');
            return;
        }
        text.Append(" {\n").Append(indent).Append("  [*] --> ").Append(Id(state.Initial!)).Append('\n');
        foreach (var child in state.Children) State(text, diagram, child, indent + "  ");
        text.Append(indent).Append("}\n");
    }

    private static string Id(StateNode state) => "s_" + string.Concat(state.Path.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : c == '.' ? "__" : $"_{(int)c:x}_"));

    /// <summary>Mermaid has no escapes in labels: its own signs are replaced by their full-width kin.</summary>
    private static string Plain(string text) =>
        text.Replace(':', '：').Replace(';', '；').Replace('"', '”').Replace('#', '＃').Replace('{', '｛').Replace('}', '｝').Replace('<', '＜').Replace('>', '＞').ReplaceLineEndings(" ");
}
