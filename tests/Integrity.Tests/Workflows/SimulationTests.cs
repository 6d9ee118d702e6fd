using System.Text.Json;
using Integrity.App.Workflows;
using Xunit;

namespace Integrity.Tests.Workflows;

/// <summary>The same walks give the same answers as XState v5: first match wins, inner before outer, actions in the order exit, transition, entry.</summary>
public sealed class SimulationTests
{
    private static readonly JsonElement Vector = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Workflows", "data", "xstate-walks.json"))).RootElement;

    [Fact]
    public void Every_walk_is_answered_as_XState_answers_it()
    {
        var (walks, steps, allowed) = (0, 0, 0);
        foreach (var entry in Vector.EnumerateArray())
        {
            var machine = new Machine(DefinitionOf(entry));
            var happenings = entry.GetProperty("happenings").EnumerateArray().Select(EventsFile.HappeningOf).ToList();
            var states = entry.GetProperty("states").EnumerateArray().Select(state => state.GetRawText()).ToList();
            var actions = entry.GetProperty("actions").EnumerateArray().Select(action => action.GetString()!).ToList();
            foreach (var walk in entry.GetProperty("walks").EnumerateArray())
            {
                var expected = walk.EnumerateArray().Select(step => step.EnumerateArray().Select(number => number.GetInt32()).ToList()).ToList();
                var answers = Simulation.Walk(machine, expected.Select(step => happenings[step[0]]));
                for (var i = 0; i < expected.Count; i++)
                {
                    var told = (Allowed: expected[i][1] == 1, State: states[expected[i][2]], Actions: string.Join(' ', expected[i].Skip(3).Select(action => actions[action])));
                    var ours = (answers[i].Allowed, State: EventsFile.StateValue(answers[i].State).ToJsonString(), Actions: string.Join(' ', answers[i].Actions));
                    Assert.True(told == ours, $"{machine.Definition.Code}, walk {walks}, step {i} {happenings[expected[i][0]].Trigger}: XState {told}, ours {ours}. If a shipped definition changed, make the walks anew (xstate/README.md).");
                    (steps, allowed) = (steps + 1, allowed + (ours.Allowed ? 1 : 0));
                }
                walks++;
            }
        }
        Assert.True(walks >= 2_000 && allowed > steps / 3 && allowed < steps, $"{walks} walks, {steps} steps, {allowed} allowed");
    }

    [Fact]
    public void The_walks_pass_through_nested_states_and_every_shipped_definition()
    {
        Assert.Contains(Vector.EnumerateArray(), entry => entry.GetProperty("states").EnumerateArray().Any(state => state.ValueKind == JsonValueKind.Object && state.EnumerateObject().First().Value.ValueKind == JsonValueKind.Object));
        Assert.Equal(WorkflowLibrary.Files(WorkflowLibrary.Folder).Select(Path.GetFileName), Vector.EnumerateArray().Where(entry => entry.TryGetProperty("file", out _)).Select(entry => entry.GetProperty("file").GetString()));
    }

    /// <summary>P-6: a reopening stands in the envelope, which XState does not read; a deadline that fires an event of its own has no `after` in the machine.</summary>
    [Fact]
    public void The_walks_ask_for_every_event_and_every_deadline_that_an_envelope_names_beside_its_machine()
    {
        foreach (var entry in Vector.EnumerateArray().Where(entry => entry.TryGetProperty("file", out _)))
        {
            var definition = DefinitionOf(entry);
            var asked = entry.GetProperty("happenings").EnumerateArray().Select(happening => happening.GetProperty("event").GetString()!);
            Assert.Empty(definition.Events.Keys.Concat(definition.Deadlines.Keys.Select(Trigger.After)).Except(asked));
        }
    }

    [Fact]
    public void What_has_ended_goes_on_in_a_life_but_not_in_a_walk_as_XState_takes_it()
    {
        Happening[] closed = [new("after:confirmDue"), new("WITHDRAW"), new(Trigger.Reopen)];
        Assert.Equal((false, "closed"), (Simulation.Walk(new(Penalty.Definition), closed)[^1].Allowed, Simulation.Walk(new(Penalty.Definition), closed)[^1].State.Path));
        Assert.Equal((true, "held"), (Simulation.WholeLife(new(Penalty.Definition), closed)[^1].Allowed, Simulation.WholeLife(new(Penalty.Definition), closed)[^1].State.Path));
    }

    private static WorkflowDefinition DefinitionOf(JsonElement entry)
    {
        if (entry.TryGetProperty("file", out var file)) return DefinitionReader.Read(File.ReadAllText(Path.Combine(WorkflowLibrary.Folder, file.GetString()!))).Definition!;
        var machine = entry.GetProperty("machine");
        var reading = DefinitionReader.Read($$"""{"code":{{machine.GetProperty("id").GetRawText()}},"version":1,"machine":{{machine.GetRawText()}}}""");
        Assert.DoesNotContain(reading.Faults, fault => fault.Path.StartsWith("$.machine", StringComparison.Ordinal));
        return reading.Definition!;
    }
}
