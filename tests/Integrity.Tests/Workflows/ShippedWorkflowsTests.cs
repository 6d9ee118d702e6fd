using Integrity.App.Cases;
using Integrity.App.Workflows;
using Integrity.Domain.Identity;
using Integrity.Tests.Architecture;
using Xunit;

namespace Integrity.Tests.Workflows;

/// <summary>What stands in <c>workflows/</c>: each definition is clean, tells its scenarios, and together they use every word of the vocabulary.</summary>
public sealed class ShippedWorkflowsTests
{
    public static TheoryData<string> Files => [.. WorkflowLibrary.Files(WorkflowLibrary.Folder).Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_checks_clean(string file)
    {
        var result = WorkflowChecker.Check(File.ReadAllText(Path.Combine(WorkflowLibrary.Folder, file)));
        Assert.True(result.IsClean, string.Join('\n', result.Faults));
        Assert.Equal(Path.GetFileNameWithoutExtension(file), result.Definition!.Code);
    }

    public static TheoryData<string> Earlier => [.. Directory.GetFiles(Path.Combine(Sources.Root, "workflows", "earlier"), "*.json").Select(file => Path.GetFileName(file))];

    /// <summary>A case that was begun under an earlier version comes over by a map that is proven against that version's own text.</summary>
    [Theory]
    [MemberData(nameof(Earlier))]
    public void Its_map_is_proven_against_the_earlier_version(string file)
    {
        var before = DefinitionReader.Read(File.ReadAllText(Path.Combine(Sources.Root, "workflows", "earlier", file))).Definition!;
        var result = WorkflowChecker.Check(File.ReadAllText(Path.Combine(WorkflowLibrary.Folder, before.Code + ".json")), earlier: [before]);
        Assert.True(result.IsClean, string.Join('\n', result.Faults));
        Assert.Equal($"{before.Code}-{before.Version}.json", file);
        Assert.DoesNotContain(result.Remarks, remark => remark.Path == $"$.migrateFrom['{before.Version}']");
    }

    [Fact]
    public void The_lives_that_the_law_knows_are_there() =>
        Assert.Equal(["exclusion-recommendation", "judicial-referral", "market-exclusion", "penalty", "staff-matter"], WorkflowLibrary.Load(WorkflowLibrary.Folder).All.Select(machine => machine.Definition.Code).Order());

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_scenarios_pass_through_every_state(string file)
    {
        var definition = DefinitionReader.Read(File.ReadAllText(Path.Combine(WorkflowLibrary.Folder, file))).Definition!;
        var seen = definition.Scenarios.SelectMany(scenario => Simulation.WholeLife(new(definition), scenario.Steps).Select(step => step.State)).Append(definition.Root.FirstLeaf()!).ToHashSet();
        Assert.Empty(definition.Root.Leaves().Except(seen));
    }

    [Fact]
    public void A_word_that_no_definition_uses_has_no_place_in_the_vocabulary()
    {
        var definitions = WorkflowLibrary.Load(WorkflowLibrary.Folder).All.Select(machine => machine.Definition).ToList();
        var nodes = definitions.SelectMany(definition => definition.Root.Inward()).ToList();
        var arrows = nodes.SelectMany(node => node.Transitions).ToList();
        var asked = arrows.SelectMany(arrow => arrow.Requires).Concat(definitions.SelectMany(definition => definition.Invariants).OfType<While>().SelectMany(during => new[] { during.Require, during.Unless }).OfType<string>());
        var done = nodes.SelectMany(node => node.Entry.Concat(node.Exit)).Concat(arrows.SelectMany(arrow => arrow.Actions)).Select(action => action.Type)
            .Concat(WorkflowVocabulary.Requirements.Values.Select(word => word.StandsBetween).OfType<(string From, string To)>().SelectMany(pair => new[] { pair.From, pair.To }));
        Assert.Empty(WorkflowVocabulary.Requirements.Keys.Except(asked));
        Assert.Empty(WorkflowVocabulary.Actions.Keys.Except(done));
        Assert.Empty(WorkflowVocabulary.Anchors.Keys.Except(definitions.SelectMany(definition => definition.Deadlines.Values).Select(rule => rule.From)));
    }

    /// <summary>Whatever a case can come to has its definition, or the program does not start.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Where_one_of_the_definitions_is_missing_the_start_stops_and_names_it(string file)
    {
        var folder = Directory.CreateTempSubdirectory("workflows-").FullName;
        try
        {
            foreach (var other in WorkflowLibrary.Files(WorkflowLibrary.Folder)) File.Copy(other, Path.Combine(folder, Path.GetFileName(other)));
            Assert.NotNull(CaseLibrary.Whole(WorkflowLibrary.Load(folder)));
            File.Delete(Path.Combine(folder, file));
            Assert.EndsWith("no definition of " + Path.GetFileNameWithoutExtension(file), Assert.Throws<FaultyDefinitionException>(() => CaseLibrary.Whole(WorkflowLibrary.Load(folder))).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The checker and the duties say the same of who can hold a role; the bodies and the clock are nobody's duty.</summary>
    [Fact]
    public void A_role_is_held_by_a_duty_a_body_or_the_clock()
    {
        var officials = Enum.GetValues<Duty>().Select(duty => duty == Duty.ActAsContractor
            ? Official.Appoint(new(1), "甲", "jia", Office.Contractor, "", [duty], party: 1) : Official.Appoint(new(1), "甲", "jia", Office.Audit, "", [duty], party: null)).Select(official => official.Value);
        Assert.Equal(WorkflowVocabulary.Held.Order(StringComparer.Ordinal),
            officials.SelectMany(official => ProcessFile.RolesOf(official, party: 1)).Concat(["panel", "reviewPanel", WorkflowVocabulary.System]).Distinct().Order(StringComparer.Ordinal));
    }
}
