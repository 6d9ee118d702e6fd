using Integrity.App.Workflows;
using Xunit;

namespace Integrity.Tests.Workflows;

public sealed class WorkflowDefinitionTests
{
    [Fact]
    public void The_hash_does_not_depend_on_blanks_or_the_order_of_members_but_on_everything_else()
    {
        var reordered = Penalty.With(file =>
        {
            var title = file["title"]!.DeepClone();
            file.AsObject().Remove("title");
            file["title"] = title;
        });
        Assert.NotEqual(Penalty.Text, reordered);
        Assert.Equal(Penalty.Definition.Hash, DefinitionReader.Read(reordered).Definition!.Hash);
        Assert.NotEqual(Penalty.Definition.Hash, DefinitionReader.Read(Penalty.With(file => file["version"] = Penalty.Definition.Version + 1)).Definition!.Hash);
        Assert.Matches("^[0-9a-f]{64}$", Penalty.Definition.Hash);
    }

    [Fact]
    public void Parameters_stand_in_for_their_names()
    {
        Assert.Equal(30, Penalty.Definition.Deadlines["holdLimit"].Length);
        var renew = Penalty.Definition.Root.Transitions.Single(arrow => arrow.Trigger == "RENEW_HOLD");
        Assert.Equal("90", renew.Actions[0].Params["to"]);
    }

    [Fact]
    public void A_stored_state_that_the_definition_does_not_have_is_a_fault() =>
        Assert.Throws<InvalidOperationException>(() => Penalty.Definition.State("frozen"));

    [Fact]
    public void All_shipped_definitions_load_at_start() => Assert.Contains(WorkflowLibrary.Load(WorkflowLibrary.Folder).All, machine => machine.Definition.Code == "penalty");

    [Fact]
    public void A_definition_with_a_fault_stops_the_start_with_file_path_and_code()
    {
        var folder = Directory.CreateTempSubdirectory("workflows-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "penalty.json"), Penalty.With(file => file.State("held").AsObject()["invoke"] = "x"));
            var stopped = Assert.Throws<FaultyDefinitionException>(() => WorkflowLibrary.Load(folder));
            Assert.Contains("penalty.json $.machine.states.held.invoke E19", stopped.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
