using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>What becomes of one period: <c>keep</c> goes on as it was, <c>restart</c> and <c>begin</c> start today, <c>end</c> is no longer there.</summary>
public sealed record MigratedDeadline(string Name, string What, DateOnly? Old, DateOnly? New);

/// <summary>What bringing a case or a matter to another version would do, before anything is done.</summary>
public sealed record MigrationPlan(int FromVersion, int ToVersion, string From, string To, IReadOnlyList<MigratedDeadline> Deadlines);

/// <summary>Brings a running case or matter to a new version of its definition, only by that version's own map (HOUSE, Workflows).</summary>
/// <remarks>Money and history stay as they are; no action of either version happens.</remarks>
public static class ProcessMigration
{
    /// <remarks>Errors: already current, no map, not brought over from this state, or the map would give the case what it never had.</remarks>
    public static Outcome<MigrationPlan> Plan(ProcessFile file, WorkflowDefinition current, DateTime now)
    {
        var old = file.Definition;
        if (old.Hash == current.Hash) return CaseRefusals.NoNewerVersion(old.Version);
        if (current.Migrations.FirstOrDefault(m => m.FromVersion == old.Version) is not { } map) return CaseRefusals.NoMigrationMap(old.Version, current.Version);
        if (!map.States.TryGetValue(file.Process.State, out var target)) return CaseRefusals.MigrationRefused(old.State(file.Process.State).Words.Zh, old.State(file.Process.State).Words.En, current.Version);
        // A closed case comes over as a closed one, so that it can be reopened under the new version.
        if (file.Process.Ended && current.Root.Below(target) is not { Ends: true }) return CaseRefusals.CaseEnded();
        // Proven anew against what this case really runs under: at start the earlier text may not have been at hand.
        if (WorkflowChecker.Check(current.Text, earlier: [old]).Faults is [var fault, ..]) return WorkflowRefusals.DefinitionFaulty(fault);

        var leaf = current.State(target);
        var declared = leaf.Outward().SelectMany(node => node.Transitions.Select(arrow => (Name: Trigger.DeadlineOf(arrow.Trigger), State: node.Path))).Where(d => d.Name is not null)
            .GroupBy(d => d.Name!).ToDictionary(g => g.Key, g => g.First().State);
        var deadlines = new List<MigratedDeadline>();
        foreach (var running in file.Deadlines.Where(d => d.IsRunning))
        {
            var stays = current.Deadlines.TryGetValue(running.Name, out var rule) && map.Deadlines.ContainsKey(running.Name) && (declared.ContainsKey(running.Name) || rule.Fires is not null);
            var what = !stays ? "end" : map.Deadlines[running.Name];
            deadlines.Add(new(running.Name, what, running.DueOn, what switch
            {
                "keep" => Kept(current, running).Due(file.Calendar)?.Day,
                "restart" => new DeadlineClock(rule!, now).Due(file.Calendar)?.Day,
                _ => null,
            }));
        }
        // What somebody may still say or ask for is not taken from him by another version, nor told to end earlier (P-6).
        if (deadlines.Find(d => (d.What == "end" || (d.What == "restart" && !(d.New >= d.Old))) && old.Deadlines[d.Name].LegalEffect == "lapse") is { } right)
            return CaseRefusals.MigrationCutsRight(old.Deadlines[right.Name].Title.Zh, old.Deadlines[right.Name].Title.En, right.Old);
        if (file is CaseFile { Case.NoticeServedOn: not null } @case && !CaseRequirements.StatementOver(@case, @case.Books.Balance.AsOf) && Hears(file.State) && !Hears(leaf))
            return CaseRefusals.MigrationCutsRight("陈述申辩期", "Statement period", CaseRequirements.LastOfStatement(@case).Day);
        // No task is opened by it, so none may be asked for there that was not open here.
        if (leaf.Outward().SelectMany(node => node.Tasks).Select(task => task.Code).Except(file.State.Outward().SelectMany(node => node.Tasks).Select(task => task.Code)).Any())
            return CaseRefusals.MigrationRefused(old.State(file.Process.State).Words.Zh, old.State(file.Process.State).Words.En, current.Version);
        // A period that has run out and is kept stays run out.
        bool IsOver(string name) => map.Deadlines.GetValueOrDefault(name) == "keep" && file.Deadlines.FindLast(d => d.Name == name) is { Standing: DeadlineStanding.Fired };
        foreach (var name in declared.Keys.Where(name => !file.Deadlines.Exists(d => d.IsRunning && d.Name == name) && !IsOver(name)))
            deadlines.Add(new(name, "begin", null, new DeadlineClock(current.Deadlines[name], now).Due(file.Calendar)?.Day));
        return new MigrationPlan(old.Version, current.Version, file.Process.State, target, deadlines);
    }

    private static bool Hears(StateNode state) => state.Outward().Any(node => node.Transitions.Any(arrow => arrow.Trigger == "SUBMIT_DEFENCE"));

    /// <summary>A kept period keeps its start, its length, the days on which it stood and the reminders that were given; only how its last day rolls is the new version's.</summary>
    public static DeadlineClock Kept(WorkflowDefinition current, CaseDeadline running) => CaseDeadlines.ClockOf(current, running);

    /// <summary>The state that declares a period for a case that comes into the target; empty for one that runs whatever the state.</summary>
    public static string DeclaredBy(StateNode target, string deadline) =>
        target.Outward().FirstOrDefault(node => node.Transitions.Any(arrow => Trigger.DeadlineOf(arrow.Trigger) == deadline))?.Path ?? "";
}
