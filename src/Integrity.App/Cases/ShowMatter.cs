using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <param name="DueOn">The next last day that somebody has to heed, missed ones included; null where there is none.</param>
/// <param name="MissedOn">The first last day of the present step that went by without the step; null where none did.</param>
public sealed record MatterRow(
    MatterId Id, string Number, MatterKind Kind, CaseId Case, string CaseNumber, string Party, string State, string StateZh, string StateEn, bool Ended, DateOnly OpenedOn, DateOnly? DueOn, DateOnly? MissedOn);

/// <summary>What came out of cases, the newest first, all or of one kind or of one case; a contractor sees his own exclusions, and staff matters only who handles them (P-11).</summary>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("后续事项名单", "What came out of cases")]
public sealed record ListMatters(MatterKind? Kind, long? OfCase, string? Cursor) : IAsk<Listed<MatterRow>>;

public sealed class ListMattersAnswer(IntegrityDb db) : IAnswer<ListMatters, Listed<MatterRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<MatterRow>>> Answer(ListMatters ask, AskContext context, CancellationToken cancel)
    {
        var matters = db.Matters.AsNoTracking();
        if (context.OwnParty is { } own)
        {
            var party = CounterpartyId.From(own);
            matters = matters.Where(m => m.Party == party && m.Kind == MatterKind.Exclusion);
        }
        // Whoever keeps away for his own interest or kin sees nothing of it (D-4).
        else if (await db.ClosedTo(context.Caller.Official, cancel) is { Count: > 0 } away)
        {
            var (closed, closedCases) = (away.ConvertAll(MatterId.From), away.ConvertAll(CaseId.From));
            matters = matters.Where(m => !closed.Contains(m.Id) && !closedCases.Contains(m.PenaltyCase));
        }
        if (context.OwnParty is null && await db.StaffMattersHiddenFrom(context.Official, context.Today, cancel) is { Count: > 0 } hidden) matters = matters.Where(m => !hidden.Contains(m.Id));
        if (ask.Kind is { } kind) matters = matters.Where(m => m.Kind == kind);
        if (ask.OfCase is { } of)
        {
            var @case = CaseId.From(of);
            matters = matters.Where(m => m.PenaltyCase == @case);
        }
        if (Cursor.Read(ask.Cursor) is { } after) matters = matters.Where(m => m.Id.CompareTo(MatterId.From(after.Id)) < 0);
        var page = Cursor.Page(await matters.OrderByDescending(m => m.Id).Take(PageSize + 1).ToListAsync(cancel), PageSize, last => Cursor.Write("", last.Id.Value));
        var (cases, parties, ids) = (page.Items.Select(m => m.PenaltyCase).Distinct().ToList(), page.Items.Select(m => m.Party).Distinct().ToList(), page.Items.Select(m => (ProcessId)m.Id).ToList());
        var numbers = await db.PenaltyCases.AsNoTracking().Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number, cancel);
        var names = await db.Set<Counterparty>().AsNoTracking().Where(p => parties.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var due = (await db.CaseDeadlines.AsNoTracking().Where(d => ids.Contains(d.Process) && d.Standing != DeadlineStanding.Ended).ToListAsync(cancel)).ToLookup(d => d.Process);
        var rows = new List<MatterRow>();
        foreach (var one in page.Items)
        {
            var definition = (await db.MachineOf(one.DefinitionHash, cancel)).Definition;
            var state = definition.State(one.State).Words;
            rows.Add(new(one.Id, one.Number, one.Kind, one.PenaltyCase, numbers[one.PenaltyCase], names[one.Party], one.State, state.Zh, state.En, one.Ended, one.OpenedOn,
                one.Ended ? null : ProcessFile.Heeded(due[one.Id], definition, one.State).Min(d => d.DueOn), one.Ended ? null : ProcessFile.MissedOn(due[one.Id], definition, one.State, context.Today)));
        }
        return new Listed<MatterRow>(rows, page.Next);
    }
}

/// <summary>A bar from the market as it stands in the register.</summary>
public sealed record BarRow(ExclusionId Id, long Party, string PartyName, string Scope, DateOnly StartsOn, DateOnly EndsOn, DateOnly? LiftedOn, bool InForce);

/// <param name="Vote">The outcome that is put to the leadership group in this step, in words; null where nothing is.</param>
/// <param name="Item">The item on it.</param>
/// <param name="Requires">What each step of this place asks for, by the names of the vocabulary.</param>
/// <param name="Outcomes">Branches that whoever acts chooses from.</param>
/// <param name="PacketDigest">Of the list of what was handed over.</param>
/// <param name="NamesSealed">Null where the matter has no names.</param>
/// <param name="IsHandler">Whether the reader is the one who may read them.</param>
/// <param name="MaySeal">Whether he may write them down: the handler, or while there are none whoever stands in for him.</param>
/// <param name="Item">What of it is put to the vote and not decided yet.</param>
/// <param name="Sheets">The picture for print, on sheets of A4 across.</param>
/// <param name="Diagram">The pinned definition as a picture, the state lit; in the caller's language.</param>
public sealed record MatterDetail(
    MatterId Id, long Version, string Number, MatterKind Kind, string TitleZh, string TitleEn, CaseId Case, string CaseNumber, long Party, string PartyName,
    string State, string StateZh, string StateEn, bool Ended, DateOnly OpenedOn, string? Organ, string? Letter, DateOnly? SentOn,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Requires, IReadOnlyList<string> Outcomes, string? PacketDigest, bool? NamesSealed, bool IsHandler, bool MaySeal, long? Item, IReadOnlyList<BarRow> Bars,
    IReadOnlyList<CaseDeadlineRow> Deadlines, IReadOnlyList<CaseStepRow> Steps, IReadOnlyList<CaseChoice> Choices, string Diagram, IReadOnlyList<OutlineState> Outline, IReadOnlyList<string> Sheets, int DefinitionVersion) : IVersioned;

/// <summary>One matter: where it stands, what happened, what can be done now and why not.</summary>
/// <remarks>A contractor sees his own exclusion; everything else, and another's, looks like none, and so does a staff matter to whoever does not handle it (P-8, P-11).</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("一项后续事项", "One matter")]
public sealed record ShowMatter(MatterId Matter) : IAsk<MatterDetail>;

public sealed class ShowMatterAnswer(IntegrityDb db) : IAnswer<ShowMatter, MatterDetail>
{
    public async Task<Outcome<MatterDetail>> Answer(ShowMatter ask, AskContext context, CancellationToken cancel)
    {
        if (context.OwnParty is { } party && await db.PartyOfExclusion(ask.Matter, cancel) != party) return ActRefusals.NotFound();
        if (await db.MatterFileOf(ask.Matter, context.Today, cancel) is not { } file) return ActRefusals.NotFound();
        if (await db.IsHidden(ask.Matter, context.Official, context.Today, cancel)) return ActRefusals.NotFound();
        var (m, own, definition) = (file.Matter, context.OwnParty is not null, file.Definition);
        if (!own && await db.KeptAway([m.Id.Value, m.PenaltyCase.Value], context.Caller.Official, cancel) is { } closed) return closed;
        var parties = file.Bars.Select(bar => bar.Party).Append(m.Party).Distinct().ToList();
        var names = await db.Set<Counterparty>().AsNoTracking().Where(p => parties.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var people = await ProcessView.NamesOf(db, file, cancel);
        var diagram = ProcessView.DiagramOf(file, context.Caller.Language);
        var here = file.State.Outward().SelectMany(node => node.Transitions).ToList();
        var absents = !own && context.Official is { } staff ? await db.AbsentFor(staff, file.Abouts, context.Today, cancel) : [];
        var choices = await MatterChoices.Of(db, file, context, await ProcessView.ChoicesOf(db, file, context, (trigger, person) => Given(file, trigger, person, cancel), cancel), cancel);
        // Who is named stands in the words of a staff matter's steps: they are for its handler alone, as the names are (P-11). Whoever may confirm
        // what another asks for reads why, and the answer on which it rests, and nothing else: he answers for it.
        var mayRead = m.Kind != MatterKind.StaffMatter || (context.Official is { } reader && (m.Handler is { } keeper ? keeper == reader.Id : reader.Has(Duty.InvestigateCases)));
        var confirms = choices.Where(choice => choice.Allowed).Select(choice => file.Asked(choice.Trigger)).OfType<CaseStep>().ToList();
        bool Reads(CaseStepRow row) => mayRead || confirms.Exists(asked => asked.Number == row.Number) || (confirms.Count > 0 && row.Event == MatterEvents.Answered);
        return new MatterDetail(
            m.Id, await db.VersionOf(m.Id.Value, cancel), m.Number, m.Kind, definition.Title.Zh, definition.Title.En, m.PenaltyCase, file.Of.Case.Number, m.Party.Value, names[m.Party],
            m.State, file.State.Words.Zh, file.State.Words.En, m.Ended, m.OpenedOn, m.Organ, m.Letter, m.SentOn,
            here.GroupBy(t => t.Trigger).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.SelectMany(t => t.Requires).Distinct()]),
            [.. here.Where(t => t.Trigger != MatterVotes.Decide && t.Guard is not null).Select(t => t.Guard!.Params["outcome"])],
            await db.MatterPackets.AsNoTracking().Where(p => p.Matter == ask.Matter).Select(p => p.Digest).SingleOrDefaultAsync(cancel),
            m.Kind == MatterKind.StaffMatter ? m.SealedNames is not null : null, m.Handler is { } handler && handler == context.Official?.Id,
            m is { Kind: MatterKind.StaffMatter, Ended: false } && (m.Handler == context.Official?.Id || (m.SealedNames is null && absents.Any(absent => absent.Id == m.Handler))),
            !own && await db.DecidedItem(m.VoteItem, cancel) is { Item: { Result: ItemResult.Pending } pending } ? pending.Id.Value : null,
            [.. file.Bars.Where(bar => !own || bar.Party == m.Party).Select(bar => new BarRow(bar.Id, bar.Party.Value, names[bar.Party], bar.Scope, bar.StartsOn, bar.EndsOn, bar.LiftedOn, bar.IsOn(context.Today)))],
            ProcessView.DeadlinesOf(file, context.Today), [.. file.Steps.Select(s => ProcessView.RowOf(s, definition, people, own)).Select(row => Reads(row) ? row : row with { Words = null, Document = null })],
            choices, SvgDrawing.Of(diagram), Outline.Of(diagram), SvgDrawing.Sheets(diagram), definition.Version);
    }

    private async Task<Given> Given(MatterFile file, string trigger, Official person, CancellationToken cancel)
    {
        if (trigger == MatterVotes.Decide) return await MatterVotes.GivenOf(db, file, cancel) ?? new() { Outcomes = [MatterVotes.ArrowOf(file)?.Guard!.Params["outcome"] ?? ""] };
        var outcome = file.State.Outward().SelectMany(node => node.Transitions).FirstOrDefault(t => t.Trigger == trigger)?.Guard?.Params.GetValueOrDefault("outcome");
        return new()
        {
            Words = "-", Document = "-", Letter = "-", Organ = "-", SecondPerson = file.Asked(trigger) is { } asked && !ProcessFile.IsBy(asked, person.Id), Outcomes = outcome is null ? [] : [outcome],
        };
    }
}

/// <summary>The packet of a referral: as it was handed over, or, until then, as it would be today.</summary>
/// <param name="Matter">Which.</param>
/// <param name="Organ">Until then, to whom it would go; its letter is blank there where none is named.</param>
/// <remarks>Rules: P-9.</remarks>
[May(Duty.InvestigateCases, Duty.ReviewCases), Said("下载移送材料", "Download the packet of a referral")]
public sealed record DownloadPacket(MatterId Matter, string? Organ) : IAsk<FileAnswer>;

public sealed class DownloadPacketAnswer(IntegrityDb db, Packets packets) : IAnswer<DownloadPacket, FileAnswer>
{
    public async Task<Outcome<FileAnswer>> Answer(DownloadPacket ask, AskContext context, CancellationToken cancel)
    {
        if (await db.MatterFileOf(ask.Matter, context.Today, cancel) is not { Matter.Kind: MatterKind.Referral } file) return ActRefusals.NotFound();
        if (await db.KeptAway([file.Matter.Id.Value, file.Matter.PenaltyCase.Value], context.Caller.Official, cancel) is { } closed) return closed;
        var content = await db.MatterPackets.AsNoTracking().Where(p => p.Matter == ask.Matter).Select(p => p.Content).SingleOrDefaultAsync(cancel)
            ?? (await packets.Make(file, ask.Organ, context.Today, cancel)).Content;
        return new FileAnswer($"{file.Matter.Number}.zip", FileAnswer.Zip, content);
    }
}

public static class MatterAccess
{
    extension(IntegrityDb db)
    {
        /// <summary>Whose exclusion it is, for his contractor's desk; null where there is none, or it is no exclusion.</summary>
        public async Task<long?> PartyOfExclusion(MatterId matter, CancellationToken cancel) =>
            (await db.Matters.Where(m => m.Id == matter && m.Kind == MatterKind.Exclusion).Select(m => (CounterpartyId?)m.Party).SingleOrDefaultAsync(cancel))?.Value;
    }
}
