using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

public sealed record WageRunRow(
    WageRunId Id, string Number, long? ScopeProject, WageRunState State, DateOnly PreparedOn, DateOnly? ExecutedOn, Money Amount, Money Uncovered, Money WithoutAccount, long? ReportedTo);

/// <summary>The wage runs, the latest first; or those that the next meeting's report must name.</summary>
[May(Duty.ReadBusiness), Said("工资发放名单", "The wage runs")]
public sealed record ListWageRuns(bool? ToReport, string? Cursor) : IAsk<Listed<WageRunRow>>;

public sealed class ListWageRunsAnswer(IntegrityDb db) : IAnswer<ListWageRuns, Listed<WageRunRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<WageRunRow>>> Answer(ListWageRuns ask, AskContext context, CancellationToken cancel)
    {
        var runs = db.WageRuns.AsNoTracking();
        if (ask.ToReport == true) runs = runs.Where(r => r.State == WageRunState.Executed && r.ReportedTo == null);
        if (Cursor.Read(ask.Cursor) is { } after) runs = runs.Where(r => r.Id.CompareTo(WageRunId.From(after.Id)) < 0);
        var page = await runs.OrderByDescending(r => r.Id).Take(PageSize + 1)
            .Select(r => new WageRunRow(r.Id, r.Number, r.ScopeProject, r.State, r.PreparedOn, r.ExecutedOn, r.Amount, r.Uncovered, r.WithoutAccount, r.ReportedTo)).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write("", last.Id.Value));
    }
}

public sealed record WageLineView(int Ordinal, long Contract, string ContractNumber, string Party, long Certificate, DateOnly Due, Money Amount, WageLineStanding Standing);

/// <summary>The meeting to which a wage run was reported.</summary>
public sealed record WageReport(MeetingId Meeting, int Year, int Number, DateOnly Day);

/// <param name="Report">To which meeting it was reported, or null while it waits for one.</param>
/// <param name="IsOwn">Whoever asks has prepared it: another person confirms.</param>
public sealed record WageRunDetail(
    WageRunId Id, long Version, string Number, long? ScopeProject, string? ProjectName, WageRunState State, string PreparedBy, DateOnly PreparedOn, Money Amount, Money Uncovered,
    Money WithoutAccount, string? ConfirmedBy, DateOnly? ExecutedOn, string? WithdrawnBy, string? Reason, WageReport? Report,
    bool IsOwn) : IVersioned;

/// <summary>One wage run; <see cref="ListWageLines"/> shows its lines.</summary>
[May(Duty.ReadBusiness), Said("一次工资发放", "One wage run")]
public sealed record ShowWageRun(WageRunId Run) : IAsk<WageRunDetail>;

public sealed class ShowWageRunAnswer(IntegrityDb db) : IAnswer<ShowWageRun, WageRunDetail>
{
    public async Task<Outcome<WageRunDetail>> Answer(ShowWageRun ask, AskContext context, CancellationToken cancel)
    {
        var run = await db.WageRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == ask.Run, cancel);
        if (run is null) return ActRefusals.NotFound();
        OfficialId?[] named = [run.PreparedBy, run.ConfirmedBy, run.WithdrawnBy];
        var people = named.OfType<OfficialId>().Distinct().ToList();
        var names = await db.Officials.AsNoTracking().Where(o => people.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        var project = run.ScopeProject is { } only ? await db.Set<Project>().AsNoTracking().Where(p => p.Id == ProjectId.From(only)).Select(p => p.Name).SingleAsync(cancel) : null;
        MeetingId? told = run.ReportedTo is { } number ? MeetingId.From(number) : null;
        var report = await db.Meetings.AsNoTracking().Where(m => m.Id == told).Select(m => new WageReport(m.Id, m.Year, m.Number, m.Day)).SingleOrDefaultAsync(cancel);
        return new WageRunDetail(run.Id, await db.VersionOf(run.Id.Value, cancel), run.Number, run.ScopeProject, project, run.State, names[run.PreparedBy], run.PreparedOn, run.Amount,
            run.Uncovered, run.WithoutAccount, Name(run.ConfirmedBy), run.ExecutedOn, Name(run.WithdrawnBy), run.Reason, report, context.Official?.Id == run.PreparedBy);

        string? Name(OfficialId? by) => by is { } one ? names[one] : null;
    }
}

/// <summary>The lines of a wage run, oldest certificate first.</summary>
[May(Duty.ReadBusiness), Said("工资发放各行", "The lines of a wage run")]
public sealed record ListWageLines(WageRunId Run, string? Cursor) : IAsk<Listed<WageLineView>>;

public sealed class ListWageLinesAnswer(IntegrityDb db) : IAnswer<ListWageLines, Listed<WageLineView>>
{
    public async Task<Outcome<Listed<WageLineView>>> Answer(ListWageLines ask, AskContext context, CancellationToken cancel)
    {
        if (!await db.WageRuns.AnyAsync(r => r.Id == ask.Run, cancel)) return ActRefusals.NotFound();
        var from = Cursor.Read(ask.Cursor)?.Id ?? 0;
        var page = await db.Set<WageRunLine>().AsNoTracking().Where(l => l.Run == ask.Run && l.Ordinal > from).OrderBy(l => l.Ordinal).Take(WageLines.PageSize + 1).ToListAsync(cancel);
        var cut = Cursor.Page(page, WageLines.PageSize, last => Cursor.Write("", last.Ordinal));
        return new Listed<WageLineView>(await WageLines.View(db, cut.Items, cancel), cut.Next);
    }
}

/// <summary>What a wage run would pay today.</summary>
/// <param name="Count">Of all lines.</param>
/// <param name="Lines">A page of them, in the order of paying.</param>
public sealed record WagePreview(Money Available, Money Paid, Money Uncovered, Money WithoutAccount, int Count, Listed<WageLineView> Lines);

/// <summary>The unpaid wages of a scope, and which of them the money at hand pays: oldest certificate first, whole lines.</summary>
[May(Duty.ReadBusiness), Said("工资款试算", "The unpaid wages, and which can be paid")]
public sealed record PreviewWages(ProjectId? Project, string? Cursor) : IAsk<WagePreview>;

public sealed class PreviewWagesAnswer(IntegrityDb db, Funds funds) : IAnswer<PreviewWages, WagePreview>
{
    public async Task<Outcome<WagePreview>> Answer(PreviewWages ask, AskContext context, CancellationToken cancel)
    {
        var owed = await WagesOwed.Read(db, ask.Project?.Value, cancel);
        var available = await funds.Available(Funds.ScopeOf(ask.Project?.Value), cancel);
        var (allocation, lines) = WageLines.Today(owed, available);
        var from = (int)Math.Clamp(Cursor.Read(ask.Cursor)?.Id ?? 0, 0, lines.Count);
        var page = await WageLines.View(db, [.. lines.Skip(from).Take(WageLines.PageSize)], cancel);
        var next = from + page.Count < lines.Count ? Cursor.Write("", from + page.Count) : null;
        return new WagePreview(available, allocation.PaidAmount, allocation.Uncovered, owed.WithoutAccount.Sum(l => l.Amount), lines.Count, new(page, next));
    }
}

internal static class WageLines
{
    public const int PageSize = 50;

    /// <summary>SHA-256 of the list that two people agree on, hexadecimal: the paper behind its money, as a round's is the voted one.</summary>
    public static string DigestOf(WageRun run) => CanonicalJson.DigestOf(new
    {
        run = run.Id.Value,
        lines = run.Lines.OrderBy(l => l.Ordinal).Select(l => new { l.Ordinal, l.Contract, fen = l.Amount.Fen, standing = l.Standing.ToString() }).ToArray(),
    }).ToString();

    /// <summary>What a run prepared now would hold: what is paid, what the money does not reach, and what has no account.</summary>
    public static (WageAllocation Allocation, List<WageRunLine> Lines) Today(WagesOwed owed, Money available)
    {
        var allocation = WageAllocation.Of(owed.Sendable, available);
        var lines = new List<WageRunLine>();
        foreach (var (wages, standing) in new[] { (allocation.Paid, WageLineStanding.Paid), (allocation.Unpaid, WageLineStanding.Uncovered), (owed.WithoutAccount, WageLineStanding.NoAccount) })
            foreach (var wage in wages)
                lines.Add(new() { Run = default, Ordinal = lines.Count + 1, Contract = wage.Contract, Certificate = wage.Certificate, Due = wage.Due, Amount = wage.Amount, Standing = standing });
        return (allocation, lines);
    }

    public static async Task<IReadOnlyList<WageLineView>> View(IntegrityDb db, IReadOnlyList<WageRunLine> lines, CancellationToken cancel)
    {
        var ids = lines.Select(l => ContractId.From(l.Contract)).Distinct().ToList();
        var contracts = await db.WorksContracts.AsNoTracking().Where(c => ids.Contains(c.Id))
            .Join(db.Counterparties, c => c.Party, p => p.Id, (c, p) => new { c.Id, c.Number, p.Name }).ToDictionaryAsync(c => c.Id.Value, cancel);
        return [.. lines.Select(l => new WageLineView(l.Ordinal, l.Contract, contracts[l.Contract].Number, contracts[l.Contract].Name, l.Certificate, l.Due, l.Amount, l.Standing))];
    }
}
