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

/// <summary>One running case of an earlier version: where it would come to, or why it stays.</summary>
public sealed record MigrationRow(CaseId Case, long Version, string Number, MigrationPlan? Plan, string? WhyZh, string? WhyEn, bool Asked);

/// <summary>The dry run: what would become of each running case of an earlier version. Nothing is changed.</summary>
/// <remarks>Rules: P-6, P-10.</remarks>
[May(Duty.ReadBusiness), Said("程序换版预演", "The dry run of a migration")]
public sealed record PreviewMigration(string? Cursor) : IAsk<Listed<MigrationRow>>;

public sealed class PreviewMigrationAnswer(IntegrityDb db, CurrentPenalty current) : IAnswer<PreviewMigration, Listed<MigrationRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<MigrationRow>>> Answer(PreviewMigration ask, AskContext context, CancellationToken cancel)
    {
        var hash = current.Definition.Hash;
        var running = db.PenaltyCases.AsNoTracking().Where(c => !c.Ended && c.DefinitionHash != hash);
        if (Cursor.Read(ask.Cursor) is { } after) running = running.Where(c => c.Id.CompareTo(CaseId.From(after.Id)) > 0);
        var page = Cursor.Page(await running.OrderBy(c => c.Id).Select(c => c.Id).Take(PageSize + 1).ToListAsync(cancel), PageSize, last => Cursor.Write("", last.Value));
        var rows = new List<MigrationRow>();
        foreach (var id in page.Items)
        {
            var file = (await db.CaseFileOf(id, context.Today, cancel))!;
            var plan = CaseMigration.Plan(file, current.Definition, context.Now);
            rows.Add(new(id, await db.VersionOf(id.Value, cancel), file.Case.Number, plan.IsDone ? plan.Value : null, plan.Refusal?.Zh, plan.Refusal?.En, file.Asked(CaseEvents.Migrated) is not null));
        }
        return new Listed<MigrationRow>(rows, page.Next);
    }
}

/// <summary>Somebody asks that a running case be brought to the current version; another person does it.</summary>
/// <remarks>Rules: P-6.</remarks>
[May(Duty.InvestigateCases, Duty.ReviewCases), Said("申请迁移案件流程版本", "Ask to bring a case to the new version")]
public sealed record AskForMigration(CaseId Case, string Reason, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class AskForMigrationHandler(CaseWork work, CurrentPenalty current) : IHandle<AskForMigration, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(AskForMigration act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (string.IsNullOrWhiteSpace(act.Reason) || act.Reason.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords) with { Field = "reason" };
        if (file.Asked(CaseEvents.Migrated) is not null) return CaseRefusals.AskedAlready();
        var plan = CaseMigration.Plan(file, current.Definition, context.Now);
        if (!plan.IsDone) return plan.Refusal;
        work.Note(context, file, CaseEvents.Asking(CaseEvents.Migrated), "", new() { Words = act.Reason }, $"v{plan.Value.ToVersion}");
        return act.Case;
    }
}

/// <summary>A second person brings a running case to the current version by that version's map; no money moves and nothing else happens.</summary>
/// <remarks>Rules: P-6, P-10.</remarks>
[May(Duty.ReviewCases), Said("迁移案件流程版本", "Bring a case to the new version")]
public sealed record MigrateCase(CaseId Case, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class MigrateCaseHandler(IntegrityDb db, CaseWork work, CaseDeadlines deadlines, CurrentPenalty current) : IHandle<MigrateCase, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(MigrateCase act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;

        // Decide.
        if (file.Asked(CaseEvents.Migrated) is not { } asked) return CaseRefusals.NotAsked();
        if (CaseFile.IsSamePerson(asked, context)) return CaseRefusals.SameAsker();
        var planned = CaseMigration.Plan(file, current.Definition, context.Now);
        if (!planned.IsDone) return planned.Refusal;
        var plan = planned.Value;

        // Keep.
        await db.Pin(current.Definition, cancel);
        await deadlines.Migrate(context, file, current.Definition, plan, cancel);
        file.Case.Migrate(current.Definition.Hash, plan.To);
        file.Log(db, context, CaseEvents.Migrated, "", plan.From,
            [$"v{plan.FromVersion} {plan.From} → v{plan.ToVersion} {plan.To}", .. plan.Deadlines.Select(d => $"{d.Name}: {d.What} {d.New:yyyy-MM-dd}".TrimEnd())], new() { Words = asked.Words });
        return act.Case;
    }
}
