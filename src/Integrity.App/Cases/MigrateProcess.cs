using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>One running case or matter of an earlier version: where it would come to, or why it stays.</summary>
/// <param name="From">The step in which it stands, in words.</param>
/// <param name="To">The step to which it would come.</param>
/// <param name="Periods">The titles of the plan's periods, in its order.</param>
/// <param name="Asked">Somebody has asked for just this version, so that another person may do it.</param>
public sealed record MigrationRow(ProcessId Process, bool IsMatter, long Version, string Number, MigrationPlan? Plan, Words? From, Words? To, IReadOnlyList<Words> Periods, string? WhyZh, string? WhyEn, bool Asked);

/// <summary>The dry run: what would become of each running case and matter of an earlier version. Nothing is changed.</summary>
/// <remarks>Rules: P-6, P-10.</remarks>
[May(Duty.ReadBusiness), Said("程序换版预演", "The dry run of a migration")]
public sealed record PreviewMigration(string? Cursor) : IAsk<Listed<MigrationRow>>;

public sealed class PreviewMigrationAnswer(IntegrityDb db, CurrentProcedures current) : IAnswer<PreviewMigration, Listed<MigrationRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<MigrationRow>>> Answer(PreviewMigration ask, AskContext context, CancellationToken cancel)
    {
        var (hashes, after) = (current.Hashes, Cursor.Read(ask.Cursor)?.Id ?? 0);
        var cases = await db.PenaltyCases.AsNoTracking().Where(c => !c.Ended && !hashes.Contains(c.DefinitionHash) && c.Id.CompareTo(CaseId.From(after)) > 0)
            .OrderBy(c => c.Id).Select(c => c.Id).Take(PageSize + 1).ToListAsync(cancel);
        var hidden = await db.StaffMattersHiddenFrom(context.Official, context.Today, cancel);
        var matters = await db.Matters.AsNoTracking().Where(m => !m.Ended && !hashes.Contains(m.DefinitionHash) && m.Id.CompareTo(MatterId.From(after)) > 0 && !hidden.Contains(m.Id))
            .OrderBy(m => m.Id).Select(m => m.Id).Take(PageSize + 1).ToListAsync(cancel);
        // Numbers are given out in one row: a page has the first of both.
        List<ProcessId> running = [.. cases.Select(id => (ProcessId)id).Concat(matters.Select(id => (ProcessId)id)).Order().Take(PageSize + 1)];
        var page = Cursor.Page(running, PageSize, last => Cursor.Write("", last.Value));
        var rows = new List<MigrationRow>();
        foreach (var id in page.Items)
        {
            var file = (await db.ProcessFileOf(id, context.Today, cancel))!;
            var (old, @new) = (file.Definition, current[file.Definition.Code].Definition);
            var plan = ProcessMigration.Plan(file, @new, context.Now);
            Words TitleOf(string period) => (@new.Deadlines.GetValueOrDefault(period) ?? old.Deadlines[period]).Title;
            rows.Add(new(id, file is MatterFile, await db.VersionOf(id.Value, cancel), file.Process.Number, plan.IsDone ? plan.Value : null,
                plan.IsDone ? old.State(plan.Value.From).Words : null, plan.IsDone ? @new.State(plan.Value.To).Words : null, plan.IsDone ? [.. plan.Value.Deadlines.Select(d => TitleOf(d.Name))] : [], plan.Refusal?.Zh, plan.Refusal?.En, plan.IsDone && AskForMigrationHandler.StandingRequest(file, plan.Value) is not null));
        }
        return new Listed<MigrationRow>(rows, page.Next);
    }
}

/// <summary>Somebody asks that a running case or matter be brought to the current version; another person does it.</summary>
/// <remarks>Rules: P-6.</remarks>
[May(Duty.InvestigateCases, Duty.ReviewCases), Said("申请迁移流程版本", "Ask to bring a case or matter to the new version")]
public sealed record AskForMigration(ProcessId Process, string Reason, long Seen) : IAct<ProcessId>, IOnExisting
{
    public long Subject() => Process.Value;
}

public sealed class AskForMigrationHandler(AnyProcess work, CurrentProcedures current) : IHandle<AskForMigration, ProcessId>
{
    public async Task<Outcome<ProcessId>> Handle(AskForMigration act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Process, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (string.IsNullOrWhiteSpace(act.Reason) || act.Reason.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords) with { Field = "reason" };
        var plan = ProcessMigration.Plan(file, current[file.Definition.Code].Definition, context.Now);
        if (!plan.IsDone) return plan.Refusal;
        if (StandingRequest(file, plan.Value) is not null) return CaseRefusals.AskedAlready();
        work.Note(context, file, CaseEvents.Asking(CaseEvents.Migrated), "", new() { Words = act.Reason }, $"v{plan.Value.ToVersion}");
        return act.Process;
    }

    /// <summary>What was asked for, as long as it is for the version that it would come to.</summary>
    internal static CaseStep? StandingRequest(ProcessFile file, MigrationPlan plan) => file.Asked(CaseEvents.Migrated) is { } asked && asked.Actions == $"v{plan.ToVersion}" ? asked : null;
}

/// <summary>A second person brings a running case or matter to the current version by that version's map; no money moves and nothing else happens.</summary>
/// <remarks>Rules: P-6, P-10.</remarks>
[May(Duty.ReviewCases), Said("迁移流程版本", "Bring a case or matter to the new version")]
public sealed record MigrateProcess(ProcessId Process, long Seen) : IAct<ProcessId>, IOnExisting
{
    public long Subject() => Process.Value;
}

public sealed class MigrateProcessHandler(IntegrityDb db, AnyProcess work, CaseDeadlines deadlines, CurrentProcedures current) : IHandle<MigrateProcess, ProcessId>
{
    public async Task<Outcome<ProcessId>> Handle(MigrateProcess act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var opened = await work.Open(context, act.Process, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;

        // Decide.
        var planned = ProcessMigration.Plan(file, current[file.Definition.Code].Definition, context.Now);
        if (!planned.IsDone) return planned.Refusal;
        if (AskForMigrationHandler.StandingRequest(file, planned.Value) is not { } asked) return CaseRefusals.NotAsked();
        if (file.IsSamePerson(asked, context)) return CaseRefusals.SameAsker();
        var (plan, to) = (planned.Value, current[file.Definition.Code].Definition);

        // Keep.
        await db.Pin(to, cancel);
        await deadlines.Migrate(context, file, to, plan, cancel);
        file.Process.Migrate(to.Hash, plan.To);
        file.Log(db, context, CaseEvents.Migrated, "", plan.From,
            [$"v{plan.FromVersion} {plan.From} → v{plan.ToVersion} {plan.To}", .. plan.Deadlines.Select(d => $"{d.Name}: {d.What} {d.New:yyyy-MM-dd}".TrimEnd())], new() { Words = asked.Words });
        return act.Process;
    }
}
