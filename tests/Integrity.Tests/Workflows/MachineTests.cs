using System.Text.Json.Nodes;
using Integrity.App.Workflows;
using Integrity.Domain.Identity;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Workflows;

/// <summary>What a move would do, and why one is not possible (P-5, P-6, D-4).</summary>
public sealed class MachineTests
{
    private static readonly Machine Machine = new(Penalty.Definition);
    private static readonly IReadOnlySet<string> Everything = WorkflowVocabulary.Requirements.Keys.ToHashSet();

    private static Facts As(string role, params string[] missing) =>
        new() { Roles = new HashSet<string> { role }, Met = Everything.Except(missing).ToHashSet(), Actor = new(7) };

    private static Happening Decide(params string[] outcome) => new("DECIDE", new Dictionary<string, IReadOnlyList<string>> { ["outcome"] = outcome });

    [Fact]
    public void A_case_begins_with_the_hold_posted_and_both_its_clocks_running()
    {
        var plan = Machine.Begin();
        Assert.Equal("flagged", plan.To);
        Assert.Equal(["postHold"], plan.Actions.Select(action => action.Type));
        Assert.Equal([new("confirmDue", "flagged"), new("holdLimit", "")], plan.Arm);
        Assert.Empty(plan.Cancel);
    }

    [Fact]
    public void Confirming_ends_the_confirmation_period_and_leaves_the_limit_of_the_hold_running()
    {
        var plan = Machine.Plan("flagged", new("CONFIRM"), As("secondPerson")).Value;
        Assert.Equal(("flagged", "held", "secondPerson"), (plan.From, plan.To, plan.As));
        Assert.Equal([new("confirmDue", "flagged")], plan.Cancel);
        Assert.Equal([new("noticeDue", "held")], plan.Arm);
    }

    [Fact]
    public void A_decision_of_several_outcomes_takes_the_first_branch_that_is_true()
    {
        var plan = Machine.Plan("collectiveDecision", Decide("refer", "sanction"), As("panel")).Value;
        Assert.Equal("decided", plan.To);
        Assert.Equal(["openReferral"], plan.Actions.Select(action => action.Type));
        Assert.Equal("underReview", Machine.Plan("collectiveDecision", Decide("send back"), As("panel")).Value.To);
    }

    [Fact]
    public void Actions_come_in_the_order_exit_transition_entry() =>
        Assert.Equal(["closeTasks", "bindPapers"], Machine.Plan("underReview", new("REPORT_READY"), As("reviewer")).Value.Actions.Select(action => action.Type));

    [Fact]
    public void Releasing_all_of_the_hold_ends_its_clock_and_keeping_a_part_does_not()
    {
        Assert.Contains(new ArmedDeadline("holdLimit", ""), Machine.Plan("collectiveDecision", Decide("dismiss"), As("panel")).Value.Cancel);
        Assert.DoesNotContain(new ArmedDeadline("holdLimit", ""), Machine.Plan("decided", new("SERVE_DECISION"), As("reviewer")).Value.Cancel);
        Assert.Contains(new ArmedDeadline("holdLimit", ""), Machine.Plan("reviewPending", new("REMITTED"), As("reviewPanel")).Value.Arm);
    }

    [Fact]
    public void A_repeating_period_starts_anew_and_a_single_one_does_not()
    {
        Assert.Equal([new("followUp", "unconfirmed")], Machine.Plan("unconfirmed", new("after:followUp"), As("system")).Value.Arm);
        Assert.Empty(Machine.Plan("held", new("after:noticeDue"), As("system")).Value.Arm);
    }

    [Fact]
    public void The_end_of_a_life_ends_every_period()
    {
        var plan = Machine.Plan("published", new("after:reviewPeriod"), As("system")).Value;
        Assert.True(plan.Ends);
        Assert.Empty(plan.Arm);
        Assert.Contains(new ArmedDeadline("reviewPeriod", "published"), plan.Cancel);
        Assert.Contains(new ArmedDeadline("holdLimit", ""), plan.Cancel);
    }

    /// <summary>P-6, P-7, D-1: the decision chooses, the definition says what is undone, and the case is in a step that goes on.</summary>
    [Theory]
    [InlineData("hold", "reverseDeduction endExclusion postHold publishCorrection", "noticeDue holdLimit")]
    [InlineData("release", "reverseDeduction endExclusion publishCorrection reopenLikeCases", "noticeDue")]
    public void A_closed_case_is_reopened_as_its_definition_declares(string outcome, string actions, string armed)
    {
        var reopening = new Happening(Trigger.Reopen, new Dictionary<string, IReadOnlyList<string>> { ["outcome"] = [outcome] });
        var plan = Machine.Plan("closed", reopening, As("panel")).Value;
        Assert.Equal(("closed", "held", false), (plan.From, plan.To, plan.Ends));
        Assert.Equal((actions, armed), (string.Join(' ', plan.Actions.Select(action => action.Type)), string.Join(' ', plan.Arm.Select(deadline => deadline.Deadline))));
        Assert.Equal("workflows.requirement_unmet", Machine.Plan("closed", reopening, As("panel", "minutesAttached")).Refusal!.Code);
        Assert.Equal("workflows.role_not_held", Machine.Plan("closed", reopening, As("reviewer")).Refusal!.Code);
        Assert.Contains("In the step \"Closed\" it can be done by: Leadership group", Machine.Plan("held", reopening, As("panel")).Refusal!.En, StringComparison.Ordinal);
        // What the end does on leaving happened when the life ended, and does not happen again.
        var leaves = new Machine(DefinitionReader.Read(Penalty.With(file => file.State("closed")["exit"] = JsonNode.Parse("""[{"type":"archive"}]"""))).Definition!);
        Assert.DoesNotContain("archive", leaves.Plan("closed", reopening, As("panel")).Value.Actions.Select(action => action.Type));
        var never = new Machine(DefinitionReader.Read(Penalty.With(file => file.AsObject().Remove("reopening"))).Definition!);
        Assert.Equal("workflows.closed", never.Plan("closed", reopening, As("panel")).Refusal!.Code);
    }

    /// <summary>State, trigger, role, a missing requirement, the refusal's code and a piece of its sentence.</summary>
    [Theory]
    [InlineData("held", "PUBLISH", "reviewer", "", "workflows.not_allowed_here", "In the step \"Sanctioned\" it can be done by: Reviewer")]
    [InlineData("held", "DANCE", "reviewer", "", "workflows.unknown_event", "no event \"DANCE\"")]
    [InlineData("closed", "HOLD_LAPSED", "system", "", "workflows.closed", "has ended in \"Closed\"")]
    [InlineData("flagged", "CONFIRM", "investigator", "", "workflows.role_not_held", "Second person")]
    [InlineData("flagged", "CONFIRM", "secondPerson", "evidenceAttached", "workflows.requirement_unmet", "No evidence is attached")]
    [InlineData("held", "after:confirmDue", "system", "", "workflows.not_allowed_here", "\"Confirmation due has run out\" is not possible")]
    public void What_is_not_possible_is_said_in_words(string state, string trigger, string role, string missing, string code, string piece)
    {
        var refusal = Machine.Plan(state, new(trigger), As(role, missing)).Refusal;
        Assert.Equal(code, Provoked.Saw(refusal!).Code);
        Assert.Contains(piece, refusal!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_outcome_without_a_branch_names_those_there_are()
    {
        var strict = new Machine(DefinitionReader.Read(Penalty.With(file => file.State("collectiveDecision")["on"]!["DECIDE"]!.AsArray().RemoveAt(3))).Definition!);
        var refusal = strict.Plan("collectiveDecision", Decide("praise"), As("panel")).Refusal;
        Assert.Equal("workflows.no_branch", Provoked.Saw(refusal!).Code);
        Assert.Contains("sanction (Sanction), refer (Refer), dismiss (Dismiss)", refusal!.En, StringComparison.Ordinal);
    }

    /// <summary>D-4: separation of duties holds whichever of the two roles came first.</summary>
    [Theory]
    [InlineData("secondPerson", "investigator")]
    [InlineData("investigator", "secondPerson")]
    public void Whoever_was_the_one_cannot_be_the_other(string now, string before)
    {
        var facts = As(now) with { ActedAs = new Dictionary<string, IReadOnlySet<OfficialId>> { [before] = new HashSet<OfficialId> { new(7) } } };
        var (state, trigger) = now == "secondPerson" ? ("flagged", "CONFIRM") : ("held", "SERVE_NOTICE");
        Assert.Equal("workflows.same_person", Provoked.Saw(Machine.Plan(state, new(trigger), facts).Refusal!).Code);
        Assert.True(Machine.Plan(state, new(trigger), facts with { Actor = new(8) }).IsDone);
    }

    [Fact]
    public void A_grey_button_says_why()
    {
        var choices = Machine.Choices("collectiveDecision", As("panel", "quorumMet", "legalReviewDone"));
        Assert.Equal(["Sanction", "Refer", "Dismiss", "Send back", "Pause the clock", "Resume the clock", "Renew the hold", "Extend the hold"], choices.Select(choice => choice.Label.En));
        Assert.Contains("到会人数不足法定人数", choices[0].Why!.Zh, StringComparison.Ordinal);
        Assert.Contains("尚未完成法制审核", choices[0].Why!.Zh, StringComparison.Ordinal);
        Assert.True(choices[3].Allowed);
        Assert.Empty(Machine.Choices("closed", As("panel")));
    }
}
