using System.Text.Json.Nodes;
using Integrity.App.Workflows;
using Xunit;

namespace Integrity.Tests.Workflows;

/// <summary>Every code of the checker, provoked on the penalty by one change (P-6, P-10, D-1).</summary>
public sealed partial class WorkflowCheckerTests
{
    /// <summary>Code, where it stands, and the one change that brings it about.</summary>
    public static TheoryData<string, string, Action<JsonNode>> Sabotage => new()
    {
        { "E01", "$.machine.states.held.on.SERVE_NOTICE.target", file => file.State("held")["on"]!["SERVE_NOTICE"]!["target"] = "nowhere" },
        { "E01", "$.machine.initial", file => file["machine"]!["initial"] = "nowhere" },
        { "E02", "$.machine.states.hearing", file => { file.State("notified")["on"]!.AsObject().Remove("REQUEST_HEARING"); file.State("underReview")["on"]!.AsObject().Remove("REQUEST_HEARING"); } },
        { "E03", "$.machine.states.dismissed", file => file.State("dismissed").AsObject().Remove("on") },
        { "E03", "$.machine", file => file.State("closed").AsObject().Remove("type") },
        { "E04", "$.machine.states.flagged.on.CONFIRM", file => file.State("flagged")["on"]!["CONFIRM"]!["meta"]!.AsObject().Remove("by") },
        { "E05", "$.machine.states.flagged.on.CONFIRM.meta.by", file => file.State("flagged")["on"]!["CONFIRM"]!["meta"]!["by"] = new JsonArray("clerk") },
        { "E05", "$.deadlines.noticeDue.escalateTo", file => file["deadlines"]!["noticeDue"]!["escalateTo"] = "clerk" },
        { "E06", "$.machine.states.held.after.noticeDue", file => file["deadlines"]!.AsObject().Remove("noticeDue") },
        { "E06", "$.machine.on.RENEW_HOLD.actions[0].params.deadline", file => file["machine"]!["on"]!["RENEW_HOLD"]!["actions"]![0]!["params"]!["deadline"] = "other" },
        { "E07", "$.deadlines.hearingDue", file => file.State("hearing").AsObject().Remove("after") },
        { "E07", "$.deadlines.holdLimit", file => file["deadlines"]!["holdLimit"]!.AsObject().Remove("fires") },
        { "E07", "$.machine.states.held", file => { file.State("flagged")["on"]!["HOLD_LAPSED"] = file["machine"]!["on"]!["HOLD_LAPSED"]!.DeepClone(); file["machine"]!["on"]!.AsObject().Remove("HOLD_LAPSED"); } },
        { "E08", "$.machine.states.collectiveDecision.on.DECIDE[2]", file => file.State("collectiveDecision")["on"]!["DECIDE"]![1]!.AsObject().Remove("guard") },
        { "E08", "$.machine.states.collectiveDecision.on.DECIDE[1]", file => file.State("collectiveDecision")["on"]!["DECIDE"]![1]!["guard"]!["params"]!["outcome"] = "sanction" },
        { "E09", "$.machine.states.decided.after.serveDue", file => file.State("decided")["after"]!["serveDue"]!["target"] = "sanctioned" },
        { "E10", "$.invariants[0]", file => file.State("held")["on"]!["SERVE_NOTICE"]!["target"] = "underReview" },
        { "E10", "$.invariants[1]", file => file.State("underReview")["on"]!["REPORT_READY"]!["target"] = "decided" },
        { "E10", "$.invariants[1]", file => file.State("reviewPending")["on"]!["REMITTED"]!["target"] = "decided" },
        { "E10", "$.invariants", file => { file["invariants"]!.AsArray().RemoveAt(0); file["invariants"]!.AsArray().RemoveAt(0); } },
        { "E11", "$.machine.states.decided.on.SERVE_DECISION", file => file.State("reviewPending")["on"]!["REMITTED"]!["actions"]!.AsArray().RemoveAt(0) },
        { "E11", "$.machine.states.closed", file => file.State("dismissed").AsObject().Remove("entry") },
        { "E12", "$.roles.clerk", file => file["roles"]!["clerk"] = JsonNode.Parse("""{"title":{"zh":"办事员","en":"Clerk"}}""") },
        { "E01", "$.machine.states.held.on.WITHDRAW.target", file => file.State("held")["on"]!["WITHDRAW"]!["target"] = "#penalty" },
        { "E13", "$.machine.states.flagged.on.CONFIRM.meta.requires", file => file.State("flagged")["on"]!["CONFIRM"]!["meta"]!["requires"] = new JsonArray("luck") },
        { "E13", "$.machine.states.flagged.entry[0]", file => file.State("flagged")["entry"]![0]!["type"] = "freezeEverything" },
        { "E13", "$.machine.states.collectiveDecision.on.DECIDE[0].guard", file => file.State("collectiveDecision")["on"]!["DECIDE"]![0]!["guard"]!["type"] = "moodIs" },
        { "E13", "$.deadlines.noticeDue.from", file => file["deadlines"]!["noticeDue"]!["from"] = "moon.full" },
        { "E14", "$.machine.states.held.meta.label", file => file.State("held")["meta"]!["label"]!.AsObject().Remove("en") },
        { "E14", "$.events.CONFIRM", file => file["events"]!["CONFIRM"]!["zh"] = " " },
        { "E14", "$.machine.states.flagged.on.CONFIRM", file => file["events"]!.AsObject().Remove("CONFIRM") },
        { "E15", "$.migrateFrom['3'].deadlines", file => file["migrateFrom"]!["3"]!.AsObject().Remove("deadlines") },
        { "E15", "$.migrateFrom['3'].approvedBy", file => file["migrateFrom"]!["3"]!.AsObject().Remove("approvedBy") },
        { "E16", "$.machine.states.held", file => file.State("unconfirmed")["on"]!["CONFIRM"]!.AsObject().Remove("actions") },
        { "E17", "$.scenarios[4]", file => file["scenarios"]![4]!["expect"] = "dismissed" },
        { "E17", "$.scenarios[4].steps[1]", file => file["scenarios"]![4]!["steps"]![1] = "PUBLISH" },
        { "E18", "$.parameters.holdDays", file => file["parameters"]!["holdDays"]!["default"] = 45 },
        { "E18", "$.deadlines.holdLimit.length", file => file["deadlines"]!["holdLimit"]!["length"] = "$nothing" },
        { "E18", "$.deadlines.holdLimit.length", file => file["deadlines"]!["holdLimit"]!["length"] = "$statementDays" },
        { "E19", "$.machine.states.held.invoke", file => file.State("held")["invoke"] = "something" },
        { "E19", "$.deadlines.noticeDue.length", file => file["deadlines"]!["noticeDue"]!["length"] = 1.5 },
        { "E19", "$.deadlines.noticeDue.remind", file => file["deadlines"]!["noticeDue"]!["remind"] = new JsonArray(7) },
        { "E01", "$.invariants[0].reach", file => { file["tags"]!["nowhere"] = JsonNode.Parse("""{"zh":"无","en":"Nowhere"}"""); file["invariants"]![0]!["reach"] = "#nowhere"; } },
        { "E19", "$.effectiveFrom", file => file["effectiveFrom"] = "1 January" },
        { "E19", "$.basis", file => file.AsObject().Remove("basis") },

        // What a clock cannot do, and what it must not.
        { "E07", "$.machine.states.held.after.noticeDue.meta.by", file => file.State("held")["after"]!["noticeDue"]!["meta"]!["by"] = new JsonArray("reviewer") },
        { "E07", "$.machine.states.held.after.noticeDue.meta.requires", file => file.State("held")["after"]!["noticeDue"]!["meta"]!["requires"] = new JsonArray("reasonGiven") },
        { "E07", "$.machine.states.held.after.noticeDue", file => file.State("held")["after"]!["noticeDue"]!["guard"] = Guard("dismiss") },
        { "E07", "$.machine.states.held.after.noticeDue", file => file.State("held")["after"]!["noticeDue"] = new JsonObject() },
        { "E08", "$.machine.states.held.after.noticeDue[0]", file => file.State("held")["after"]!["noticeDue"] = new JsonArray(Arrow("dismissed", "system", Guard("dismiss")), Arrow("notified", "system")) },
        { "E08", "$.machine.on.SERVE_NOTICE", file =>
            {
                file["machine"]!["on"]!["SERVE_NOTICE"] = Arrow(".closed", "reviewer");
                foreach (var (name, state) in file["machine"]!["states"]!.AsObject())
                    if (name is not ("held" or "closed")) (state!["on"] ??= new JsonObject())["SERVE_NOTICE"] = new JsonObject();
            } },
        { "E09", "$.machine.states.decided.after.serveDue", file => file.State("decided")["after"]!["serveDue"]!["actions"]![0]!["type"] = "postDeduction" },
        { "E09", "$.machine.states.held.after.noticeDue", file => file.State("held")["after"]!["noticeDue"]!["actions"] = JsonNode.Parse("""[{"type":"prolongHold","params":{"deadline":"holdLimit","to":90}}]""") },
        { "E09", "$.machine.states.sanctioned.after.publishDue", file => { file.State("sanctioned")["after"]!["publishDue"]!["target"] = "sanctioned"; file.State("sanctioned")["after"]!["publishDue"]!["reenter"] = true; } },
        { "E09", "$.machine.states.decided.after.serveDue", file => // by way of a state around it, whose first inner state is adverse
            {
                file.State("decided")["after"]!["serveDue"]!["target"] = "limbo";
                file["machine"]!["states"]!["limbo"] = JsonNode.Parse("""{"initial":"in","meta":{"label":{"zh":"外","en":"Limbo"}},"states":{"in":{"tags":["adverse"],"meta":{"label":{"zh":"内","en":"In"}},"on":{"PUBLISH":{"target":"#penalty.published","meta":{"by":["reviewer"]}}}}}}""");
            } },
        { "E09", "$.machine.on.HOLD_LAPSED", file => file["machine"]!["on"]!["HOLD_LAPSED"]!["target"] = ".sanctioned" },
        { "E20", "$.machine.on.HOLD_LAPSED", file => file["machine"]!["on"]!["HOLD_LAPSED"]!["actions"]![0]!["type"] = "escalate" },
        { "E20", "$.machine.states.flagged.after.confirmDue", file => file.State("flagged")["after"]!["confirmDue"]!.AsObject().Remove("actions") },
        { "E21", "$.deadlines.holdLimit", file => file["deadlines"]!["holdLimit"]!["from"] = "state.entered" },

        // What the law asks of a step: every requirement that is left out is named.
        { "E23", "$.machine.states.decided.on.SERVE_DECISION.meta.requires", file => file.State("decided")["on"]!["SERVE_DECISION"]!["meta"]!.AsObject().Remove("requires") },
        { "E23", "$.machine.states.decisionPosted.on.SERVE_DECISION.meta.requires", file => Forget(file, "publicNoticeOver") },
        { "E23", "$.machine.states.held.on.SERVE_NOTICE.meta.requires", file => file.State("held")["on"]!["SERVE_NOTICE"]!["meta"]!["requires"] = new JsonArray() },
        { "E23", "$.machine.states.held.on.SERVE_NOTICE.meta.requires", file => Forget(file, "clauseSignedBeforeAct") },
        { "E23", "$.machine.states.notified.on.WAIVE_DEFENCE.meta.requires", file => Forget(file, "signedWaiver") },
        { "E23", "$.machine.states.underReview.on.REPORT_READY.meta.requires", file => Forget(file, "defenceAnswered") },
        { "E23", "$.machine.states.underReview.on.REFER.meta.requires", file => Forget(file, "referralApproved") },
        { "E23", "$.machine.states.collectiveDecision.on.DECIDE[0].meta.requires", file => Forget(file, "threeLegsOrWarningOnly") },
        { "E23", "$.machine.states.collectiveDecision.on.DECIDE[0].meta.requires", file => Forget(file, "insideSignedBand") },
        { "E23", "$.machine.states.collectiveDecision.on.DECIDE[0].meta.requires", file => Forget(file, "legalReviewDone") },
        { "E23", "$.machine.states.collectiveDecision.on.DECIDE[0].meta.requires", file => // whatever the outcome is called
            {
                file.State("collectiveDecision")["on"]!["DECIDE"]![0]!["guard"] = Guard("accept");
                Forget(file, "notWorseThanNotice");
            } },
        { "E23", "$.machine.states.collectiveDecision.on.DECIDE[2].meta.requires", file => Forget(file, "minutesAttached") },
        { "E23", "$.machine.states.collectiveDecision.on.DECIDE[3].meta.requires", file => file.State("collectiveDecision")["on"]!["DECIDE"]![3]!["meta"]!.AsObject().Remove("requires") },
        { "E23", "$.machine.states.reviewPending.on.UPHELD.meta.requires", file => Forget(file, "recusalsRecorded") },
        { "E23", "$.machine.states.sanctioned.on.PUBLISH.meta.requires", file => Forget(file, "noticeRedacted") },
        { "E23", "$.machine.states.revoked.on.CLOSE.meta.requires", file => Forget(file, "reversalPosted") },
        { "E23", "$.machine.states.flagged.on.WITHDRAW.meta.requires", file => Forget(file, "secondPersonConfirmed") },
        { "E23", "$.machine.on.RENEW_HOLD.meta.requires", file => Forget(file, "secondPersonConfirmed") },
        { "E23", "$.machine.on.EXTEND_HOLD.meta.requires", file => Forget(file, "noticeServed") },
        { "E23", "$.machine.on.PAUSE_CLOCK.meta.requires", file => Forget(file, "reasonGiven") },
        { "E23", "$.reopening[1].meta.requires", file => Forget(file, "reasonGiven") },

        // What the law says of a period: how long, what its end does, whom it protects. The file's own bounds prove nothing.
        { "E24", "$.deadlines.holdLimit.length", file => { file["parameters"]!["holdDays"]!["default"] = 45; file["parameters"]!["holdDays"]!["max"] = 60; } },
        { "E24", "$.deadlines.confirmDue.length", file => file["deadlines"]!["confirmDue"]!["length"] = 2 },
        { "E24", "$.deadlines.confirmDue.length", file => file["deadlines"]!["confirmDue"]!["unit"] = "months" },
        { "E24", "$.deadlines.publishDue.length", file => file["deadlines"]!["publishDue"]!["length"] = 21 },
        { "E24", "$.deadlines.reviewPeriod.length", file => { file["parameters"]!["reviewDays"]!["default"] = 10; file["parameters"]!["reviewDays"]!["min"] = 5; } },
        { "E24", "$.machine.on.RENEW_HOLD.actions[0].params.to", file => file["machine"]!["on"]!["RENEW_HOLD"]!["actions"]![0]!["params"]!["to"] = 91 },
        { "E24", "$.machine.on.EXTEND_HOLD.actions[0].params.to", file => file["machine"]!["on"]!["EXTEND_HOLD"]!["actions"]![0]!["params"]!["to"] = 181 },
        { "E20", "$.deadlines.holdLimit.legalEffect", file => file["deadlines"]!["holdLimit"]!.AsObject().Remove("legalEffect") },
        { "E20", "$.deadlines.holdLimit.protectsContractor", file => file["deadlines"]!["holdLimit"]!["protectsContractor"] = false },
        { "E20", "$.deadlines.statementPeriod.legalEffect", file => file["deadlines"]!["statementPeriod"]!.AsObject().Remove("legalEffect") },
        { "E20", "$.deadlines.noticeDue", file => file["deadlines"]!["noticeDue"]!.AsObject().Remove("escalateTo") },
        { "E20", "$.deadlines", file => { file["deadlines"]!.AsObject().Remove("holdLimit"); file["machine"]!["on"]!.AsObject().Remove("HOLD_LAPSED"); } },

        // Whose step it is, and who is kept apart from whom.
        { "E25", "$.machine.states.flagged.on.CONFIRM.meta.by", file => By(file, "flagged", "CONFIRM", "investigator") },
        { "E25", "$.machine.states.held.on.SERVE_NOTICE.meta.by", file => By(file, "held", "SERVE_NOTICE", "system") },
        { "E25", "$.machine.states.held.on.SERVE_NOTICE.meta.by", file => By(file, "held", "SERVE_NOTICE", "contractor") },
        { "E25", "$.machine.states.notified.on.SUBMIT_DEFENCE.meta.by", file => By(file, "notified", "SUBMIT_DEFENCE", "investigator") },
        { "E25", "$.machine.states.notified.on.WAIVE_DEFENCE.meta.by", file => By(file, "notified", "WAIVE_DEFENCE", "contractor", "investigator") },
        { "E25", "$.machine.states.notified.on.REQUEST_HEARING.meta.by", file => By(file, "notified", "REQUEST_HEARING", "reviewer") },
        { "E25", "$.machine.states.hearing.on.HEARING_HELD.meta.by", file => By(file, "hearing", "HEARING_HELD", "investigator") },
        { "E25", "$.machine.states.underReview.on.REPORT_READY.meta.by", file => By(file, "underReview", "REPORT_READY", "investigator") },
        { "E25", "$.machine.states.underReview", file => file.State("underReview")["on"]!.AsObject().Remove("REQUEST_HEARING") },
        { "E25", "$.machine.states.collectiveDecision.on.DECIDE[2].meta.by", file => file.State("collectiveDecision")["on"]!["DECIDE"]![2]!["meta"]!["by"] = new JsonArray("panel", "reviewer") },
        { "E25", "$.machine.states.decided.on.SERVE_DECISION.meta.by", file => By(file, "decided", "SERVE_DECISION", "reviewer", "system") },
        { "E25", "$.machine.states.published.on.LODGE_REVIEW.meta.by", file => By(file, "published", "LODGE_REVIEW", "reviewer") },
        { "E25", "$.machine.states.reviewPending.on.UPHELD.meta.by", file => By(file, "reviewPending", "UPHELD", "panel") },
        { "E25", "$.machine.states.reviewPending.on.REVOKED.meta.by", file => By(file, "reviewPending", "REVOKED", "reviewer") },
        { "E25", "$.machine.states.sanctioned.on.RESUME_CLOCK.meta.by", file => file.State("sanctioned")["on"]!["RESUME_CLOCK"] = JsonNode.Parse("""{"actions":[{"type":"reverseDeduction"}],"meta":{"by":["reviewer"]}}""") },
        { "E25", "$.machine", file => { foreach (var state in new[] { "notified", "hearing" }) file.State(state)["on"]!.AsObject().Remove("SUBMIT_DEFENCE"); } },
        { "E25", "$.machine", file => file.State("published")["on"]!.AsObject().Remove("LODGE_REVIEW") },
        { "E25", "$.machine", file => file.State("collectiveDecision")["on"]!["DECIDE"]!.AsArray().RemoveAt(2) },
        { "E25", "$.roles.reviewPanel.notSameAs", file => file["roles"]!["reviewPanel"]!["notSameAs"] = new JsonArray("investigator", "secondPerson", "reviewer", "hearingChair") },
        { "E25", "$.roles.hearingChair.notSameAs", file => file["roles"]!["hearingChair"]!.AsObject().Remove("notSameAs") },
        { "E25", "$.roles.secondPerson.notSameAs", file => file["roles"]!["secondPerson"]!.AsObject().Remove("notSameAs") },
        { "E25", "$.roles.panel.quorum.for", file => file["roles"]!["panel"]!["quorum"]!["for"] = "1" },

        // A part is not the whole, and an undo is the one that the program knows.
        { "E11", "$.machine.states.closed", file => file.State("dismissed")["entry"] = JsonNode.Parse("""[{"type":"releaseHold","params":{"keep":"acknowledgedOrAdjudgedLoss"}}]""") },
        { "E11", "$.machine.states.closed", file => file.State("published")["after"]!["reviewPeriod"]!["actions"]!.AsArray().RemoveAt(0) },
        { "E11", "$.invariants[3].undo", file => file["invariants"]![3]!["undo"] = "releaseHold" },
        { "E09", "$.machine.states.underReview.after.reviewLimit", file => file.State("underReview")["after"]!["reviewLimit"]!["target"] = "judicialReferral" },
        { "E09", "$.machine.states.reviewPending.after.reviewDue", file => file.State("reviewPending")["after"]!["reviewDue"]!["target"] = "closed" },
        { "E09", "$.machine.states.hearing.after.hearingDue", file => file.State("hearing")["after"]!["hearingDue"]!["target"] = "underReview" },
        { "E16", "$.machine.states.held", file => { file["machine"]!["on"]!["HOLD_LAPSED"]!["actions"]![0]!["params"] = new JsonObject { ["keep"] = "acknowledgedOrAdjudgedLoss" }; } },

        // Due process, got around.
        { "E10", "$.machine.states.decided.on.SERVE_DECISION", file => file.State("sanctioned").AsObject().Remove("tags") },
        { "E10", "$.invariants", file => file["invariants"]!.AsArray().RemoveAt(0) },
        { "E10", "$.invariants", file => file["invariants"]!.AsArray().RemoveAt(1) },
        { "E10", "$.invariants[0]", file => file["machine"]!["on"]!["JUDGMENT"] = Arrow(".collectiveDecision", "reviewer") },
        { "E10", "$.invariants[1]", file => file["machine"]!["on"]!["SERVE_DECISION"] = Arrow(".sanctioned", "reviewer") },
        { "E10", "$.invariants[1]", file => file.State("collectiveDecision")["on"]!["DECIDE"]![0]!["meta"]!["by"] = new JsonArray("reviewer") },
        { "E10", "$.invariants[1]", file => file.State("collectiveDecision")["on"]!["DECIDE"]![0]!["meta"]!["by"] = new JsonArray("panel", "reviewer") },
        { "E10", "$.invariants[1]", file => file.State("collectiveDecision")["after"]!["followUp"]!["target"] = "decided" },
        { "E10", "$.machine.states.underReview.on.REFER", file => file.State("underReview")["on"]!["REFER"]!["actions"] = JsonNode.Parse("""[{"type":"applyExclusion"}]""") },
        { "E10", "$.migrateFrom['3'].states.flagged", file => file["migrateFrom"]!["3"]!["states"]!["flagged"] = "sanctioned" },
        { "E10", "$.migrateFrom['3'].states.flagged", file => file["migrateFrom"]!["3"]!["states"]!["flagged"] = "underReview" },
        { "E10", "$.migrateFrom['3'].states.paymentsFrozen", file => file["migrateFrom"]!["3"]!["states"]!["paymentsFrozen"] = "decided" },
        { "E11", "$.machine.states.decided.on.SERVE_DECISION", file => { file["invariants"]!.AsArray().RemoveAt(3); file.State("reviewPending")["on"]!["REMITTED"]!["actions"]!.AsArray().RemoveAt(0); } },
        { "E11", "$.machine.states.closed", file => { file["invariants"]![5]!.AsObject().Remove("undoneIn"); file.State("dismissed").AsObject().Remove("entry"); } },
        { "E15", "$.migrateFrom['3'].states.flagged", file => file["migrateFrom"]!["3"]!["states"]!["flagged"] = "closed" },
        { "E15", "$.migrateFrom['3'].states.flagged", file => file["migrateFrom"]!["3"]!["states"]!["flagged"] = "nowhere" },
        { "E15", "$.migrateFrom['3'].deadlines", file => { file["migrateFrom"]!["3"]!["states"]!["flagged"] = "held"; file["migrateFrom"]!["3"]!["deadlines"]!["noticeDue"] = "restart"; } }, // the limit of the hold runs there too
        { "E16", "$.migrateFrom['3'].states.paymentsFrozen", file => file["migrateFrom"]!["3"]!["states"]!["paymentsFrozen"] = "held" },

        // A closed case that is opened again: by a body, from an end, to a step before the notice, with everything undone that stands.
        { "E01", "$.reopening[0].target", file => file["reopening"]![0]!["target"] = "nowhere" },
        { "E01", "$.reopening[0].from", file => file["reopening"]![0]!["from"] = "nowhere" },
        { "E04", "$.reopening[0]", file => file["reopening"]![0]!["meta"]!.AsObject().Remove("by") },
        { "E05", "$.reopening[0].meta.by", file => file["reopening"]![0]!["meta"]!["by"] = new JsonArray("clerk") },
        { "E08", "$.reopening[1]", file => file["reopening"]![0]!.AsObject().Remove("guard") },
        { "E09", "$.reopening[0]", file => file["reopening"]![0]!["meta"]!["by"] = new JsonArray("system") },
        { "E09", "$.reopening[1]", file => { file["reopening"]![1]!["meta"]!["by"] = new JsonArray("system"); file["reopening"]![1]!["target"] = "sanctioned"; } },
        { "E10", "$.reopening[0].meta.by", file => file["reopening"]![0]!["meta"]!["by"] = new JsonArray("panel", "reviewer") },
        { "E10", "$.reopening[0].target", file => file["reopening"]![0]!["target"] = "sanctioned" },
        { "E10", "$.reopening[1]", file => file["reopening"]![1]!["actions"]!.AsArray().Add(JsonNode.Parse("""{"type":"applyExclusion"}""")) },
        { "E10", "$.invariants[0]", file => file["reopening"]![0]!["target"] = "underReview" },
        { "E10", "$.invariants[0]", file => // what was notified before it was closed is not notified after it was reopened
            {
                foreach (var early in new[] { "flagged", "unconfirmed", "held", "noticePosted" }) file.State(early)["on"]!.AsObject().Remove("WITHDRAW");
                file["reopening"]![0]!["target"] = "underReview";
            } },
        { "E10", "$.invariants[1]", file => file["reopening"]![1]!["target"] = "decided" },
        { "E11", "$.machine.states.decided.on.SERVE_DECISION", file => file["reopening"]![0]!["actions"]!.AsArray().RemoveAt(0) },
        { "E11", "$.machine.states.decided.on.SERVE_DECISION", file => file["reopening"]![1]!["actions"]!.AsArray().RemoveAt(1) },
        { "E13", "$.reopening[0].actions[0]", file => file["reopening"]![0]!["actions"]![0]!["type"] = "forgetEverything" },
        { "E13", "$.reopening[0].meta.requires", file => file["reopening"]![0]!["meta"]!["requires"] = new JsonArray("luck") },
        { "E13", "$.reopening[0].guard", file => file["reopening"]![0]!["guard"]!["type"] = "moodIs" },
        { "E14", "$.reopening[0].meta.label", file => file["reopening"]![0]!["meta"]!.AsObject().Remove("label") },
        { "E14", "$.reopening[0].meta.label", file => file["reopening"]![0]!["meta"]!["label"]!.AsObject().Remove("en") },
        { "E14", "$.reopening[0]", file => file["events"]!.AsObject().Remove("REOPEN") },
        { "E17", "$.scenarios[9].steps[8]", file => file["scenarios"]![9]!["steps"]!.AsArray().RemoveAt(8) },
        { "E19", "$.reopening[0].from", file => file["reopening"]![0]!["from"] = "held" },
        { "E19", "$.reopening[0].from", file => file["reopening"]![0]!.AsObject().Remove("from") },
        { "E19", "$.reopening[0].target", file => file["reopening"]![0]!.AsObject().Remove("target") },
        { "E19", "$.reopening[0].target", file => file["reopening"]![0]!["target"] = "closed" },
        { "E19", "$.reopening[0].until", file => file["reopening"]![0]!["until"] = "2027" },
        { "E19", "$.machine.states.closed", file => file.State("closed")["on"] = new JsonObject { ["REOPEN"] = Arrow("held", "panel") } },

        // Arguments, and what XState knows but the profile does not.
        { "E13", "$.machine.on.RENEW_HOLD.actions[0]", file => file["machine"]!["on"]!["RENEW_HOLD"]!["actions"]![0]!["params"]!.AsObject().Remove("to") },
        { "E13", "$.machine.states.collectiveDecision.on.DECIDE[0].guard", file => file.State("collectiveDecision")["on"]!["DECIDE"]![0]!["guard"]!.AsObject().Remove("params") },
        { "E13", "$.deadlines.reviewLimit.extendable.by", file => file["deadlines"]!["reviewLimit"]!["extendable"]!["by"] = "reviewer" },
        { "E19", "$.machine.on.RENEW_HOLD.actions[0].params.to", file => file["machine"]!["on"]!["RENEW_HOLD"]!["actions"]![0]!["params"]!["to"] = "soon" },
        { "E19", "$.machine.states.held.always", file => file.State("held")["always"] = Arrow("notified", "system") },
        { "E19", "$.machine.states.held.onDone", file => file.State("held")["onDone"] = Arrow("notified", "system") },
        { "E19", "$.machine.states.held.type", file => file.State("held")["type"] = "parallel" },
        { "E19", "$.machine.type", file => file["machine"]!["type"] = "parallel" },
        { "E19", "$.machine.states.held.initial", file => file.State("held")["initial"] = "notified" },
        { "E19", "$.machine.states.held.on['*']", file => file.State("held")["on"]!["*"] = Arrow("notified", "reviewer") },
        { "E19", "$.machine.states.held.on.SERVE_NOTICE.target", file => file.State("held")["on"]!["SERVE_NOTICE"]!["target"] = new JsonArray("notified") },
        { "E19", "$.machine.states.held.on.SERVE_NOTICE.cond", file => file.State("held")["on"]!["SERVE_NOTICE"]!["cond"] = "x" },
        { "E19", "$.deadlines.noticeDue.length", file => file["deadlines"]!["noticeDue"]!["length"] = 0 },
        { "E19", "$.deadlines.noticeDue.length", file => file["deadlines"]!["noticeDue"]!["length"] = 2_000_000_000 },
        { "E19", "$.deadlines.reviewLimit.extendable", file => file["deadlines"]!["reviewLimit"]!["extendable"]!["maxDays"] = 0 },
        { "E01", "$.machine.states.held.on.SERVE_NOTICE.target", file => file.State("held")["on"]!["SERVE_NOTICE"]!["target"] = ".notified" },
        { "E01", "$.machine.on.RENEW_HOLD.target", file => file["machine"]!["on"]!["RENEW_HOLD"]!["target"] = "held" },
        { "E01", "$.machine.initial", file => file["machine"]!["initial"] = "#penalty.flagged" },
    };

    /// <summary>Takes a requirement out of every arrow that names it.</summary>
    private static void Forget(JsonNode node, string requirement)
    {
        if (node is JsonArray list)
            for (var i = list.Count - 1; i >= 0; i--)
                if (list[i] is JsonValue value && value.TryGetValue(out string? name) && name == requirement) list.RemoveAt(i);
                else if (list[i] is { } item) Forget(item, requirement);
        if (node is JsonObject some)
            foreach (var (_, member) in some)
                if (member is not null) Forget(member, requirement);
    }

    private static void By(JsonNode file, string state, string trigger, params string[] roles) =>
        file.State(state)["on"]![trigger]!["meta"]!["by"] = new JsonArray([.. roles.Select(role => (JsonNode)role)]);

    private static JsonNode Guard(string outcome) => new JsonObject { ["type"] = "outcomeIs", ["params"] = new JsonObject { ["outcome"] = outcome } };

    private static JsonNode Arrow(string target, string by, JsonNode? guard = null)
    {
        var arrow = new JsonObject { ["target"] = target, ["meta"] = new JsonObject { ["by"] = new JsonArray(by) } };
        if (guard is not null) arrow["guard"] = guard;
        return arrow;
    }

    [Fact]
    public void The_shipped_penalty_checks_clean() => Assert.Empty(WorkflowChecker.Check(Penalty.Text).Faults);

    [Theory]
    [MemberData(nameof(Sabotage), DisableDiscoveryEnumeration = true)]
    public void One_change_brings_about_the_fault_with_its_code_and_path(string code, string path, Action<JsonNode> change)
    {
        var faults = Penalty.FaultsWith(change);
        Assert.True(faults.Any(fault => fault.Code == code && fault.Path == path), $"{code} {path} not among:\n" + string.Join('\n', faults));
        Assert.All(faults, fault => Assert.False(string.IsNullOrWhiteSpace(fault.Zh) || string.IsNullOrWhiteSpace(fault.En)));
    }

    /// <summary>The other lives: what comes out of a case (P-8, P-9, P-11).</summary>
    public static TheoryData<string, string, string, Action<JsonNode>> OtherLives => new()
    {
        { "market-exclusion", "E23", "$.machine.states.imposed.on.BEGIN.meta.requires", file => file.State("imposed")["on"]!["BEGIN"]!["meta"]!.AsObject().Remove("requires") },
        { "market-exclusion", "E23", "$.machine.states.breachPending.on.DECIDE[0].meta.requires", file => Forget(file, "statementHeard") },
        { "market-exclusion", "E23", "$.machine.states.conditionalRelease.on.SUCCEED.meta.requires", file => Forget(file, "successionProved") },
        { "market-exclusion", "E24", "$.deadlines.exclusionEnd.length", file => { file["parameters"]!["exclusionMonths"]!["default"] = 48; file["parameters"]!["exclusionMonths"]!["max"] = 60; } },
        { "market-exclusion", "E20", "$.deadlines.exclusionEnd.protectsContractor", file => file["deadlines"]!["exclusionEnd"]!.AsObject().Remove("protectsContractor") },
        { "market-exclusion", "E13", "$.machine.states.breachPending.on.DECIDE[1].guard.params.outcome", file => file.State("breachPending")["on"]!["DECIDE"]![1]!["guard"] = Guard("pardon") },
        { "judicial-referral", "E23", "$.machine.states.reported.on.DECIDE[0].meta.requires", file => Forget(file, "quorumMet") },
        { "judicial-referral", "E23", "$.machine.states.approved.on.SEND.meta.requires", file => Forget(file, "packetListComplete") },
        { "judicial-referral", "E24", "$.deadlines.decideDue.length", file => { file["parameters"]!["decideDays"]!["default"] = 4; file["parameters"]!["decideDays"]!.AsObject().Remove("max"); } },
        { "judicial-referral", "E24", "$.deadlines.sendDue.length", file => { file["parameters"]!["sendHours"]!["default"] = 48; file["parameters"]!["sendHours"]!.AsObject().Remove("max"); } },
        { "exclusion-recommendation", "E23", "$.machine.states.toSend.on.SEND.meta.requires", file => Forget(file, "decisionInEffect") },
        { "exclusion-recommendation", "E20", "$.deadlines.replyDue", file => file["deadlines"]!["replyDue"]!.AsObject().Remove("legalEffect") },
        { "market-exclusion", "E25", "$.roles.reviewPanel.notSameAs", file => file["roles"]!["reviewPanel"]!["notSameAs"] = new JsonArray("investigator", "reviewer") },
        { "judicial-referral", "E25", "$.machine.states.approved.on.SEND.meta.by", file => file.State("approved")["on"]!["SEND"]!["meta"]!["by"] = new JsonArray("system") },
        { "judicial-referral", "E10", "$.machine.states.returned", file => file.State("approved")["on"]!["RETURNED"] = Arrow("returned", "investigator") },
        { "staff-matter", "E10", "$.machine.states.closed", file => file.State("opened")["on"]!["CLOSE"] = Arrow("closed", "investigator") },
        { "staff-matter", "E26", "$.machine", file => file.State("opened").AsObject().Remove("entry") },
        { "staff-matter", "E23", "$.machine.states.opened.on.HAND_OVER[0].meta.requires", file => Forget(file, "receiptAttached") },
    };

    [Theory]
    [MemberData(nameof(OtherLives), DisableDiscoveryEnumeration = true)]
    public void What_comes_out_of_a_case_is_held_against_the_law_as_well(string life, string code, string path, Action<JsonNode> change)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(WorkflowLibrary.Folder, life + ".json")))!;
        change(file);
        var faults = WorkflowChecker.Check(file.ToJsonString()).Faults;
        Assert.True(faults.Any(fault => fault.Code == code && fault.Path == path), $"{code} {path} not among:\n" + string.Join('\n', faults));
    }

    [Fact]
    public void Every_code_is_provoked_here() =>
        Assert.Equal(FaultCodes.All.Select(entry => entry.Code), Sabotage.Concat(Deeds).Select(row => row.Data.Item1).Append(FaultCodes.EditedInPlace).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_bypass_is_shown_as_the_walk_that_takes_it()
    {
        var faults = Penalty.FaultsWith(file => file.State("held")["on"]!["SERVE_NOTICE"]!["target"] = "underReview");
        Assert.Contains("flagged –CONFIRM→ held –SERVE_NOTICE→ underReview –REPORT_READY→ collectiveDecision –DECIDE→ decided –SERVE_DECISION→ sanctioned",
            faults.Single(fault => fault is { Code: "E10", Path: "$.invariants[0]" }).En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "E19")]
    [InlineData("[]", "E19")]
    [InlineData("{\"code\":\"a\",\"code\":\"b\"}", "E19")]
    [InlineData("", "E19")]
    [InlineData("{\"code\":\"\\uD800\"}", "E19")]
    [InlineData("{\"\\uD800\":1}", "E19")]
    public void A_torn_file_is_a_fault_of_form(string text, string code) => Assert.Contains(WorkflowChecker.Check(text).Faults, fault => fault.Code == code);

    /// <summary>Whatever is torn out or put in, the checker answers with faults and never breaks.</summary>
    [Fact]
    public void No_damage_breaks_the_checker()
    {
        var chance = new Random(20261122);
        var clean = 0;
        for (var i = 0; i < 150; i++)
        {
            var text = Penalty.With(file =>
            {
                for (var damage = chance.Next(1, 4); damage > 0; damage--) Damage(file, chance);
            });
            if (WorkflowChecker.Check(text).IsClean) clean++;
            WorkflowChecker.Walkable(text);
        }
        Assert.InRange(clean, 1, 30);
    }

    private static void Damage(JsonNode file, Random chance)
    {
        var node = file;
        for (var depth = chance.Next(1, 9); depth > 0; depth--)
        {
            List<JsonNode?> inner = node switch { JsonObject some => [.. some.Select(member => member.Value)], JsonArray list => [.. list], _ => [] };
            if (inner.OfType<JsonNode>().Where(one => one is not JsonValue).ToList() is { Count: > 0 } deeper) node = deeper[chance.Next(deeper.Count)];
        }
        JsonNode? junk = chance.Next(7) switch { 0 => null, 1 => 5, 2 => "$x", 3 => new JsonArray(), 4 => new JsonObject(), 5 => new JsonArray(1, "closed", null), _ => "closed" };
        if (node is JsonArray { Count: > 0 } array)
        {
            if (chance.Next(2) == 0) array.RemoveAt(chance.Next(array.Count));
            else array[chance.Next(array.Count)] = junk;
        }
        else if (node is JsonObject { Count: > 0 } some)
        {
            var name = some.ElementAt(chance.Next(some.Count)).Key;
            if (chance.Next(2) == 0) some.Remove(name);
            else some[name] = junk;
        }
    }

    [Fact]
    public void A_setting_outside_its_lawful_limits_is_refused()
    {
        Assert.Contains(WorkflowChecker.Check(Penalty.Text, new Dictionary<string, long> { ["statementDays"] = 2 }).Faults, fault => fault is { Code: "E18", Path: "$.parameters.statementDays" });
        var set = WorkflowChecker.Check(Penalty.Text, new Dictionary<string, long> { ["statementDays"] = 7 });
        Assert.True(set.IsClean);
        Assert.Equal(7, set.Definition!.Deadlines["statementPeriod"].Length);
    }

    [Fact]
    public void A_map_must_name_every_state_of_the_version_it_comes_from()
    {
        var third = DefinitionReader.Read(Penalty.With(file => file["version"] = 3)).Definition!;
        Assert.Contains(WorkflowChecker.Check(Penalty.Text, earlier: [third]).Faults, fault => fault is { Code: "E15", Path: "$.migrateFrom['3']" } && fault.En.Contains("\"held\"", StringComparison.Ordinal));
    }

    /// <summary>With the earlier version at hand what a case has behind it is proven there: the same name is no proof.</summary>
    [Theory]
    [InlineData("unconfirmed", "held", "E16")]
    [InlineData("held", "unconfirmed", "E11")]
    [InlineData("held", "notified", "E10")]
    [InlineData("published", "closed", "E15")]
    [InlineData("held", "held", "")]
    [InlineData("hearing", "underReview", "")]
    public void A_case_gains_nothing_by_coming_over(string from, string to, string code)
    {
        var third = DefinitionReader.Read(Penalty.With(file => file["version"] = 3)).Definition!;
        var text = Penalty.With(file => file["migrateFrom"]!["3"] = new JsonObject
        {
            ["states"] = new JsonObject { [from] = to }, ["refuse"] = new JsonArray([.. third.Root.Leaves().Where(leaf => leaf.Path != from).Select(leaf => (JsonNode)leaf.Path)]),
            ["because"] = new JsonObject { ["zh"] = "试", ["en"] = "a try" }, ["approvedBy"] = "会议纪要",
            ["deadlines"] = new JsonObject([.. Penalty.Definition.Deadlines.Keys.Select(name => KeyValuePair.Create(name, (JsonNode?)"keep"))]),
        });
        var faults = WorkflowChecker.Check(text, earlier: [third]).Faults;
        if (code.Length == 0) Assert.Empty(faults);
        else Assert.Contains(faults, fault => fault.Code == code && fault.Path == $"$.migrateFrom['3'].states.{from}");
    }
}
