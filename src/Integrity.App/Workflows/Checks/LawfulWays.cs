namespace Integrity.App.Workflows;

/// <summary>What the contractor asks for.</summary>
/// <param name="Trigger">The event by which he asks.</param>
/// <param name="Decided">The events by which it is decided; each can be done where the asking leads.</param>
/// <param name="Ends">The events that end the case for him meanwhile.</param>
internal sealed record LawfulRequest(string Trigger, string[] Decided, params string[] Ends);

/// <summary>Ways that the law closes whatever the file declares: to a second hold without a decision, to a publication before a result, and to an end that leaves out what must come before it (E10).</summary>
internal sealed class LawfulWays(WorkflowDefinition definition, CaseGraph graph, List<DefinitionFault> faults)
{
    private static readonly IReadOnlyList<LawfulRequest> Requests = [new("REQUEST_HEARING", ["HEARING_HELD"], "WITHDRAW"), new("LODGE_REVIEW", ["UPHELD", "REVOKED", "REMITTED"])];

    private const string Second = "secondPersonConfirmed", Voted = "quorumMet";

    // What an organ wrote, a second person, or the end of the case itself: one of them stands behind an end that no body decided.
    private static readonly IReadOnlySet<string> Proofs = new HashSet<string> { Voted, Second, "returnLetterAttached", "judgmentAttached", "replyAttached", "reviewOver" };

    internal enum Result
    {
        None,
        InEffect,
        Published,
        Final,
    }

    private static readonly IReadOnlySet<string> Bodies = new HashSet<string> { "panel", "reviewPanel", "superiorBody" };

    private enum Matter
    {
        Here,
        HandedOver,
        Done,
    }

    public void Run()
    {
        if (graph.Begin is null) return;
        if (definition.Subject == "PenaltyCase")
        {
            Holds();
            Publication();
            Concluded();
            foreach (var request in Requests)
                foreach (var edge in graph.Edges.Where(edge => edge.Arrow.Trigger == request.Trigger)) Decided(request, edge);
        }
        else EndedByOne();
        Clocks();
        if (definition.Subject == "ExclusionRecommendation") Tracked();
        if (definition.Subject == "JudicialReferral")
        {
            Approved();
            Refused();
        }
        if (definition.Subject == "StaffMatter")
            Ends(Answered, "未经移交并取得结果（P-11）", "without having been handed over and answered (P-11)");
        if (definition.Subject == "JudicialReferral")
            Ends((matter, step, arrow) => arrow is { Trigger: "SEND" } || (step.To.Ends && IsBodys(arrow)) ? Matter.Done : matter, "既未移送，也未集体决定不移送（P-9）", "neither sent nor refused by a body's decision (P-9)");
    }

    /// <summary>The first hold is confirmed once; after that none is laid but by decision (P-5).</summary>
    private void Holds()
    {
        var walk = new FlaggedWalk<bool>(graph, false, (confirmed, _, arrow) => confirmed || arrow?.Trigger == "CONFIRM");
        foreach (var at in walk.Places)
            foreach (var edge in graph.From(at.Leaf).Where(edge => Does(edge.Step, "postHold") && !IsBodys(edge.Arrow) && (at.Flag || edge.Arrow.Trigger != "CONFIRM")))
                Add(edge.Arrow.At, $"“{edge.Arrow.Trigger}”再次暂缓支付，依法须经集体决定（P-5）：{walk.Tell(at)}。", $"\"{edge.Arrow.Trigger}\" lays another hold, which only a body decides (P-5): {walk.Tell(at)}.");
    }

    /// <summary>Only what is in effect is published, and a case whose result is in effect does not end unpublished (P-6).</summary>
    private void Publication()
    {
        var walk = Results();
        foreach (var at in walk.Places)
        {
            foreach (var edge in graph.From(at.Leaf).Where(edge => at.Flag == Result.None && Does(edge.Step, "publishNotice")))
                Add(edge.Arrow.At, $"“{edge.Arrow.Trigger}”在处理生效之前公开（P-6）：{walk.Tell(at)}。", $"\"{edge.Arrow.Trigger}\" publishes what is not in effect (P-6): {walk.Tell(at)}.");
            foreach (var edge in graph.From(at.Leaf).Where(edge => edge.To.Ends && After(at.Flag, edge.Step, edge.Arrow) == Result.Published))
                Add(edge.Arrow.At, $"“{edge.Arrow.Trigger}”到“{edge.To.Path}”时复核期未满，也未经复核（P-6）：{walk.Tell(at)}。", $"\"{edge.Arrow.Trigger}\" leads to \"{edge.To.Path}\" before the period for review is over and without a review (P-6): {walk.Tell(at)}.");
            if (at is { Flag: Result.InEffect, Leaf.Ends: true })
                Add(at.Leaf.At, $"处理已生效，未公开、未可复核即到“{at.Leaf.Path}”（P-6）：{walk.Tell(at)}。", $"With a result in effect \"{at.Leaf.Path}\" is reached without publication and review (P-6): {walk.Tell(at)}.");
        }
    }

    /// <summary>How far the result of a penalty can be in each state: in effect, published, final.</summary>
    public FlaggedWalk<Result> Results() => new(graph, Result.None, After);

    private Result After(Result result, Step step, Transition? arrow)
    {
        if (step.To.Has(WorkflowVocabulary.Adverse) && (arrow is null || !step.From.Has(WorkflowVocabulary.Adverse))) return Result.InEffect;
        if (step.From.Ends || Does(step, "reverseDeduction")) return Result.None;
        if (result == Result.InEffect && Does(step, "publishNotice")) return Result.Published;
        return result == Result.Published && (arrow?.Trigger == "UPHELD" || IsEndOf("evidence.publishedOn", arrow)) ? Result.Final : result;
    }

    /// <summary>Before a body has decided it a case ends by two people or by a body, once it is confirmed by no clock, and what a body has decided is withdrawn by nobody; what is sent back is done again first (P-6, P-7, D-1).</summary>
    private void Concluded()
    {
        var walk = new FlaggedWalk<(bool Confirmed, bool Decided, bool Referred, bool Unserved)>(graph, default, (was, step, arrow) => step.From.Ends ? default
            : (was.Confirmed || arrow?.Trigger == "CONFIRM", arrow?.Trigger != "REMITTED" && (was.Decided || Concludes(arrow)),
                arrow?.Trigger is not ("RETURNED" or "JUDGMENT" or "REMITTED") && (was.Referred || Votes(arrow, "refer")),
                arrow?.Trigger != "REMITTED" && !step.To.Has(WorkflowVocabulary.Adverse) && (was.Unserved || Votes(arrow, "sanction"))));
        foreach (var at in walk.Places)
            foreach (var edge in graph.From(at.Leaf).Where(edge => edge.To.Ends && !IsBodys(edge.Arrow) && (at.Flag.Confirmed || !definition.IsByClock(edge.Arrow))))
                if (!at.Flag.Decided && !edge.Arrow.Requires.Contains(Second))
                    Add(edge.Arrow.At, $"未经集体决定，“{edge.Arrow.Trigger}”无须第二人即把案件了结到“{edge.To.Path}”（P-6）：{walk.Tell(at)}。", $"Without a body's decision \"{edge.Arrow.Trigger}\" ends the case in \"{edge.To.Path}\", and no second person is asked (P-6): {walk.Tell(at)}.");
                else if (at.Flag.Unserved && definition.IsByClock(edge.Arrow))
                    Add(edge.Arrow.At, $"集体决定尚未送达，期限届满不能使案件了结（D-1）：{walk.Tell(at)}。", $"A decision waits to be served, and a clock ends the case (D-1): {walk.Tell(at)}.");
                else if ((at.Flag.Decided || at.Flag.Referred) && edge.Arrow.Trigger == "WITHDRAW")
                    Add(edge.Arrow.At, $"集体已作出决定，“{edge.Arrow.Trigger}”不能再撤回案件（D-1）：{walk.Tell(at)}。", $"What a body has decided \"{edge.Arrow.Trigger}\" does not take back (D-1): {walk.Tell(at)}.");
        foreach (var at in walk.Places.Where(at => at.Flag.Unserved))
            foreach (var edge in graph.From(at.Leaf).Where(edge => definition.IsByClock(edge.Arrow) && !edge.To.Ends && !edge.To.Has(WorkflowVocabulary.Adverse) && !graph.From(edge.To).Any(On("SERVE_DECISION"))))
                Add(edge.Arrow.At, $"集体决定尚未送达，期限届满即到“{edge.To.Path}”，那里不能再送达（D-1）：{walk.Tell(at)}。", $"A decision waits to be served, and a clock leads to \"{edge.To.Path}\", where it cannot be served (D-1): {walk.Tell(at)}.");
        foreach (var edge in graph.Edges.Where(edge => definition.IsByClock(edge.Arrow) && graph.From(edge.From).Any(other => other.To == edge.To && (Votes(other.Arrow, "sanction") || Votes(other.Arrow, "dismiss") || Votes(other.Arrow, "refer")))))
            Add(edge.Arrow.At, $"“{edge.To.Path}”须经集体决定，期限“{edge.Arrow.Trigger}”届满不能代之（D-1、P-10）。", $"To \"{edge.To.Path}\" leads a body's decision, and the clock \"{edge.Arrow.Trigger}\" is none (D-1, P-10).");
        foreach (var edge in graph.Edges.Where(edge => edge.Arrow.Trigger == "WITHDRAW" && graph.Edges.Any(refer => refer.Arrow.Trigger == "REFER" && refer.To == edge.From && refer.From != edge.From)))
            Add(edge.Arrow.At, $"案件在“{edge.From.Path}”已移送，“{edge.Arrow.Trigger}”不能在有关机关办理期间撤回（P-9）。", $"In \"{edge.From.Path}\" the judiciary has the case, so \"{edge.Arrow.Trigger}\" does not take it back (P-9).");
        foreach (var edge in graph.Edges.Where(edge => edge.Arrow.Trigger == "WITHDRAW" && definition.IsBodys(edge.From)))
            Add(edge.Arrow.At, $"案件已提请集体研究，“{edge.Arrow.Trigger}”不能在“{edge.From.Path}”撤回（D-1）。", $"In \"{edge.From.Path}\" it is before the body, so \"{edge.Arrow.Trigger}\" does not take it back (D-1).");
        // What is voted has a way of its own: a referral that was passed is not sent back for want of one (P-9).
        foreach (var edge in graph.Edges.Where(edge => Votes(edge.Arrow, "sanction") && !graph.From(edge.From).Any(other => Votes(other.Arrow, "refer"))))
            Add(edge.Arrow.At, $"在“{edge.From.Path}”可以决定处理，却没有决定移送的去向（P-9）。", $"In \"{edge.From.Path}\" a sanction can be decided, but a referral has no way on (P-9).");
        foreach (var edge in graph.Edges.Where(edge => edge.Arrow.Trigger == "REMITTED" && graph.From(edge.To).Any(On("DECIDE"))))
            Add(edge.Arrow.At, $"发回到“{edge.To.Path}”，未经重新办理即可再行决定（P-7）。", $"Sent back to \"{edge.To.Path}\" it is decided again without being done again (P-7).");
    }

    /// <summary>What the contractor asks for leads to those who decide it, and ends there only by them or by himself (P-6).</summary>
    private void Decided(LawfulRequest request, Edge asks)
    {
        var place = asks.Arrow.Target ?? asks.From;
        foreach (var missing in request.Decided.Where(name => !graph.Edges.Any(edge => edge.Arrow.Trigger == name && edge.From.Outward().Contains(place))))
            Add(asks.Arrow.At, $"“{request.Trigger}”到“{place.Path}”，那里却不能“{definition.TriggerWords(missing).Zh}”（P-6）。", $"\"{request.Trigger}\" leads to \"{place.Path}\", where {missing} cannot be done (P-6).");
        foreach (var edge in graph.Edges.Where(edge => edge.Step.Exited.Contains(place) && !edge.To.Outward().Contains(place) && !edge.From.Ends && !definition.IsByClock(edge.Arrow)))
            if (!request.Decided.Contains(edge.Arrow.Trigger) && !edge.Arrow.By.All(role => role == "contractor") && !(edge.To.Ends && request.Ends.Contains(edge.Arrow.Trigger)))
                Add(edge.Arrow.At, $"合同相对人申请的事项未经办理，“{edge.Arrow.Trigger}”即把案件从“{edge.From.Path}”移到“{edge.To.Path}”（P-6）。", $"What the contractor asked for is not decided when \"{edge.Arrow.Trigger}\" takes the case from \"{edge.From.Path}\" to \"{edge.To.Path}\" (P-6).");
    }

    /// <summary>A body's vote that leaves nothing more to be found: a sanction, a dismissal, a review that upholds or revokes.</summary>
    private bool Concludes(Transition? arrow) => Votes(arrow, "sanction") || Votes(arrow, "dismiss") || (IsBodys(arrow) && arrow!.Trigger is ("UPHELD" or "REVOKED"));

    private bool Votes(Transition? arrow, string outcome) =>
        IsBodys(arrow) && arrow is { Trigger: "DECIDE", Guard: { Type: "outcomeIs" } guard } && guard.Params.GetValueOrDefault("outcome") == outcome;

    /// <summary>What came out of a case ends by a body, a clock, an organ's paper or two people; a bar from the market by people only as a body (P-8, P-9, P-11). A letter is withdrawn with the decision that it stands on.</summary>
    private void EndedByOne()
    {
        foreach (var edge in graph.Edges.Where(edge => edge.To.Ends && !edge.From.Ends && !IsBodys(edge.Arrow) && !definition.IsByClock(edge.Arrow)))
            if (definition.Subject == "MarketExclusion" ? !edge.Arrow.By.All(Bodies.Contains) || !edge.Arrow.Requires.Contains(Voted) : !(edge.Arrow.Requires.Any(Proofs.Contains) || (definition.Subject == "ExclusionRecommendation" && edge.Arrow.Trigger == "WITHDRAW")))
                Add(edge.Arrow.At, $"“{edge.Arrow.Trigger}”由一人即了结到“{edge.To.Path}”，既无集体决定，也无第二人或者有关机关的文书（D-1）。", $"\"{edge.Arrow.Trigger}\" lets one person end it in \"{edge.To.Path}\", with no body's decision, second person or paper of an organ (D-1).");
    }

    /// <summary>No clock takes a matter from the body that has it, undoes what it decided, or lifts a bar before its day; a bar is lifted by a body, on conditions (P-8, P-9, P-10, D-1).</summary>
    private void Clocks()
    {
        foreach (var edge in graph.Edges.Where(edge => definition.IsByClock(edge.Arrow) && edge.To != edge.From && !IsEndOf("exclusion.startedOn", edge.Arrow)))
            if (graph.From(edge.From).Any(other => other.Arrow.Trigger == "DECIDE" && other.Arrow.By.All(Bodies.Contains)) || definition.Subject is "JudicialReferral" or "MarketExclusion")
                Add(edge.Arrow.At, $"期限“{edge.Arrow.Trigger}”届满不能代替集体决定或者有关机关，把事项从“{edge.From.Path}”移到“{edge.To.Path}”（D-1、P-10）。", $"The clock \"{edge.Arrow.Trigger}\" stands for no body and no organ: it does not lead from \"{edge.From.Path}\" to \"{edge.To.Path}\" (D-1, P-10).");
        if (definition.Subject != "MarketExclusion") return;
        foreach (var edge in graph.Edges.Where(edge => edge.From.Has(WorkflowVocabulary.Adverse) && !edge.To.Has(WorkflowVocabulary.Adverse) && !definition.IsByClock(edge.Arrow)))
            if (!edge.Arrow.By.All(Bodies.Contains) || !edge.Arrow.Requires.Contains(Voted) || (!edge.To.Ends && !edge.Arrow.Requires.Contains("conditionsWritten")))
                Add(edge.Arrow.At, $"“{edge.Arrow.Trigger}”解除取缔，须经集体决定并写明条件（P-8、D-1）。", $"\"{edge.Arrow.Trigger}\" lifts a bar, which a body does, on written conditions (P-8, D-1).");
    }

    /// <summary>Sent, accepted, rejected and not answered are four things, each known from where the recommendation stands (P-8).</summary>
    private void Tracked()
    {
        HashSet<StateNode> taken = [];
        foreach (var (zh, en, moves) in new (string, string, Func<Edge, bool>)[] { ("已发函", "sent", On("SEND")), ("已采纳", "accepted", On("ACCEPTED")), ("未采纳", "rejected", On("REJECTED")), ("未答复", "not answered", edge => IsEndOf("recommendation.sentOn", edge.Arrow)) })
        {
            var edges = graph.Edges.Where(edge => moves(edge) && edge.Arrow.Target is not null).ToList();
            if (edges.Count == 0) Add(definition.Root.At, $"建议函“{zh}”无处登记（P-8）。", $"Nowhere can the letter come to be {en} (P-8).");
            foreach (var edge in edges.Where(edge => taken.Contains(edge.To)))
                Add(edge.Arrow.At, $"建议函“{zh}”与别的结果都到“{edge.To.Path}”，无从分辨（P-8）。", $"A letter that is {en} comes to \"{edge.To.Path}\" as another one does, so nobody can tell them apart (P-8).");
            taken.UnionWith(edges.Select(edge => edge.To));
        }
    }

    /// <summary>Nothing is handed over that no body has decided to refer, and no clock brings the case a result (P-9, D-1).</summary>
    private void Approved()
    {
        var walk = new FlaggedWalk<bool>(graph, false, (voted, _, arrow) => voted || IsBodys(arrow));
        foreach (var at in walk.Places.Where(at => !at.Flag))
            foreach (var edge in graph.From(at.Leaf).Where(On("SEND")))
                Add(edge.Arrow.At, $"未经集体决定，“{edge.Arrow.Trigger}”即行移送（D-1、P-9）：{walk.Tell(at)}。", $"\"{edge.Arrow.Trigger}\" hands over what no body has decided to refer (D-1, P-9): {walk.Tell(at)}.");
        foreach (var edge in graph.Edges.Where(edge => definition.IsByClock(edge.Arrow) && Does(edge.Step, "tellCase")))
            Add(edge.Arrow.At, $"期限“{edge.Arrow.Trigger}”届满不能使移送有了结果（P-9）。", $"\"{edge.Arrow.Trigger}\" is a clock, and no clock gives a referral its result (P-9).");
    }

    /// <summary>A refusal opens the reconsideration, once, and the procuratorate; from both the case can still be filed (P-9).</summary>
    private void Refused()
    {
        const string Ask = "ASK_RECONSIDERATION";
        var asked = graph.Edges.Where(On(Ask)).Select(edge => edge.To).ToHashSet();
        foreach (var edge in graph.Edges.Where(edge => edge.Arrow.Trigger == "SEND" && !graph.From(edge.To).Any(On("REFUSED")))) Closed(edge, "REFUSED");
        foreach (var edge in graph.Edges.Where(On("REFUSED")))
            foreach (var way in new[] { Ask, "SUGGEST_SUPERVISION" }.Where(way => !(way == Ask && asked.Contains(edge.From)) && !graph.From(edge.To).Any(next => next.Arrow.Trigger == way && graph.From(next.To).Any(On("FILED"))))) Closed(edge, way);
        var walk = new FlaggedWalk<bool>(graph, false, (refused, _, arrow) => refused || arrow?.Trigger == "REFUSED");
        foreach (var at in walk.Places.Where(at => !at.Flag))
            foreach (var edge in graph.From(at.Leaf).Where(On("ACCEPT_REFUSAL")))
                Add(edge.Arrow.At, $"没有不予立案通知，“{edge.Arrow.Trigger}”便无可接受（P-9）：{walk.Tell(at)}。", $"Nothing has been refused that \"{edge.Arrow.Trigger}\" could accept (P-9): {walk.Tell(at)}.");
        void Closed(Edge edge, string way) => Add(edge.Arrow.At, $"“{edge.Arrow.Trigger}”到“{edge.To.Path}”之后没有“{way}”的去向（P-9）。", $"After \"{edge.Arrow.Trigger}\" to \"{edge.To.Path}\" there is no way on by {way} (P-9).");
    }

    private bool IsEndOf(string from, Transition? arrow) => arrow is not null && Trigger.DeadlineOf(arrow.Trigger) is { } name && definition.Deadlines.TryGetValue(name, out var rule) && rule.From == from;

    private static Func<Edge, bool> On(string trigger) => edge => edge.Arrow.Trigger == trigger;

    private static Matter Answered(Matter matter, Step step, Transition? arrow) => arrow?.Trigger switch
    {
        "HAND_OVER" => Matter.HandedOver,
        "RETURNED" => Matter.Here,
        "ANSWERED" when matter == Matter.HandedOver => Matter.Done,
        "WITHDRAW" => Matter.Done,
        _ => matter,
    };

    private void Ends(Func<Matter, Step, Transition?, Matter> after, string zh, string en)
    {
        var walk = new FlaggedWalk<Matter>(graph, Matter.Here, after);
        foreach (var at in walk.Places.Where(at => at.Leaf.Ends && at.Flag != Matter.Done))
            Add(at.Leaf.At, $"{zh}即到“{at.Leaf.Path}”：{walk.Tell(at)}。", $"\"{at.Leaf.Path}\" is reached {en}: {walk.Tell(at)}.");
    }

    private bool IsBodys(Transition? arrow) => arrow is { By.Count: > 0 } && arrow.By.All(definition.IsBody);

    private static bool Does(Step step, string name) => step.Actions.Any(action => action.Type == name);

    private void Add(string path, string zh, string en) => faults.Add(new(FaultCodes.DueProcessBypass, path, zh, en));
}
