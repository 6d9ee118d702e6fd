namespace Integrity.App.Workflows;

/// <summary>Maps from earlier versions are complete and keep no number in another unit (E15), and no case gains by one what it would not have been given: no place behind a hearing or a decision that it never had (E10), no exposure held without a posting (E16), no second posting (E11).</summary>
/// <remarks>Proven on the graph of the earlier version where it is at hand. Without it a state that has kept its name is taken to be what it is now.</remarks>
internal sealed class MigrationChecks(WorkflowDefinition definition, CaseGraph graph, IReadOnlyList<WorkflowDefinition> earlier, List<DefinitionFault> faults)
{
    /// <summary>The periods of events that may still be running in a state.</summary>
    private readonly Lazy<ILookup<StateNode, string>> running = new(() => (
        from rule in definition.Deadlines.Values
        where rule.Fires is not null && graph.Start is not null
        from place in HeardProof.Walk(graph, rule).Places
        where place.Flag
        select (place.Leaf, rule.Name)).ToLookup(one => one.Leaf, one => one.Name));

    /// <summary>How far the result can be in a state of this version.</summary>
    private readonly Lazy<ILookup<StateNode, LawfulWays.Result>> results = new(() => new LawfulWays(definition, graph, []).Results().Places.ToLookup(at => at.Leaf, at => at.Flag));

    private readonly Lazy<StepsBehind> steps = new(() => new(definition, graph));

    public void Run()
    {
        foreach (var migration in definition.Migrations)
        {
            var from = earlier.FirstOrDefault(old => old.Code == definition.Code && old.Version == migration.FromVersion);
            Form(migration);
            if (from is not null) Complete(migration, from);
            var before = from is null ? Behind.Of(definition, definition, graph, migration) : Behind.Of(definition, from, new(from), migration);
            foreach (var (old, target) in migration.States)
                if (definition.Root.Below(target) is not { IsLeaf: true } leaf) Add(migration, StrictObject.Join(".states", old), $"新状态“{target}”不存在或不是最内层状态。", $"The new state \"{target}\" does not exist or has inner states.");
                else
                {
                    Place(migration, from, old, leaf);
                    if (graph.Start is not null) Proofs(migration, from, before, old, leaf);
                }
        }
    }

    /// <summary>Maps whose earlier version is not at hand: that they name every one of its states is not proven until it is.</summary>
    public static IEnumerable<DefinitionRemark> Unproven(WorkflowDefinition? definition, IReadOnlyList<WorkflowDefinition> earlier) =>
        from migration in definition?.Migrations ?? []
        where !earlier.Any(old => old.Code == definition!.Code && old.Version == migration.FromVersion)
        select new DefinitionRemark(migration.At, $"第{migration.FromVersion}版不在手边，未能证明对照写全了该版的每个状态。请与该版文件一并检查，或放入同一文件夹。",
            $"Version {migration.FromVersion} is not at hand, so it is not proven that the map names every state of it. Check both files together, or put that version into the same folder.");

    private void Form(Migration migration)
    {
        if (migration.FromVersion >= definition.Version)
            Add(migration, "", $"只能从较早的版本迁移，不能从第{migration.FromVersion}版。", $"Cases come over from an earlier version only, not from version {migration.FromVersion}.");
        if (migration.Because is null) Add(migration, ".because", "未写明迁移的理由。", "The reason of the migration is missing.");
        // Every version has states; a map that names none of them leaves all its cases without a place.
        if (migration.States.Count == 0 && migration.Refuse.Count == 0) Add(migration, ".states", "对照没有写任何状态。", "The map names no state at all.");
        if (string.IsNullOrWhiteSpace(migration.ApprovedBy)) Add(migration, ".approvedBy", "未写明由谁批准。", "Who approved it is missing.");
        foreach (var both in migration.States.Keys.Intersect(migration.Refuse))
            Add(migration, ".refuse", $"状态“{both}”既迁移又不迁移。", $"The state \"{both}\" is both mapped and refused.");
        foreach (var (name, rule) in migration.Deadlines)
        {
            if (!definition.Deadlines.ContainsKey(name)) faults.Add(Faults.DeadlineUndefined($"{migration.At}.deadlines.{name}", name));
            if (rule is not ("restart" or "keep")) Add(migration, $".deadlines.{name}", $"只能是 restart 或 keep，不能是“{rule}”。", $"It can only be restart or keep, not \"{rule}\".");
            if (rule == "restart" && definition.Deadlines.GetValueOrDefault(name)?.ProtectsContractor == true)
                Add(migration, $".deadlines.{name}", $"期限“{name}”保护合同相对人，迁移不得使其重新起算（P-10）。", $"The deadline \"{name}\" protects the contractor; to come over must not start it anew (P-10).");
        }
    }

    private void Complete(Migration migration, WorkflowDefinition from)
    {
        foreach (var leaf in from.Root.Leaves().Where(leaf => !migration.States.ContainsKey(leaf.Path) && !migration.Refuse.Contains(leaf.Path)))
            Add(migration, "", $"第{migration.FromVersion}版的状态“{leaf.Path}”没有去处。", $"The state \"{leaf.Path}\" of version {migration.FromVersion} has no place.");
        foreach (var name in migration.States.Keys.Where(name => from.Root.Below(name) is not { IsLeaf: true }))
            Add(migration, StrictObject.Join(".states", name), $"第{migration.FromVersion}版没有状态“{name}”。", $"Version {migration.FromVersion} has no state \"{name}\".");
        // What is kept keeps its number: ninety days must not become ninety months.
        foreach (var (name, _) in migration.Deadlines.Where(one => one.Value == "keep"))
            if (from.Deadlines.TryGetValue(name, out var was) && definition.Deadlines.TryGetValue(name, out var now) && was.Unit != now.Unit)
                Add(migration, $".deadlines.{name}", $"期限“{name}”在第{migration.FromVersion}版以 {DefinitionReader.Camel(was.Unit)} 计，本版以 {DefinitionReader.Camel(now.Unit)} 计，不能照旧保留（P-10）。",
                    $"The deadline \"{name}\" counts {DefinitionReader.Camel(was.Unit)} in version {migration.FromVersion} and {DefinitionReader.Camel(now.Unit)} here, so it cannot be kept as it is (P-10).");
    }

    private void Place(Migration migration, WorkflowDefinition? from, string old, StateNode leaf)
    {
        if (leaf.Ends && !(from ?? definition).Root.Leaves().Any(state => state.Path == old && state.Ends))
            Add(migration, StrictObject.Join(".states", old), $"在办案件不能直接迁移到办结状态“{leaf.Path}”。", $"A running case cannot be brought straight to the end \"{leaf.Path}\".");
        if ((from ?? definition).Root.Below(old) is { IsLeaf: true } was && Gained(from ?? definition, was, leaf) is { } gained)
            faults.Add(new(FaultCodes.DueProcessBypass, StrictObject.Join(migration.At + ".states", old), $"“{old}”的案件不能经迁移到“{leaf.Path}”：{gained.Zh}。", $"A case from \"{old}\" cannot come to \"{leaf.Path}\": {gained.En}."));
        var periods = leaf.Outward().SelectMany(node => node.Transitions).Select(arrow => Trigger.DeadlineOf(arrow.Trigger)).OfType<string>()
            .Concat(running.Value[leaf]);
        foreach (var name in periods.Distinct().Where(name => !migration.Deadlines.ContainsKey(name)))
            Add(migration, ".deadlines", $"未写明期限“{name}”在迁移到“{leaf.Path}”后如何计算。", $"What becomes of the deadline \"{name}\" in \"{leaf.Path}\" is not said.");
    }

    /// <summary>What only a step of the case gives: to be put before a body, and to be decided against.</summary>
    private Words? Gained(WorkflowDefinition before, StateNode was, StateNode leaf) =>
        leaf.Has(WorkflowVocabulary.Adverse) && !was.Has(WorkflowVocabulary.Adverse) ? new("处理须经决定和送达才生效", "what works against the contractor follows from a decision that was served")
            : !leaf.Ends && Stands.FirstOrDefault(one => Takes(was, one) && !Takes(leaf, one)) is { } lost
                ? new($"那里不能“{definition.TriggerWords(lost).Zh}”，这一步或者这项权利会因迁移而落空", $"{lost} is not to be done there, so the step or the right would be lost by the map")
            : definition.IsBodys(leaf) && !before.IsBodys(was) ? new("提请集体研究须由办理的一步作出", "it is put before a body by a step of its own")
            : null;

    /// <summary>What a case that waits for it must still come to where a map leads it: the second person's confirmation, the right to a review, and the review that was asked for (P-5, P-6).</summary>
    /// <remarks>Statement and hearing have their own days, and are asked of the case when it is brought over.</remarks>
    private static readonly string[] Stands = ["CONFIRM", "LODGE_REVIEW", "REVOKED"];

    private static bool Takes(StateNode leaf, string trigger) => leaf.Outward().Any(node => node.Transitions.Any(arrow => arrow.Trigger == trigger));

    /// <summary>The earlier version's graph, walked once for each invariant: what a case in one of its states may have behind it.</summary>
    private sealed record Behind(
        CaseGraph Known, StepsBehind Steps, FlaggedWalk<LawfulWays.Result> Results, Dictionary<OnlyThrough, FlaggedWalk<bool>> Through, Dictionary<While, FlaggedWalk<WhileProof.Standing>?> During, Dictionary<Once, FlaggedWalk<OnceProof.Memory>> Once)
    {
        public static Behind Of(WorkflowDefinition definition, WorkflowDefinition before, CaseGraph known, Migration migration) => new(known, new(before, known), new LawfulWays(before, known, []).Results(),
            definition.Invariants.OfType<OnlyThrough>().ToDictionary(one => one, one => ThroughProof.Walk(before, known, one with { Through = Then(definition, before, migration, one.Through), Reach = Then(definition, before, migration, one.Reach) })),
            definition.Invariants.OfType<While>().ToDictionary(one => one, one => WhileProof.Walk(before, known, one)),
            definition.Invariants.OfType<Once>().ToDictionary(one => one, one => OnceProof.Walk(known, one)));

        /// <summary>What a place of this version was called in the earlier one: its own name, or that of the one state which the map brings there.</summary>
        private static string Then(WorkflowDefinition definition, WorkflowDefinition before, Migration migration, string place) =>
            place.StartsWith('#') || before.Root.Below(place) is not null ? place
            : migration.States.Where(pair => definition.Root.Below(pair.Value) is { } leaf && Selector.Of(definition, place)(leaf)).Select(pair => pair.Key).ToList() is [var only] ? only : place;

        public IReadOnlyList<TFlag> Flags<TFlag>(FlaggedWalk<TFlag> walk, string state, TFlag unknown) where TFlag : notnull =>
            Known.Leaves.Any(leaf => leaf.Path == state) ? [.. walk.Places.Where(at => at.Leaf.Path == state).Select(at => at.Flag).Distinct()] : [unknown];
    }

    private void Proofs(Migration migration, WorkflowDefinition? from, Behind before, string old, StateNode leaf)
    {
        var path = StrictObject.Join(migration.At + ".states", old);
        // Where a case stands only with a result in effect or published, none comes without it.
        if (definition.Subject == "PenaltyCase" && before.Known.Leaves.Any(state => state.Path == old))
            foreach (var had in before.Flags(before.Results, old, LawfulWays.Result.None).Except(results.Value[leaf]).Take(1))
                faults.Add(new(FaultCodes.DueProcessBypass, path, $"第{migration.FromVersion}版“{old}”的案件，处理{Said(had).Zh}；在“{leaf.Path}”的案件不会如此，不能这样迁移（P-6）。",
                    $"In \"{old}\" of version {migration.FromVersion} the result {Said(had).En}; no case in \"{leaf.Path}\" stands so, and none is brought there (P-6)."));
        // Nor to where a step lies behind every case that was not taken in this one, or behind none that was.
        foreach (var name in steps.Value.Names)
            if ((before.Steps.In(old, name), steps.Value.In(leaf, name)) is ({ Count: > 0 } had, [var there]) && had.Contains(!there))
                faults.Add(new(FaultCodes.DueProcessBypass, path, $"第{migration.FromVersion}版“{old}”的案件{(there ? "可能未经" : "可能已经")}“{name}”，而在“{leaf.Path}”的都{(there ? "已经过" : "未经过")}这一步，不能这样迁移。",
                    $"In \"{old}\" of version {migration.FromVersion} \"{name}\" may {(there ? "not have been" : "have been")} taken, in \"{leaf.Path}\" it always {(there ? "was" : "was not")}; no case is brought there."));
        // What the definition fails by itself is said once, there.
        foreach (var through in definition.Invariants.OfType<OnlyThrough>().Where(one => faults.All(fault => fault.Path != one.At)))
        {
            var passed = before.Flags(before.Through[through], old, unknown: false);
            var (walk, reach) = (ThroughProof.Walk(definition, graph, through, passed.Select(flag => (leaf, flag))), Selector.Of(definition, through.Reach));
            foreach (var at in walk.Places.Where(at => reach(at.Leaf) && !at.Flag).Take(1))
                faults.Add(new(FaultCodes.DueProcessBypass, path, $"第{migration.FromVersion}版“{old}”的案件迁移后可不经“{through.Through}”到达“{at.Leaf.Path}”。{through.Because.Zh}。",
                    $"A case from \"{old}\" of version {migration.FromVersion} could reach \"{at.Leaf.Path}\" without \"{through.Through}\". {through.Because.En}."));
        }
        foreach (var during in definition.Invariants.OfType<While>())
        {
            var place = Selector.Of(definition, during.During);
            if (before.During[during] is not { } walk || !place(leaf)) continue;
            if (before.Flags(walk, old, WhileProof.Standing.None).Contains(WhileProof.Standing.None) && (from is not null || definition.Root.Below(old) is not { } same || !place(same)))
                faults.Add(new(FaultCodes.HeldWithoutPosting, path, $"第{migration.FromVersion}版“{old}”的案件没有分录，不能迁移到“{leaf.Path}”。", $"A case from \"{old}\" of version {migration.FromVersion} has no posting and cannot come to \"{leaf.Path}\"."));
        }
        if (from is null) return;
        foreach (var once in definition.Invariants.OfType<Once>())
            if (OnceProof.Walk(graph, once, before.Flags(before.Once[once], old, default).Select(flag => (leaf, flag with { Twice = false }))) is { } walk && walk.Places.Any(at => at.Flag.Twice))
                faults.Add(new(FaultCodes.PostedTwice, path, $"第{migration.FromVersion}版“{old}”的案件迁移后“{once.Action}”会入账两次。", $"For a case from \"{old}\" of version {migration.FromVersion}, \"{once.Action}\" would be posted twice."));
    }

    private static Words Said(LawfulWays.Result result) => result switch
    {
        LawfulWays.Result.InEffect => new("已生效而未公开", "is in effect and not published"),
        LawfulWays.Result.Published => new("已公开、复核期未满", "is published and can still be reviewed"),
        LawfulWays.Result.Final => new("已公开且不再复核", "is published and final"),
        _ => new("尚未生效", "is not in effect"),
    };

    private void Add(Migration migration, string member, string zh, string en) => faults.Add(new(FaultCodes.IncompleteMigration, migration.At + member, zh, en));
}
