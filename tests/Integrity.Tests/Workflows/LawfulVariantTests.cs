using System.Text.Json.Nodes;
using Integrity.App.Workflows;
using Xunit;

namespace Integrity.Tests.Workflows;

/// <summary>A checker that cries out at lawful files is as bad as one that is silent: each of these changes is lawful, and nothing is said of it.</summary>
public sealed class LawfulVariantTests
{
    public static TheoryData<string, Action<JsonNode>> Lawful => new()
    {
        { "members in another order", file => { var states = file["machine"]!["states"]!.AsObject(); var held = states["held"]; states.Remove("held"); states["held"] = held; } },
        { "a state under another name", Rename },
        { "targets by id", file => file.State("held")["on"]!["SERVE_NOTICE"]!["target"] = "#penalty.notified" },
        { "a target as the arrow itself", file => file.State("held")["on"]!["RESUME_CLOCK"] = JsonNode.Parse("""{"target":"held","reenter":false,"meta":{"by":["reviewer"]}}""") },
        { "the case stays and is entered anew", file => file.State("held")["on"]!["RESUME_CLOCK"] = JsonNode.Parse("""{"target":"held","reenter":true,"meta":{"by":["reviewer"]}}""") },
        { "an event that is stopped in one state", file => file.State("flagged")["on"]!["RENEW_HOLD"] = new JsonObject() },
        { "a longer statement period", file => file["parameters"]!["statementDays"]!["default"] = 10 },
        { "a shorter hold", file => file["parameters"]!["holdDays"]!["default"] = 20 },
        { "no threshold for a hearing", file => file["parameters"]!["hearingThresholdFen"]!["default"] = 0 },
        { "calendar days instead of working days", file => { file["deadlines"]!["noticeDue"]!["unit"] = "calendarDays"; file["deadlines"]!["noticeDue"]!["length"] = 10; } },
        { "months", file => { file["deadlines"]!["reviewDue"]!["unit"] = "months"; file["deadlines"]!["reviewDue"]!["length"] = 2; } },
        { "a state that is not described", file => file.State("flagged").AsObject().Remove("description") },
        { "more requirements", file => file.State("flagged")["on"]!["CONFIRM"]!["meta"]!["requires"]!.AsArray().Add("reasonGiven") },
        { "fewer ways out", file => file.State("flagged")["on"]!.AsObject().Remove("WITHDRAW") },
        { "another may do it too", file => file.State("held")["on"]!["SERVE_NOTICE"]!["meta"]!["by"]!.AsArray().Add("reviewer") },
        { "the superior body decides as well", file => { file["roles"]!["superiorBody"] = JsonNode.Parse("""{"title":{"zh":"上级机构","en":"Superior body"}}"""); file.State("collectiveDecision")["on"]!["DECIDE"]![0]!["meta"]!["by"]!.AsArray().Add("superiorBody"); } },
        { "a second branch with its own outcome", file => file.State("collectiveDecision")["on"]!["DECIDE"]!.AsArray().Insert(3, JsonNode.Parse("""{"guard":{"type":"outcomeIs","params":{"outcome":"none"}},"target":"collectiveDecision","meta":{"label":{"zh":"缓议","en":"Deferred"},"by":["panel"],"requires":["reasonGiven"]}}""")) },
        { "a clock that brings relief", file => file.State("unconfirmed")["after"]!["followUp"]!["target"] = "closed" },
        { "a clock that works inside an adverse state", file => file.State("sanctioned")["after"]!["publishDue"]!["actions"]!.AsArray().Add(JsonNode.Parse("""{"type":"recordLapse"}""")) },
        { "no migration", file => file.AsObject().Remove("migrateFrom") },
        { "nothing that is closed is ever reopened", file => file.AsObject().Remove("reopening") },
        { "one way of reopening only", file => file["reopening"]!.AsArray().RemoveAt(0) },
        { "the superior body reopens as well", file => { file["roles"]!["superiorBody"] = JsonNode.Parse("""{"title":{"zh":"上级机构","en":"Superior body"}}"""); file["reopening"]![0]!["meta"]!["by"]!.AsArray().Add("superiorBody"); } },
        { "no scenarios", file => file.AsObject().Remove("scenarios") },
        { "one action written without its list", file => file.State("closed")["entry"] = JsonNode.Parse("""{"type":"archive"}""") },
        { "more proven than is needed", file => file["invariants"]!.AsArray().Add(JsonNode.Parse("""{"reach":"closed","onlyThrough":"flagged","because":{"zh":"都从线索开始","en":"All begin with a lead"}}""")) },
        { "an adverse state with steps of its own, between which a clock may move", Nest },
        { "a hearing in two steps", file => Late(file, "hearing", "hearingDue") },
        { "a review in two steps", file => Late(file, "reviewPending", "reviewDue") },
        { "a notice in two steps, in both of which a statement can be made", file => Late(file, "notified", "noticeDue") },
        { "a referral that is opened while the hearing goes on", file => file.State("hearing")["on"]!["REFER"] = JsonNode.Parse("""{"actions":[{"type":"openReferral"}],"meta":{"by":["reviewer"],"requires":["referralApproved"]}}""") },
        { "the contractor gives his hearing up", file => file.State("hearing")["on"]!["WAIVE_DEFENCE"] = JsonNode.Parse("""{"target":"underReview","meta":{"by":["contractor"],"requires":["signedWaiver"]}}""") },
        { "an inner handler before the outer one", file => file.State("held")["on"]!["PAUSE_CLOCK"] = JsonNode.Parse("""{"actions":[{"type":"pauseDeadlines","params":{"except":"protectsContractor"}}],"meta":{"by":["reviewer"],"requires":["reasonGiven"]}}""") },
    };

    [Theory]
    [MemberData(nameof(Lawful), DisableDiscoveryEnumeration = true)]
    public void A_lawful_change_is_no_fault(string what, Action<JsonNode> change)
    {
        var faults = Penalty.FaultsWith(file =>
        {
            change(file);
            // Scenarios may end otherwise now; that is another matter.
            if (what is not "no scenarios") file["scenarios"] = new JsonArray();
            // So may the map from the version that had the same states.
            file["migrateFrom"]?.AsObject().Remove("4");
        });
        Assert.True(faults.Count == 0, what + ":\n" + string.Join('\n', faults));
    }

    [Fact]
    public void The_worked_example_of_the_rules_checks_clean()
    {
        var example = Penalty.With(file => { foreach (var invariant in file["invariants"]!.AsArray()) invariant!.AsObject().Remove("eachTime"); });
        Assert.Empty(WorkflowChecker.Check(example).Faults);
    }

    private static void Rename(JsonNode file)
    {
        var states = file["machine"]!["states"]!.AsObject();
        var held = states["held"]!;
        states.Remove("held");
        states["exposureSet"] = held;
        foreach (var state in new[] { "flagged", "unconfirmed" }) file.State(state)["on"]!["CONFIRM"]!["target"] = "exposureSet";
        foreach (var way in file["reopening"]!.AsArray()) way!["target"] = "exposureSet";
    }

    /// <summary>What was there stays around two steps, between which a clock moves that only reminds.</summary>
    private static void Late(JsonNode file, string name, string deadline)
    {
        var state = file.State(name).AsObject();
        (state["after"] as JsonObject)?.Remove(deadline);
        state["initial"] = "begun";
        state["states"] = new JsonObject
        {
            ["begun"] = new JsonObject { ["meta"] = JsonNode.Parse("""{"label":{"zh":"开始","en":"Begun"}}"""), ["after"] = new JsonObject { [deadline] = JsonNode.Parse("""{"target":"late","actions":[{"type":"escalate"}],"meta":{"by":["system"]}}""") } },
            ["late"] = JsonNode.Parse("""{"meta":{"label":{"zh":"逾期","en":"Late"}},"after":{"followUp":{"actions":[{"type":"escalate"}],"meta":{"by":["system"]}}}}"""),
        };
    }

    /// <summary><c>sanctioned</c> becomes a state around two: in effect, and overdue for publication.</summary>
    private static void Nest(JsonNode file)
    {
        var sanctioned = file.State("sanctioned").AsObject();
        var (on, after) = (sanctioned["on"]!, sanctioned["after"]!);
        sanctioned.Remove("on");
        sanctioned.Remove("after");
        on["PUBLISH"]!["target"] = "#penalty.published";
        sanctioned["on"] = on;
        after["publishDue"]!["target"] = "overdue";
        sanctioned["initial"] = "inEffect";
        sanctioned["states"] = new JsonObject
        {
            ["inEffect"] = new JsonObject { ["meta"] = JsonNode.Parse("""{"label":{"zh":"生效","en":"In effect"}}"""), ["after"] = after },
            ["overdue"] = JsonNode.Parse("""{"meta":{"label":{"zh":"逾期未公开","en":"Overdue"}},"after":{"followUp":{"actions":[{"type":"escalate"}],"meta":{"by":["system"]}}}}"""),
        };
    }
}
