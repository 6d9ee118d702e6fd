using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Projects;
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

public sealed record DecidedRunRow(DecidedRunId Id, string Number, DecidedRunKind Kind, long? ScopeProject, DecidedRunState State, DateOnly ProposedOn, DateOnly? ExecutedOn, Money Amount);

/// <summary>The lists of advances and interest, the latest first.</summary>
[May(Duty.ReadBusiness), Said("预付款和利息清单", "The lists of advances and interest")]
public sealed record ListDecidedRuns(string? Cursor) : IAsk<Listed<DecidedRunRow>>;

public sealed class ListDecidedRunsAnswer(IntegrityDb db) : IAnswer<ListDecidedRuns, Listed<DecidedRunRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<DecidedRunRow>>> Answer(ListDecidedRuns ask, AskContext context, CancellationToken cancel)
    {
        var runs = db.DecidedRuns.AsNoTracking();
        if (Cursor.Read(ask.Cursor) is { } after) runs = runs.Where(r => r.Id.CompareTo(DecidedRunId.From(after.Id)) < 0);
        var page = await runs.OrderByDescending(r => r.Id).Take(PageSize + 1)
            .Select(r => new DecidedRunRow(r.Id, r.Number, r.Kind, r.ScopeProject, r.State, r.ProposedOn, r.ExecutedOn, r.Amount)).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write("", last.Id.Value));
    }
}

/// <param name="LeftOut">Why it takes no part, or null.</param>
public sealed record DecidedLineView(long Contract, string ContractNumber, string Party, Money Base, Ratio Rate, Money Amount, LeftOutGround? LeftOut);

/// <param name="Contracts">How many it pays; <see cref="ListDecidedLines"/> shows them.</param>
/// <param name="Item">The item by which it is decided.</param>
/// <param name="Meeting">Where, once it stands on an agenda.</param>
/// <param name="Result">What the leadership group has decided so far.</param>
public sealed record DecidedRunDetail(
    DecidedRunId Id, long Version, string Number, DecidedRunKind Kind, string? ProjectName, DecidedRunState State, string ProposedBy, DateOnly ProposedOn, Money Amount, string Digest,
    int Contracts, ItemId Item, MeetingId? Meeting, ItemResult Result, string? ExecutedBy, DateOnly? ExecutedOn) : IVersioned;

/// <summary>One list of advances or interest, as voted.</summary>
[May(Duty.ReadBusiness), Said("一份预付款或利息清单", "One list of advances or interest")]
public sealed record ShowDecidedRun(DecidedRunId Run) : IAsk<DecidedRunDetail>;

public sealed class ShowDecidedRunAnswer(IntegrityDb db) : IAnswer<ShowDecidedRun, DecidedRunDetail>
{
    public async Task<Outcome<DecidedRunDetail>> Answer(ShowDecidedRun ask, AskContext context, CancellationToken cancel)
    {
        var run = await db.DecidedRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == ask.Run, cancel);
        if (run is null) return ActRefusals.NotFound();
        if (await db.KeptAway([run.Id.Value], context.Caller.Official, cancel) is { } closed) return closed;
        OfficialId?[] named = [run.ProposedBy, run.ExecutedBy];
        var people = named.OfType<OfficialId>().Distinct().ToList();
        var names = await db.Officials.AsNoTracking().Where(o => people.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        var project = run.ScopeProject is { } only ? await db.Projects.AsNoTracking().Where(p => p.Id == ProjectId.From(only)).Select(p => p.Name).SingleAsync(cancel) : null;
        var item = ItemId.From(run.DecisionItem);
        var decision = await db.DecisionItems.AsNoTracking().Where(x => x.Id == item).Select(x => new { x.Meeting, x.Result }).SingleAsync(cancel);
        var contracts = await db.Set<DecidedRunLine>().Where(l => l.Run == ask.Run).OrderByDescending(l => l.Ordinal).Select(l => l.Ordinal).FirstAsync(cancel);
        return new DecidedRunDetail(run.Id, await db.VersionOf(run.Id.Value, cancel), run.Number, run.Kind, project, run.State, names[run.ProposedBy], run.ProposedOn, run.Amount, run.Digest,
            contracts, item, decision.Meeting, decision.Result, run.ExecutedBy is { } by ? names[by] : null, run.ExecutedOn);
    }
}

/// <summary>The contracts of a list with their amounts, as voted.</summary>
[May(Duty.ReadBusiness), Said("清单各行", "The contracts of a list")]
public sealed record ListDecidedLines(DecidedRunId Run, string? Cursor) : IAsk<Listed<DecidedLineView>>;

public sealed class ListDecidedLinesAnswer(IntegrityDb db) : IAnswer<ListDecidedLines, Listed<DecidedLineView>>
{
    public async Task<Outcome<Listed<DecidedLineView>>> Answer(ListDecidedLines ask, AskContext context, CancellationToken cancel)
    {
        if (!await db.DecidedRuns.AnyAsync(r => r.Id == ask.Run, cancel)) return ActRefusals.NotFound();
        if (await db.KeptAway([ask.Run.Value], context.Caller.Official, cancel) is { } closed) return closed;
        var from = Cursor.Read(ask.Cursor)?.Id ?? 0;
        var page = await db.Set<DecidedRunLine>().AsNoTracking().Where(l => l.Run == ask.Run && l.Ordinal > from).OrderBy(l => l.Ordinal).Take(DecidedViews.PageSize + 1).ToListAsync(cancel);
        var cut = Cursor.Page(page, DecidedViews.PageSize, last => Cursor.Write("", last.Ordinal));
        // The voted list goes on naming whose each contract was (R-7, C-8).
        var put = await db.JournalSubjects.Where(s => s.Subject == ask.Run.Value)
            .Join(db.JournalEntries.Where(e => e.Kind == nameof(ProposeDecidedRun)), s => s.Entry, e => e.Number, (s, _) => s.Entry).OrderBy(n => n).FirstOrDefaultAsync(cancel);
        return new Listed<DecidedLineView>(await DecidedViews.Of(db, [.. cut.Items.Select(l => (l.Contract, l.Base, l.Rate, l.Amount, (LeftOutGround?)null))], cancel, put), cut.Next);
    }
}

/// <summary>What a list of advances or interest would hold today.</summary>
/// <param name="LeftOut">How many contracts with the clause take no part.</param>
/// <param name="Lines">A page of them all: who gets something first.</param>
public sealed record DecidedRunPreview(Money Available, Money Amount, int LeftOut, Listed<DecidedLineView> Lines);

/// <summary>Who would get an advance or interest today, and who is left out and why.</summary>
[May(Duty.ReadBusiness), Said("预付款或利息试算", "Who would get an advance or interest")]
public sealed record PreviewDecidedRun(DecidedRunKind Kind, ProjectId? Project, string? Cursor) : IAsk<DecidedRunPreview>;

public sealed class PreviewDecidedRunAnswer(IntegrityDb db, Funds funds) : IAnswer<PreviewDecidedRun, DecidedRunPreview>
{
    public async Task<Outcome<DecidedRunPreview>> Answer(PreviewDecidedRun ask, AskContext context, CancellationToken cancel)
    {
        if (!Enum.IsDefined(ask.Kind)) return ActRefusals.NotFound();
        var found = await DecidedLines.Read(db, ask.Kind, ask.Project?.Value, context.Today, cancel);
        List<(long Contract, Money Base, Ratio Rate, Money Amount, LeftOutGround? LeftOut)> all =
            [.. found.Entitled.Select(l => (l.Contract, l.Base, l.Rate, l.Amount, (LeftOutGround?)null)), .. found.LeftOut.Select(l => (l.Line.Contract, l.Line.Base, l.Line.Rate, l.Line.Amount, (LeftOutGround?)l.Ground))];
        var from = (int)Math.Clamp(Cursor.Read(ask.Cursor)?.Id ?? 0, 0, all.Count);
        var lines = await DecidedViews.Of(db, [.. all.Skip(from).Take(DecidedViews.PageSize)], cancel);
        var next = from + lines.Count < all.Count ? Cursor.Write("", from + lines.Count) : null;
        return new DecidedRunPreview(await funds.Available(Funds.ScopeOf(ask.Project?.Value), cancel), found.Entitled.Sum(l => l.Amount), found.LeftOut.Count, new(lines, next));
    }
}

internal static class DecidedViews
{
    public const int PageSize = 50;

    /// <param name="db">The database.</param>
    /// <param name="lines">What is shown.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="at">The journal entry by which the lines were fixed; null for lines as they are today.</param>
    public static async Task<IReadOnlyList<DecidedLineView>> Of(
        IntegrityDb db, IReadOnlyList<(long Contract, Money Base, Ratio Rate, Money Amount, LeftOutGround? LeftOut)> lines, CancellationToken cancel, long? at = null)
    {
        var ids = lines.Select(l => ContractId.From(l.Contract)).ToList();
        var contracts = await db.WorksContracts.AsNoTracking().Where(c => ids.Contains(c.Id))
            .Join(db.Counterparties, c => c.Party, p => p.Id, (c, p) => new { c.Id, c.Number, p.Name }).ToDictionaryAsync(c => c.Id.Value, cancel);
        var former = at is { } entry ? await db.PartiesAt(entry, ids, cancel) : null;
        var were = former?.Values.ToList() ?? [];
        var names = await db.Counterparties.AsNoTracking().Where(p => were.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        return [.. lines.Select(l => new DecidedLineView(l.Contract, contracts[l.Contract].Number,
            former is not null && former.TryGetValue(ContractId.From(l.Contract), out var was) ? names[was] : contracts[l.Contract].Name, l.Base, l.Rate, l.Amount, l.LeftOut))];
    }
}
