using System.Text.Json.Nodes;
using Xunit;

namespace Integrity.Tests.Workflows;

[Trait("Database", "none")]
public sealed partial class WorkflowCheckerTests
{
    /// <summary>What the contractor may do is open as long as it must be, and what he asked for is decided; what nobody voted for, and what no clock can prove, is no step (P-6, P-8 to P-10, D-1).</summary>
    public static TheoryData<string, string, string, Action<JsonNode>> Rights => new()
    {
        // He can speak in every step of the notice, and whatever he says is kept.
        { "penalty", "E10", "$.invariants", file => Aside(file, "notified", "underReview") },
        { "penalty", "E23", "$.machine.states.notified.states.aside.on.CLOSE.meta.requires", file => Aside(file, "notified", "underReview")["SUBMIT_DEFENCE"] = Doing("recordDefence", "contractor") },
        { "penalty", "E26", "$.machine.states.notified.on.SUBMIT_DEFENCE", file => file.State("notified")["on"]!["SUBMIT_DEFENCE"]!["actions"]![0]!["type"] = "escalate" },
        { "penalty", "E26", "$.machine.states.hearing.on.SUBMIT_DEFENCE", file => file.State("hearing")["on"]!["SUBMIT_DEFENCE"]!["actions"]![0]!["type"] = "escalate" },

        // What he asked for is decided by those whose it is, or given up by himself.
        { "penalty", "E10", "$.machine.states.notified.on.REQUEST_HEARING", file => file.State("notified")["on"]!["REQUEST_HEARING"]!["target"] = "underReview" },
        { "penalty", "E10", "$.machine.states.published.on.LODGE_REVIEW", file => file.State("reviewPending")["on"]!.AsObject().Remove("REVOKED") },
        { "penalty", "E10", "$.machine.states.hearing.on.RETURNED", file => file.State("hearing")["on"]!["RETURNED"] = Arrow("underReview", "reviewer") },
        { "penalty", "E10", "$.machine.states.reviewPending.on.CLOSE", file => file.State("reviewPending")["on"]!["CLOSE"] = Arrow("published", "reviewer") },

        // What is in effect is final when the period for review is over or the review upheld it.
        { "penalty", "E10", "$.machine.states.published.on.CLOSE", file => file.State("published")["on"]!["CLOSE"] = Arrow("closed", "reviewer") },
        { "penalty", "E10", "$.machine.states.published.on.WITHDRAW", file => file.State("published")["on"]!["WITHDRAW"] = Arrow("closed", "reviewer") },
        { "penalty", "E10", "$.machine.states.published.on.LODGE_REVIEW", file => file.State("published")["on"]!["LODGE_REVIEW"]!["target"] = "closed" },
        { "penalty", "E10", "$.machine.states.published.after.publishDue", file => file.State("published")["after"]!["publishDue"] = Arrow("closed", "system") },

        // What the law asks before a step no clock proves.
        { "penalty", "E09", "$.machine.states.held.after.noticeDue", file => file.State("held")["after"]!["noticeDue"] = Arrow("notified", "system") },
        { "penalty", "E09", "$.machine.states.notified.after.statementPeriod", file => file.State("notified")["after"]!["statementPeriod"]!["target"] = "collectiveDecision" },
        { "penalty", "E09", "$.machine.states.notified.after.noticeDue", file => file.State("notified")["after"]!["noticeDue"] = Arrow("underReview", "system") },

        // Nothing comes of a vote that did not pass or passed for something else; what came of one no single person takes back.
        { "penalty", "E10", "$.machine.states.collectiveDecision.on.DECIDE[3]", file => file.State("collectiveDecision")["on"]!["DECIDE"]![3]!["target"] = "decided" },
        { "penalty", "E10", "$.machine.states.collectiveDecision.on.DECIDE[2]", file => file.State("collectiveDecision")["on"]!["DECIDE"]![2]!["target"] = "decided" },
        { "market-exclusion", "E10", "$.machine.states.breachPending.on.DECIDE[1]", file => file.State("breachPending")["on"]!["DECIDE"]![1]!["target"] = "barred" },
        { "judicial-referral", "E10", "$.machine.states.reported.on.DECIDE[1]", file => file.State("reported")["on"]!["DECIDE"]![1]!["target"] = "approved" },
        { "penalty", "E10", "$.invariants", file => Aside(file, "collectiveDecision", "decided") },
        { "penalty", "E25", "$.machine.states.decided.on.CLOSE.meta.by", file => file.State("decided")["on"]!["CLOSE"] = Arrow("dismissed", "reviewer") },

        // Before a body's decision one person ends nothing, and nobody withdraws what it decided; what is sent back is done again, and what is sent is kept.
        { "penalty", "E10", "$.machine.states.underReview.on.CLOSE", file => file.State("underReview")["on"]!["CLOSE"] = Ending("reviewer") },
        { "penalty", "E10", "$.machine.states.dismissed.on.CLOSE", file => file.State("judicialReferral")["on"]!["RETURNED"]!["target"] = "dismissed" },
        { "penalty", "E10", "$.machine.states.decided.on.WITHDRAW", file => file.State("decided")["on"]!["WITHDRAW"] = Ending("reviewer", "reasonGiven", "secondPersonConfirmed") },
        { "penalty", "E10", "$.machine.states.reviewPending.on.REMITTED", file => file.State("reviewPending")["on"]!["REMITTED"]!["target"] = "collectiveDecision" },
        { "judicial-referral", "E26", "$.machine.states.approved.on.SEND", file => file.State("approved")["on"]!["SEND"]!.AsObject().Remove("actions") },

        { "penalty", "E10", "$.machine.states.held.after.noticeDue", file => file.State("held")["after"]!["noticeDue"] = Arrow("closed", "system") },
        { "market-exclusion", "E10", "$.machine.states.imposed.on.WITHDRAW", file => file.State("imposed")["on"]!["WITHDRAW"] = Arrow("ended", "reviewer") },
        { "judicial-referral", "E10", "$.machine.states.refused.on.ACCEPT_REFUSAL", file => file.State("refused")["on"]!["ACCEPT_REFUSAL"]!["meta"]!["requires"] = new JsonArray("reasonGiven") },
        { "judicial-referral", "E10", "$.machine.states.sent.on.RETURNED", file => file.State("sent")["on"]!["RETURNED"]!["meta"]!["requires"] = new JsonArray() },
        { "staff-matter", "E10", "$.machine.states.answered.on.CLOSE", file => file.State("answered")["on"]!["CLOSE"]!["meta"]!["requires"] = new JsonArray() },
        { "exclusion-recommendation", "E10", "$.machine.states.tracked.states.accepted.on.CLOSE", file => file.State("tracked")["states"]!["accepted"]!["on"]!["CLOSE"]!["meta"]!["requires"] = new JsonArray() },

        // A step that nobody can take, and one that is another office's.
        { "penalty", "E12", "$.roles.safety", file => file["roles"]!["safety"] = JsonNode.Parse("""{"title":{"zh":"安保科","en":"Safety office"}}""") },
        { "penalty", "E12", "$.machine.states.reviewPending.on.UPHELD.meta.by", file => { Above(file); file.State("reviewPending")["on"]!["UPHELD"]!["meta"]!["by"] = new JsonArray("superiorBody"); } },
        { "penalty", "E12", "$.machine.states.underReview.meta.tasks[0].role", file => { Above(file); file.State("underReview")["meta"]!["tasks"]![0]!["role"] = "superiorBody"; } },
        { "penalty", "E25", "$.machine.on.RENEW_HOLD.meta.by", file => file["machine"]!["on"]!["RENEW_HOLD"]!["meta"]!["by"] = new JsonArray("finance") },

        // What comes out of a case: an exclusion ends on its day, an answer is what it is, a refusal is not the end.
        { "market-exclusion", "E20", "$.machine.states.barred.states.running", file => file.State("barred")["after"]!["exclusionEnd"] = Doing("escalate", "system") },
        { "market-exclusion", "E20", "$.machine.states.conditionalRelease", file => file.State("conditionalRelease").AsObject().Remove("after") },
        { "market-exclusion", "E20", "$.machine.states.breachPending", file => file.State("breachPending")["after"]!.AsObject().Remove("exclusionEnd") },
        { "exclusion-recommendation", "E10", "$.machine.states.tracked.states.sent.on.REJECTED", file => file.State("tracked")["states"]!["sent"]!["on"]!["REJECTED"]!["target"] = "accepted" },
        { "exclusion-recommendation", "E10", "$.machine", file => file.State("tracked")["states"]!["sent"]!.AsObject().Remove("after") },
        { "judicial-referral", "E10", "$.machine.states.sent.on.REFUSED", file => file.State("refused")["on"]!.AsObject().Remove("ASK_RECONSIDERATION") },
        { "judicial-referral", "E10", "$.machine.states.reconsideration.on.REFUSED", file => file.State("refusedAgain")["on"]!.AsObject().Remove("SUGGEST_SUPERVISION") },
        { "judicial-referral", "E10", "$.machine.states.sent.on.REFUSED", file => file.State("refused")["on"]!["SUGGEST_SUPERVISION"]!["target"] = "returned" },
        { "judicial-referral", "E10", "$.machine.states.approved.on.SEND", file => file.State("sent")["on"]!.AsObject().Remove("REFUSED") },
        // Nothing is handed over, given a result, taken back or left without a way that a body has not decided so.
        { "judicial-referral", "E10", "$.machine.states.reported.on.SEND", file => file.State("reported")["on"]!["SEND"] = file.State("approved")["on"]!["SEND"]!.DeepClone() },
        { "judicial-referral", "E10", "$.machine.states.refused.after.objectionDue", file => file.State("refused")["after"]!["objectionDue"]!["target"] = "returned" },
        { "judicial-referral", "E26", "$.machine.states.sent.on.RETURNED", file => file.State("returned")["entry"]!.AsArray().RemoveAt(0) },
        { "judicial-referral", "E24", "$.deadlines.objectionDue.length", file => { file["parameters"]!["objectionDays"]!["default"] = 30; file["parameters"]!["objectionDays"]!.AsObject().Remove("max"); } },
        { "market-exclusion", "E26", "$.machine.states.barred.after.exclusionEnd", file => file.State("ended")["entry"] = new JsonArray() },
        { "penalty", "E10", "$.machine.states.collectiveDecision.on.WITHDRAW", file => file.State("collectiveDecision")["on"]!["WITHDRAW"] = file.State("held")["on"]!["WITHDRAW"]!.DeepClone() },
        { "penalty", "E10", "$.machine.states.judicialReferral.on.WITHDRAW", file => file.State("judicialReferral")["on"]!["WITHDRAW"] = file.State("held")["on"]!["WITHDRAW"]!.DeepClone() },
        { "penalty", "E10", "$.machine.states.collectiveDecision.on.DECIDE[0]", file => file.State("collectiveDecision")["on"]!["DECIDE"]!.AsArray().RemoveAt(1) },
        { "penalty", "E10", "$.machine.states.decided.after.serveDue", file => file.State("decided")["after"]!["serveDue"] = JsonNode.Parse("""{"target":"closed","actions":[{"type":"releaseHold"}],"meta":{"by":["system"]}}""") },
        { "penalty", "E10", "$.machine.states.decided.after.serveDue", file => file.State("decided")["after"]!["serveDue"]!["target"] = "dismissed" },
        { "penalty", "E10", "$.machine.states.collectiveDecision.after.followUp", file => file.State("collectiveDecision")["after"]!["followUp"]!["target"] = "dismissed" },
        { "judicial-referral", "E10", "$.machine.states.sent.on.ACCEPT_REFUSAL", file => file.State("sent")["on"]!["ACCEPT_REFUSAL"] = file.State("refused")["on"]!["ACCEPT_REFUSAL"]!.DeepClone() },
        { "judicial-referral", "E26", "$.machine.states.filed.on.JUDGMENT", file => file.State("judged")["entry"]![0]!["params"]!["result"] = "returned" },
        { "judicial-referral", "E26", "$.machine.states.reported.on.DECIDE[1]", file => file.State("notReferred")["entry"]!.AsArray().RemoveAt(0) },
        { "market-exclusion", "E10", "$.machine.states.imposed.on.REVOKE", file => file.State("imposed")["on"]!["REVOKE"]!["meta"]!["by"] = new JsonArray("reviewer") },
        { "market-exclusion", "E25", "$.machine.states.conditionalRelease.on.BREACH.meta.by", file => file.State("conditionalRelease")["on"]!["BREACH"]!["meta"]!["by"] = new JsonArray("contractor") },
        { "staff-matter", "E26", "$.machine.states.opened.on.HAND_OVER[0]", file => file.State("opened")["on"]!["HAND_OVER"]![0]!["actions"] = new JsonArray(JsonNode.Parse("""{"type":"unsealNames"}""")) },
        { "staff-matter", "E26", "$.machine.states.handedOver.on.ANSWERED", file => file.State("handedOver")["on"]!["ANSWERED"]!.AsObject().Remove("actions") },

        { "penalty", "E10", "$.machine.states.collectiveDecision.after.followUp", file => file.State("collectiveDecision")["after"]!["followUp"]!["target"] = "underReview" },
        { "judicial-referral", "E10", "$.machine.states.approved.after.sendDue", file => file.State("approved")["after"]!["sendDue"]!["target"] = "reported" },
        { "judicial-referral", "E26", "$.machine.states.sent.on.FILED", file => file.State("filed")["entry"] = JsonNode.Parse("""[{"type":"tellCase","params":{"result":"judged"}}]""") },
        { "market-exclusion", "E10", "$.machine.states.imposed.after.beginDue", file => file.State("imposed")["after"]!["beginDue"]!["target"] = "ended" },
        { "market-exclusion", "E10", "$.machine.states.breachPending.after.breachDue", file => file.State("breachPending")["after"]!["breachDue"]!["target"] = "conditionalRelease" },
        { "market-exclusion", "E10", "$.machine.states.barred.states.releasePending.on.DECIDE[0]", file => file.State("barred")["states"]!["releasePending"]!["on"]!["DECIDE"]![0]!["meta"]!["requires"] = new JsonArray("quorumMet", "recusalsRecorded", "minutesAttached") },
        { "market-exclusion", "E10", "$.machine.states.barred.on.BREACH", file => file.State("barred")["on"]!["BREACH"] = Arrow("conditionalRelease", "reviewer") },

        // What is his asks nothing of others, and is open while its period runs.
        { "penalty", "E25", "$.machine.states.notified", file => file.State("notified")["on"]!.AsObject().Remove("REQUEST_HEARING") },
        { "penalty", "E25", "$.machine.states.notified.on.SUBMIT_DEFENCE.meta.requires", file => file.State("notified")["on"]!["SUBMIT_DEFENCE"]!["meta"]!["requires"] = new JsonArray("secondPersonConfirmed") },
        { "penalty", "E25", "$.machine.states.published.on.LODGE_REVIEW.meta.requires", file => file.State("published")["on"]!["LODGE_REVIEW"]!["meta"]!["requires"] = new JsonArray("judgmentAttached") },
        { "market-exclusion", "E25", "$.machine.states.barred.states.running.on.REQUEST_RELEASE.meta.requires", file => file.State("barred")["states"]!["running"]!["on"]!["REQUEST_RELEASE"]!["meta"]!["requires"] = new JsonArray("reasonGiven", "quorumMet") },

        // A dismissed case holds nothing, nobody sits in a body's place by a roster, and no period of the law is made longer.
        { "penalty", "E26", "$.machine.states.collectiveDecision.on.DECIDE[2]", file => file.State("dismissed")["entry"] = new JsonArray() },
        { "penalty", "E25", "$.roles.reviewPanel.substitutes", file => file["roles"]!["reviewPanel"]!["substitutes"] = "duty-roster" },
        { "penalty", "E25", "$.roles.hearingChair.substitutes", file => file["roles"]!["hearingChair"]!["substitutes"] = "duty-roster" },
        { "penalty", "E24", "$.deadlines.publishDue.extendable", file => file["deadlines"]!["publishDue"]!["extendable"] = JsonNode.Parse("""{"times":5,"maxDays":300,"by":"panel"}""") },
        { "market-exclusion", "E24", "$.deadlines.exclusionEnd.extendable", file => file["deadlines"]!["exclusionEnd"]!["extendable"] = JsonNode.Parse("""{"times":1,"maxDays":300,"by":"panel"}""") },
    };

    [Theory]
    [MemberData(nameof(Rights), DisableDiscoveryEnumeration = true)]
    public void A_right_is_open_as_long_as_it_must_be_and_what_was_asked_for_is_decided(string life, string code, string path, Action<JsonNode> change) =>
        What_comes_out_of_a_case_is_held_against_the_law_as_well(life, code, path, change);

    /// <summary>A step is put inside before all that was there, and one arrow leads past it; the other goes back in.</summary>
    private static JsonObject Aside(JsonNode file, string name, string to)
    {
        var state = file.State(name).AsObject();
        var inner = new JsonObject { ["meta"] = new JsonObject { ["label"] = state["meta"]!["label"]!.DeepClone() } };
        if (state["meta"]!["owner"] is { } owner) inner["meta"]!["owner"] = owner.DeepClone();
        foreach (var member in new[] { "on", "after" })
        {
            inner[member] = state[member]!.DeepClone();
            state.Remove(member);
            foreach (var arrow in inner[member]!.AsObject().SelectMany(answers => answers.Value as JsonArray ?? (IEnumerable<JsonNode?>)[answers.Value]).OfType<JsonObject>())
                if (arrow["target"] is { } target) arrow["target"] = "#penalty." + target;
        }
        var on = new JsonObject { ["CLOSE"] = Arrow("#penalty." + to, "reviewer"), ["RETURNED"] = Arrow("inner", "reviewer") };
        on["CLOSE"]!["meta"]!["requires"] = new JsonArray("reasonGiven", "contractorInformed");
        state["initial"] = "aside";
        state["states"] = new JsonObject { ["aside"] = new JsonObject { ["meta"] = JsonNode.Parse("""{"label":{"zh":"一旁","en":"Aside"},"owner":"reviewer"}"""), ["on"] = on }, ["inner"] = inner };
        return on;
    }

    private static void Above(JsonNode file) => file["roles"]!["superiorBody"] = JsonNode.Parse("""{"title":{"zh":"上级机构","en":"Superior body"}}""");
}
