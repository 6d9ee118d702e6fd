using System.Text.Json.Nodes;
using Integrity.App.Workflows;
using Xunit;

namespace Integrity.Tests.Workflows;

public sealed partial class WorkflowCheckerTests
{
    /// <summary>What a step does, by whatever event it comes about, and the ways that no file opens (P-4 to P-7, P-10).</summary>
    public static TheoryData<string, string, Action<JsonNode>> Deeds => new()
    {
        // What follows from a step.
        { "E26", "$.machine.states.reviewPending.on.REVOKED", file => file.State("revoked")["entry"]!.AsArray().RemoveAt(0) },
        { "E26", "$.machine.states.reviewPending.on.REVOKED", file => file.State("revoked")["entry"]!.AsArray().RemoveAt(1) },
        { "E26", "$.machine.states.reviewPending.on.REVOKED", file => file.State("revoked")["entry"]!.AsArray().RemoveAt(3) },
        { "E26", "$.machine.states.reviewPending.on.REMITTED", file => file.State("reviewPending")["on"]!["REMITTED"]!["actions"]!.AsArray().RemoveAt(1) },
        { "E26", "$.machine.states.reviewPending.on.UPHELD", file => file.State("reviewPending")["on"]!["UPHELD"]!["actions"]!.AsArray().RemoveAt(1) },
        { "E26", "$.machine.states.decided.on.SERVE_DECISION", file => file.State("sanctioned")["entry"]!.AsArray().RemoveAt(0) },
        { "E26", "$.machine.states.decided.on.SERVE_DECISION", file => file.State("sanctioned")["entry"] = new JsonArray([.. file.State("sanctioned")["entry"]!.AsArray().Reverse().Select(action => action!.DeepClone())]) },
        { "E26", "$.machine.states.held.on.RESUME_CLOCK", file => file.State("held")["on"]!["RESUME_CLOCK"] = Doing("returnReserve", "reviewer") },
        { "E26", "$.machine.on.PAUSE_CLOCK.actions[0].params.except", file => file["machine"]!["on"]!["PAUSE_CLOCK"]!["actions"]![0]!.AsObject().Remove("params") },
        { "E26", "$.machine.on.PAUSE_CLOCK.actions[0].params.except", file => file["machine"]!["on"]!["PAUSE_CLOCK"]!["actions"]![0]!["params"]!["except"] = "none" },
        { "E26", "$.machine.on.RENEW_HOLD.actions[0].params.deadline", file => file["machine"]!["on"]!["RENEW_HOLD"]!["actions"]![0]!["params"]!["deadline"] = "reviewLimit" },
        { "E26", "$.machine.states.decided.tags", file => file.State("decided").AsObject().Remove("tags") },
        { "E26", "$.machine.states.flagged.tags", file =>
            {
                foreach (var (_, state) in file["machine"]!["states"]!.AsObject())
                    if (state!["tags"]?.ToJsonString().Contains("exposure-held", StringComparison.Ordinal) == true) state.AsObject().Remove("tags");
                file["invariants"]!.AsArray().RemoveAt(6);
            } },

        { "E26", "$.machine.states.reviewPending.on.REVOKED", file => file.State("revoked")["entry"]!.AsArray().RemoveAt(4) },
        { "E26", "$.machine.states.decided.on.SERVE_DECISION", file => file.State("sanctioned")["entry"]!.AsArray().RemoveAt(1) },
        { "E26", "$.machine.states.decided.on.SERVE_DECISION", file => file.State("sanctioned")["entry"]!.AsArray().RemoveAt(2) },
        { "E26", "$.machine.states.held.on.SERVE_NOTICE", file => file.State("held")["on"]!["SERVE_NOTICE"]!["actions"] = new JsonArray() },
        { "E26", "$.machine.states.published.after.reviewPeriod", file => file.State("published")["after"]!["reviewPeriod"]!["actions"]!.AsArray().RemoveAt(1) },
        { "E26", "$.machine.states.collectiveDecision.on.DECIDE[0]", file => file.State("collectiveDecision")["on"]!["DECIDE"]![0]!["actions"] = new JsonArray() },
        { "E26", "$.machine.states.collectiveDecision.on.DECIDE[0].actions[0]", file => file.State("collectiveDecision")["on"]!["DECIDE"]![0]!["actions"]![0]!.AsObject().Remove("params") },
        { "E26", "$.machine.states.underReview.on.REFER", file => file.State("judicialReferral").AsObject().Remove("entry") },
        { "E26", "$.machine.on.PAUSE_CLOCK", file => { file["machine"]!["on"]!.AsObject().Remove("RESUME_CLOCK"); file["scenarios"] = new JsonArray(); } },
        { "E26", "$.machine", file => file.State("underReview")["meta"]!["tasks"]!.AsArray().RemoveAt(1) },
        { "E25", "$.machine.states.underReview.meta.tasks[1].role", file => file.State("underReview")["meta"]!["tasks"]![1]!["role"] = "investigator" },
        { "E26", "$.machine.states.underReview.on.REPORT_READY", file => file.State("underReview")["on"]!["REPORT_READY"]!.AsObject().Remove("actions") },
        { "E26", "$.machine.states.judicialReferral.on.JUDGMENT", file => file.State("judicialReferral")["on"]!["JUDGMENT"]!.AsObject().Remove("actions") },
        { "E26", "$.machine.states.notified.after.statementPeriod", file => file.State("notified")["after"]!["statementPeriod"]!.AsObject().Remove("actions") },
        { "E26", "$.machine.states.sanctioned.entry[3]", file => file.State("sanctioned")["entry"]![3]!.AsObject().Remove("params") },
        { "E23", "$.machine.states.dismissed.on.CLOSE.meta.requires", file => file.State("dismissed")["on"]!["CLOSE"]!["meta"]!["requires"] = new JsonArray("reasonGiven") },
        // A second notice is no way to a heavier one (P-6).
        { "E23", "$.machine.states.underReview.on.SERVE_NOTICE.meta.requires", file => file.State("underReview")["on"]!["SERVE_NOTICE"]!["meta"]!["requires"] = new JsonArray("noticeServed", "clauseSignedBeforeAct") },
        { "E23", "$.machine.states.collectiveDecision.on.SERVE_NOTICE.meta.requires", file => file.State("collectiveDecision")["on"]!["SERVE_NOTICE"] = file.State("held")["on"]!["SERVE_NOTICE"]!.DeepClone() },
        // No map puts a case before a body or decides against it.
        { "E10", "$.migrateFrom['3'].states.notified", file => file["migrateFrom"]!["3"]!["states"]!["notified"] = "collectiveDecision" },
        { "E10", "$.migrateFrom['3'].states.dismissed", file => file["migrateFrom"]!["3"]!["states"]!["dismissed"] = "sanctioned" },

        { "E10", "$.migrateFrom['3'].states.dismissed", file => file["migrateFrom"]!["3"]!["states"]!["dismissed"] = "published" },
        { "E10", "$.migrateFrom['3'].states.published", file => file["migrateFrom"]!["3"]!["states"]!["published"] = "notified" },
        { "E10", "$.migrateFrom['3'].states.reviewPending", file => file["migrateFrom"]!["3"]!["states"]!["reviewPending"] = "published" },
        { "E10", "$.migrateFrom['3'].states.flagged", file => file["migrateFrom"]!["3"]!["states"]!["flagged"] = "held" },

        // What is left out, written twice or in words that mean nothing.
        { "E26", "$.machine.states.dismissed.on.CLOSE", file => file.State("closed").AsObject().Remove("entry") },
        { "E23", "$.machine.states.held.meta.tasks[0]", file => file.State("held")["meta"]!["tasks"] = JsonNode.Parse("""[{"code":"look","role":"reviewer","complete":"all","label":{"zh":"看一看","en":"Look"}}]""") },
        { "E24", "$.deadlines.holdLimit.extendable", file => file["deadlines"]!["holdLimit"]!["extendable"] = JsonNode.Parse("""{"times":2,"maxDays":75,"by":"panel"}""") },
        { "E24", "$.machine", file => { file["machine"]!["on"]!.AsObject().Remove("RENEW_HOLD"); file["scenarios"] = new JsonArray(); } },
        { "E24", "$.machine.on.EXTEND_HOLD", file => file["machine"]!["on"]!["RESUME_CLOCK"] = file["machine"]!["on"]!["EXTEND_HOLD"]!.DeepClone() },
        { "E14", "$.title.en", file => file["title"]!["en"] = "违约处理" },
        { "E14", "$.deadlines.noticeDue.title.en", file => file["deadlines"]!["noticeDue"]!["title"]!["en"] = "告知期限" },
        { "E13", "$.machine.states.sanctioned.entry[3].params.keep", file => file.State("sanctioned")["entry"]![3]!["params"]!["keep"] = "acknowledgedOrAdjugedLoss" },
        { "E13", "$.machine.states.sanctioned.entry[3].params.keeps", file => file.State("sanctioned")["entry"]![3]!["params"] = JsonNode.Parse("""{"keeps":"acknowledgedOrAdjudgedLoss"}""") },

        // What the rules say and the file only repeats, outcomes that nobody can give, a map that maps nothing, text that was lost.
        { "E25", "$.roles.panel.recusal", file => file["roles"]!["panel"]!["recusal"] = "never" },
        { "E19", "$.roles.panel.recusal", file => file["roles"]!["panel"]!["recusal"] = false },
        { "E25", "$.roles.panel.recusal", file => file["roles"]!["panel"]!.AsObject().Remove("recusal") },
        { "E25", "$.roles.panel.votesLast", file => file["roles"]!["panel"]!.AsObject().Remove("votesLast") },
        { "E25", "$.roles.reviewPanel.recusal", file => file["roles"]!["reviewPanel"]!.AsObject().Remove("recusal") },
        { "E25", "$.roles.panel.votesLast", file => file["roles"]!["panel"]!["votesLast"] = "anyone" },
        { "E19", "$.roles.finance.substitutes", file => file["roles"]!["finance"]!["substitutes"] = "friends" },
        { "E13", "$.reopening[0].guard.params.outcome", file => file["reopening"]![0]!["guard"]!["params"]!["outcome"] = "sanction" },
        { "E13", "$.machine.states.collectiveDecision.on.DECIDE[1].guard.params.outcome", file => file.State("collectiveDecision")["on"]!["DECIDE"]![1]!["guard"] = Guard("judiciary") },
        { "E13", "$.machine.states.held.on.WITHDRAW.guard.params.outcome", file => file.State("held")["on"]!["WITHDRAW"]!["guard"] = Guard("dismiss") },
        { "E15", "$.migrateFrom['4'].states", file => file["migrateFrom"]!["4"]!["states"] = new JsonObject() },
        { "E15", "$.migrateFrom['4'].states", file => file["migrateFrom"]!["4"]!.AsObject().Remove("states") },
        { "E19", "$.events.CONFIRM.zh", file => file["events"]!["CONFIRM"]!["zh"] = "确认\uFFFD" },
        { "E19", "$.machine.states", file => file["machine"]!["states"]!["hel\uFFFDd"] = file.State("held").DeepClone() },

        // Whatever the event is called.
        { "E23", "$.machine.states.held.on.RESUME_CLOCK.meta.requires", file => file.State("held")["on"]!["RESUME_CLOCK"] = Doing("resetHold", "investigator") },
        { "E23", "$.machine.states.sanctioned.on.CLOSE.meta.requires", file => file.State("sanctioned")["on"]!["CLOSE"] = Arrow("published", "reviewer") },
        { "E23", "$.machine.states.notified.on.CLOSE.meta.requires", file => file.State("notified")["on"]!["CLOSE"] = Arrow("underReview", "investigator") },
        { "E23", "$.machine.states.held.on.CLOSE.meta.requires", file => file.State("held")["on"]!["CLOSE"] = Arrow("notified", "investigator") },
        { "E23", "$.machine.states.held.on.CLOSE.meta.requires", file => file.State("held")["on"]!["CLOSE"] = Arrow("judicialReferral", "investigator") },
        { "E23", "$.machine.states.hearing.on.CLOSE.meta.requires", file => file.State("hearing")["on"]!["CLOSE"] = Arrow("collectiveDecision", "reviewer") },
        { "E13", "$.machine.states.notified.on.SKIP", file => { file["events"]!["SKIP"] = file["events"]!["CLOSE"]!.DeepClone(); file.State("notified")["on"]!["SKIP"] = Arrow("underReview", "investigator"); } },
        { "E25", "$.machine.states.notified", file => file.State("notified")["on"]!.AsObject().Remove("SUBMIT_DEFENCE") },

        // Ways that no file opens.
        { "E10", "$.machine.states.held.on.CLOSE", file => file.State("held")["on"]!["CLOSE"] = Doing("publishNotice", "investigator") },
        { "E10", "$.machine.states.closed", file => file.State("sanctioned")["on"]!["CLOSE"] = Arrow("closed", "reviewer") },
        { "E10", "$.machine.states.held.on.CLOSE", file => { file.State("held")["on"]!["CLOSE"] = Doing("releaseHold", "reviewer"); file.State("held")["on"]!["CLOSE"]!["target"] = "flagged"; } },
        { "E10", "$.machine.states.unconfirmed.on.CONFIRM", file => { file.State("held")["on"]!["CLOSE"] = Doing("releaseHold", "reviewer"); file.State("held")["on"]!["CLOSE"]!["target"] = "unconfirmed"; } },
        { "E09", "$.machine.states.sanctioned.after.publishDue", file => file.State("sanctioned")["after"]!["publishDue"]!["target"] = "published" },

        // Numbers and periods that take a right away.
        { "E24", "$.parameters.publicNoticeDays", file => Set(file, "publicNoticeDays", 1) },
        { "E24", "$.machine.states.noticePosted.after", file => file["deadlines"]!["publicNotice"]!["length"] = 7 },
        { "E24", "$.parameters.hearingRequestDays", file => Set(file, "hearingRequestDays", 0) },
        { "E24", "$.deadlines.statementPeriod.length", file => Set(file, "statementDays", 1) },
        { "E24", "$.parameters.hearingThresholdFen", file => file["parameters"]!["hearingThresholdFen"]!["default"] = 1_000_000_000_000_000 },
        { "E20", "$.deadlines.reviewPeriod.protectsContractor", file => file["deadlines"]!["reviewPeriod"]!["protectsContractor"] = true },
        { "E20", "$.deadlines.statementPeriod.protectsContractor", file => file["deadlines"]!["statementPeriod"]!["protectsContractor"] = true },
        { "E15", "$.migrateFrom['4'].deadlines.holdLimit", file => file["migrateFrom"]!["4"]!["deadlines"]!["holdLimit"] = "restart" },
    };

    [Theory]
    [MemberData(nameof(Deeds), DisableDiscoveryEnumeration = true)]
    public void What_a_step_does_is_held_against_the_law_whatever_it_is_called(string code, string path, Action<JsonNode> change) =>
        One_change_brings_about_the_fault_with_its_code_and_path(code, path, change);

    [Fact]
    public void A_map_whose_earlier_version_is_not_at_hand_is_said_to_be_unproven()
    {
        Assert.Equal(["$.migrateFrom['4']", "$.migrateFrom['3']"], WorkflowChecker.Check(Penalty.Text).Remarks.Select(remark => remark.Path));
        var fourth = DefinitionReader.Read(Penalty.With(file => file["version"] = 4)).Definition!;
        Assert.Equal(["$.migrateFrom['3']"], WorkflowChecker.Check(Penalty.Text, earlier: [fourth]).Remarks.Select(remark => remark.Path));
    }

    /// <summary>P-10: what is kept keeps its number, so ninety days would become ninety months.</summary>
    [Theory]
    [InlineData("reviewLimit", "months", "keep", true)]
    [InlineData("noticeDue", "calendarDays", "keep", true)]
    [InlineData("reviewLimit", "months", "restart", false)]
    [InlineData("reviewLimit", "calendarDays", "keep", false)]
    public void A_map_keeps_no_period_that_the_earlier_version_counts_in_another_unit(string deadline, string unit, string rule, bool found)
    {
        var fourth = DefinitionReader.Read(Penalty.With(file => file["version"] = 4)).Definition!;
        var text = Penalty.With(file => { file["deadlines"]![deadline]!["unit"] = unit; file["migrateFrom"]!["4"]!["deadlines"]![deadline] = rule; });
        var fault = WorkflowChecker.Check(text, earlier: [fourth]).Faults.SingleOrDefault(fault => fault is { Code: "E15" } && fault.Path == $"$.migrateFrom['4'].deadlines.{deadline}");
        Assert.Equal(found, fault is not null);
        Assert.True(fault is null || (fault.Zh.Contains($"本版以 {unit} 计", StringComparison.Ordinal) && fault.En.Contains($"and {unit} here", StringComparison.Ordinal)));
    }

    private static JsonNode Ending(string by, params IEnumerable<string> requires) => new JsonObject
    {
        ["target"] = "closed",
        ["actions"] = new JsonArray(new JsonObject { ["type"] = "releaseHold" }),
        ["meta"] = new JsonObject { ["by"] = new JsonArray(by), ["requires"] = new JsonArray([.. requires.Select(name => (JsonNode)name)]) },
    };

    private static JsonNode Doing(string action, string by) =>
        new JsonObject { ["actions"] = new JsonArray(new JsonObject { ["type"] = action }), ["meta"] = new JsonObject { ["by"] = new JsonArray(by) } };

    private static void Set(JsonNode file, string parameter, int value)
    {
        file["parameters"]![parameter]!["default"] = value;
        file["parameters"]![parameter]!["min"] = value;
    }

    /// <summary>A map that refuses what it does not name is complete, however little it maps.</summary>
    [Fact]
    public void A_map_that_takes_nobody_over_says_so() =>
        Assert.DoesNotContain(Penalty.FaultsWith(file => { file["migrateFrom"]!["4"]!["states"] = new JsonObject(); file["migrateFrom"]!["4"]!["refuse"] = new JsonArray("flagged"); }),
            fault => fault.Path.StartsWith("$.migrateFrom['4']", StringComparison.Ordinal));

    /// <summary>No map brings a case to where a step lies behind every case that it has not behind it, nor back before one that it has (P-5, P-6, P-9, P-11).</summary>
    [Theory]
    [InlineData("penalty", "dismissed", "unconfirmed")]
    [InlineData("penalty", "sanctioned", "dismissed")]
    [InlineData("penalty", "held", "noticePosted")]
    [InlineData("penalty", "decided", "decisionPosted")]
    [InlineData("penalty", "decided", "judicialReferral")]
    [InlineData("penalty", "closed", "revoked")]
    [InlineData("penalty", "underReview", "judicialReferral")]
    [InlineData("penalty", "collectiveDecision", "judicialReferral")]
    [InlineData("judicial-referral", "reported", "approved")]
    [InlineData("judicial-referral", "notReferred", "judged")]
    [InlineData("staff-matter", "handedOver.discipline", "answered")]
    public void A_map_gives_a_case_no_step_and_takes_none_from_it(string life, string from, string to)
    {
        var text = File.ReadAllText(Path.Combine(WorkflowLibrary.Folder, life + ".json"));
        var before = DefinitionReader.Read(text).Definition!;
        var file = JsonNode.Parse(text)!;
        file["version"] = before.Version + 1;
        file["migrateFrom"] = new JsonObject
        {
            [$"{before.Version}"] = new JsonObject
            {
                ["states"] = new JsonObject([.. before.Root.Leaves().Select(leaf => KeyValuePair.Create(leaf.Path, (JsonNode?)(leaf.Path == from ? to : leaf.Path)))]),
                ["because"] = new JsonObject { ["zh"] = "试", ["en"] = "a try" }, ["approvedBy"] = "会议纪要",
                ["deadlines"] = new JsonObject([.. before.Deadlines.Keys.Select(name => KeyValuePair.Create(name, (JsonNode?)"keep"))]),
            },
        };
        var faults = WorkflowChecker.Check(file.ToJsonString(), earlier: [before]).Faults;
        Assert.Contains(faults, fault => fault.Code == "E10" && fault.Path.EndsWith(from.Contains('.', StringComparison.Ordinal) ? $"['{from}']" : "." + from, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.Contains(from, fault.Path, StringComparison.Ordinal));
    }

    /// <summary>A state may be called otherwise: what is proven of a place is proven of it under its earlier name.</summary>
    [Theory]
    [InlineData("notified", "informed")]
    [InlineData("collectiveDecision", "voting")]
    [InlineData("underReview", "reviewed")]
    public void A_map_may_rename_a_state(string name, string renamed)
    {
        var before = Penalty.Definition;
        var file = JsonNode.Parse(Penalty.Text.Replace($"\"{name}\"", $"\"{renamed}\"", StringComparison.Ordinal))!;
        file["version"] = before.Version + 1;
        file["migrateFrom"] = new JsonObject
        {
            [$"{before.Version}"] = new JsonObject
            {
                ["states"] = new JsonObject([.. before.Root.Leaves().Select(leaf => KeyValuePair.Create(leaf.Path, (JsonNode?)(leaf.Path == name ? renamed : leaf.Path)))]),
                ["because"] = new JsonObject { ["zh"] = "试", ["en"] = "a try" }, ["approvedBy"] = "会议纪要",
                ["deadlines"] = new JsonObject([.. before.Deadlines.Keys.Select(one => KeyValuePair.Create(one, (JsonNode?)"keep"))]),
            },
        };
        Assert.Empty(WorkflowChecker.Check(file.ToJsonString(), earlier: [before]).Faults);
    }
}
