using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Integrity.App.Workflows;
using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Workflows;

public sealed class DrawingTests
{
    private static readonly DiagramView Running = new(Language.English)
    {
        Now = "notified", Walked = [("flagged", "held"), ("held", "notified")], Due = new Dictionary<string, string> { ["statementPeriod"] = "2026-03-09" },
    };

    [Fact]
    public void The_picture_is_well_formed_and_shows_every_state_with_the_present_one_lit()
    {
        var svg = XDocument.Parse(SvgDrawing.Of(new(Penalty.Definition, Running)));
        var states = svg.Descendants().Where(element => element.Attribute("data-state") is not null).ToDictionary(element => element.Attribute("data-state")!.Value, element => element);
        Assert.Equal(Penalty.Definition.Root.Leaves().Select(leaf => leaf.Path).Order(), states.Keys.Order());
        Assert.Equal("state now", states["notified"].Attribute("class")!.Value);
        Assert.Equal("state been", states["flagged"].Attribute("class")!.Value);
        Assert.Equal("state", states["closed"].Attribute("class")!.Value);
        Assert.Contains("2026-03-09", states["notified"].Value, StringComparison.Ordinal);
        Assert.Equal(2, svg.Descendants().Count(element => element.Attribute("class")?.Value == "way been"));
    }

    /// <summary>Printed on A4 across, no letter is below 7 points, no sheet is higher than its paper, and nothing of the picture is left out.</summary>
    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public void On_paper_every_letter_can_be_read(Language language)
    {
        foreach (var machine in WorkflowLibrary.Load(WorkflowLibrary.Folder).All)
        {
            Diagram diagram = new(machine.Definition, new(language) { Now = machine.Definition.Root.FirstLeaf()!.Path });
            var whole = double.Parse(XDocument.Parse(SvgDrawing.Of(diagram)).Root!.Attribute("height")!.Value, CultureInfo.InvariantCulture);
            var end = 0.0;
            foreach (var sheet in SvgDrawing.Sheets(diagram).Select(text => XDocument.Parse(text).Root!))
            {
                var box = sheet.Attribute("viewBox")!.Value.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToList();
                var size = Regex.Matches(sheet.Attribute("style")!.Value, @"[\d.]+").Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();
                Assert.True(11 * size[0] / box[2] * 72 / 25.4 >= 7, $"{machine.Definition.Code} {language}: {11 * size[0] / box[2] * 72 / 25.4:0.0} pt");
                Assert.True(size[0] <= 277 && size[1] <= 190, $"{machine.Definition.Code}: {size[0]} x {size[1]} mm");
                Assert.Equal(end, box[1], 0.2);
                end = box[1] + box[3];
            }
            Assert.Equal(whole, end, 0.2);
        }
    }

    /// <summary>What a definition says of a state in both languages is told in the reader's.</summary>
    [Fact]
    public void A_state_speaks_the_readers_language_only()
    {
        string Told(Language language) => XDocument.Parse(SvgDrawing.Of(new(Penalty.Definition, new(language))))
            .Descendants().Single(element => element.Attribute("data-state")?.Value == "flagged").Elements().First().Value;
        var both = Penalty.Definition.State("flagged").Description!;
        Assert.Equal(both, $"{Told(Language.Chinese)} / {Told(Language.English)}");
    }

    /// <summary>P-6: a new life of the same case is no way on of the machine, and looks like none.</summary>
    [Fact]
    public void A_reopening_is_drawn_with_dashes_of_its_own_and_listed_at_the_end_it_leads_from()
    {
        var svg = XDocument.Parse(SvgDrawing.Of(new(Penalty.Definition, new(Language.Chinese))));
        Assert.Single(svg.Descendants(), element => element.Attribute("class")?.Value == "way again");
        Assert.Contains("重新立案：不暂缓支付", svg.Root!.Value, StringComparison.Ordinal);
        var closed = Outline.Of(new(Penalty.Definition, new(Language.English))).Single(state => state.Path == "closed");
        Assert.Equal([new("Reopen: with a hold", "Leadership group", "Held"), new OutlineWay("Reopen: without a hold", "Leadership group", "Held")], closed.Ways);
        var without = DefinitionReader.Read(Penalty.With(file => file.AsObject().Remove("reopening"))).Definition!;
        Assert.DoesNotContain(XDocument.Parse(SvgDrawing.Of(new(without, new(Language.Chinese)))).Descendants(), element => element.Attribute("class")?.Value == "way again");
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public void No_two_boxes_of_the_picture_overlap(Language language)
    {
        foreach (var machine in WorkflowLibrary.Load(WorkflowLibrary.Folder).All)
        {
            var layout = new DiagramLayout(new(machine.Definition, new(language)), _ => (170, 60), _ => (90, 40));
            var boxes = layout.States.Concat(layout.Lines.SelectMany(line => line.Through).Where(box => box.Arrow is not null)).Distinct().ToList();
            foreach (var (a, i) in boxes.Select((box, i) => (box, i)))
                foreach (var b in boxes.Skip(i + 1))
                    Assert.True(Math.Abs(a.X - b.X) >= (a.Width + b.Width) / 2 || Math.Abs(a.Y - b.Y) >= (a.Height + b.Height) / 2, machine.Definition.Code);
        }
    }

    [Fact]
    public void The_Mermaid_text_names_states_branches_and_deadlines_in_the_language_asked_for()
    {
        var zh = MermaidDrawing.Of(new(Penalty.Definition, new(Language.Chinese)));
        Assert.Contains("stateDiagram-v2", zh, StringComparison.Ordinal);
        Assert.Contains("s_flagged --> s_held : 确认暂缓支付", zh, StringComparison.Ordinal);
        Assert.Contains("陈述申辩期 5 个工作日", zh, StringComparison.Ordinal);
        var en = MermaidDrawing.Of(new(Penalty.Definition, Running));
        Assert.Contains("s_collectiveDecision --> s_dismissed : Decide： Dismiss", en, StringComparison.Ordinal);
        Assert.Contains("class s_notified now", en, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_beside_the_picture_says_the_same()
    {
        var list = Outline.Of(new(Penalty.Definition, Running));
        var notified = list.Single(state => state.Now);
        Assert.Equal(("notified", "Notified", "Contractor"), (notified.Path, notified.Name, notified.Owner));
        Assert.Contains(new OutlineWay("Waive the defence", "Contractor", "Under review"), notified.Ways);
        Assert.Contains(new OutlineWay("Submit a defence", "Contractor, Investigator (audit office)", null), notified.Ways);
        Assert.Equal(["Statement period 5 working days → 2026-03-09"], notified.Deadlines);
    }

    /// <summary>P-5, P-10: the limit of the hold belongs to no step alone, and money moves when it is over: picture, list, sheets and text name it, with its last day while it runs.</summary>
    [Theory]
    [InlineData(null, "Limit of the hold 30 days")]
    [InlineData("2026-04-01", "Limit of the hold → 2026-04-01")]
    public void The_limit_of_the_hold_stands_in_the_picture_and_in_the_list(string? last, string said)
    {
        var view = last is null ? Running : Running with { Due = new Dictionary<string, string>(Running.Due) { ["holdLimit"] = last } };
        Diagram diagram = new(Penalty.Definition, view);
        Assert.Contains(said, XDocument.Parse(SvgDrawing.Of(diagram)).Root!.Value, StringComparison.Ordinal);
        Assert.Contains(said, SvgDrawing.Sheets(diagram)[^1], StringComparison.Ordinal);
        Assert.Contains(said, MermaidDrawing.Of(diagram), StringComparison.Ordinal);
        var everywhere = Outline.Of(diagram)[^1];
        Assert.Equal(("In every step", said), (everywhere.Name, Assert.Single(everywhere.Deadlines)));
        Assert.Contains(new OutlineWay("Renew the hold", "Reviewer (audit, legal)", null), everywhere.Ways);
        // On the lit step beside its own period, and only while it runs.
        Assert.Equal(last is not null, Outline.Of(diagram).Single(state => state.Now).Deadlines.Contains(said));
    }

    [Fact]
    public void A_state_that_is_not_there_cannot_be_lit() =>
        Assert.Equal("workflows.unknown_state", Provoked.Saw(Diagram.Of(Penalty.Definition, new(Language.Chinese) { Now = "nowhere" }).Refusal!).Code);

    [Fact]
    public void What_lies_inside_another_state_is_named_with_it()
    {
        var nested = DefinitionReader.Read("""
            {"code":"n","version":1,"machine":{"id":"n","initial":"outer","states":{
              "outer":{"initial":"inner","meta":{"label":{"zh":"外","en":"Outer"}},"states":{"inner":{"meta":{"label":{"zh":"内","en":"Inner"}}}},"on":{"GO":{"target":"end"}}},
              "end":{"type":"final"}}}}
            """).Definition!;
        Assert.Contains("外 · 内", SvgDrawing.Of(new(nested, new(Language.Chinese))), StringComparison.Ordinal);
        Assert.Contains("state \"Outer\" as s_outer {", MermaidDrawing.Of(new(nested, new(Language.English))), StringComparison.Ordinal);
    }
}
