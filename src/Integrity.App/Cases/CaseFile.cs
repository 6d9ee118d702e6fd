using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>A case with everything a step of it looks at: its definition, its contract's books, what happened so far.</summary>
public sealed class CaseFile
{
    public required PenaltyCase Case { get; init; }
    public required Machine Machine { get; init; }

    /// <summary>The contract on its books; replaced after each entry.</summary>
    public required ContractBooks Books { get; set; }

    public required WorkingCalendar Calendar { get; init; }
    public required List<CaseStep> Steps { get; init; }
    public required List<CaseFinding> Findings { get; init; }
    public required List<CasePaper> Papers { get; init; }
    public required List<CaseTask> Tasks { get; init; }
    public required List<CaseDefence> Defences { get; init; }
    public required List<CaseDeadline> Deadlines { get; init; }

    /// <summary>Names that a published text must not show.</summary>
    public required IReadOnlyList<string> NamesToMask { get; init; }

    public WorkflowDefinition Definition => Machine.Definition;

    public Money Held => Books.Balance.HeldFor(Case.Id.Value);

    /// <summary>Who has acted in it, by role, himself or by a substitute: separation is per case (D-4).</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<OfficialId>> ActedAs => Steps.Where(s => s.Actor is not null && s.Role.Length > 0)
        .GroupBy(s => s.Role).ToDictionary(g => g.Key, g => (IReadOnlySet<OfficialId>)g.SelectMany(s => new[] { s.Actor, s.ActsFor }).OfType<OfficialId>().ToHashSet());

    public CaseSanction? Notice => Read(Case.NoticePaper)?.Sanction;

    public CaseSanction? Decision => Read(Case.DecisionPaper)?.Sanction;

    public string? DecisionDigest => Case.DecisionPaper is { } number ? Papers.Single(p => p.Number == number).Digest : null;

    public SanctionPaper? Read(int? paper) =>
        paper is { } number ? CanonicalJson.Read<SanctionPaper>(Papers.Single(p => p.Number == number).Text) : null;

    /// <summary>A parameter of the pinned definition.</summary>
    public long Parameter(string name) => Definition.Parameters[name].Value;

    /// <summary>The last time that somebody asked for a step that needs two people, unless it was done since.</summary>
    public CaseStep? Asked(string trigger)
    {
        var asked = Steps.FindLast(s => s.Event == CaseEvents.Asking(trigger));
        return asked is not null && !Steps.Exists(s => s.Number > asked.Number && s.Event == trigger) ? asked : null;
    }

    /// <summary>Whether he who acts now asked for it himself; he for whom somebody acts counts as acting (P-6).</summary>
    public static bool IsSamePerson(CaseStep asked, ActContext context) => context.IsOneOf([asked.Actor, asked.ActsFor]);

    public void Log(IntegrityDb db, ActContext context, string happened, string role, string before, IEnumerable<string> actions, Given given, bool asBody = false)
    {
        var step = new CaseStep(Case.Id, Steps.Count + 1, happened, role, asBody || context.Caller.Kind != CallerKind.Official ? null : context.Actor, context.Caller.Actor,
            context.Now, before, Case.State, string.Join("; ", actions), given.HasWords ? given.Words!.Trim() : null, given.HasDocument ? given.Document : null,
            asBody ? null : context.For?.Id);
        Steps.Add(step);
        db.CaseSteps.Add(step);
    }

    public CasePaper Write(IntegrityDb db, ActContext context, CasePaperKind kind, object content)
    {
        var text = CanonicalJson.Of(content);
        var paper = new CasePaper(Case.Id, Papers.Count + 1, kind, text, CanonicalJson.DigestOf(content).ToString(), context.Actor, context.Today);
        Papers.Add(paper);
        db.CasePapers.Add(paper);
        return paper;
    }
}

/// <summary>Names of things that happen in a case and that no definition names: they only prepare a step.</summary>
public static class CaseEvents
{
    public const string Flag = "flag";
    public const string Finding = "finding";
    public const string Answer = "answer";
    public const string Opinion = "opinion";
    public const string CatchUp = "catch-up";
    public const string Reminder = "reminder";
    public const string PeriodPut = "period-put-to-vote";
    public const string PeriodExtended = "period-extended";
    public const string Migrated = "migrated";
    public const string Intervention = "intervention";
    public const string ReviewPut = "review-put-to-vote";
    public const string ExtensionPut = "extension-put-to-vote";
    public const string ReferralApproved = "referral-approved";

    public static string Asking(string trigger) => "ask:" + trigger;
}

/// <summary>What a notice or a decision says: the case, the base, the band, and what is done (D-5: bound by its digest).</summary>
public sealed record SanctionPaper(
    long Case, string Number, int Paper, long Contract, string Act, DateOnly ActDay, Money V, Ratio BandMin, Ratio BandMax, Money Proposed, Money DocumentedLoss, CaseSanction Sanction);

public static class CaseReading
{
    extension(IntegrityDb db)
    {
        /// <summary>A case with all that belongs to it, tracked; null where there is none.</summary>
        public async Task<CaseFile?> CaseFileOf(CaseId id, DateOnly today, CancellationToken cancel)
        {
            if (await db.PenaltyCases.SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } found) return null;
            var party = await db.Counterparties.SingleAsync(p => p.Id == found.Party, cancel);
            var people = await db.PartyPeople.Where(p => p.Party == found.Party).Select(p => p.Name).ToListAsync(cancel);
            return new CaseFile
            {
                Case = found,
                Machine = await db.MachineOf(found.DefinitionHash, cancel),
                Books = (await db.BooksOf(found.Contract, today, cancel))!,
                Calendar = await new Calendars(db).Current(cancel),
                Steps = await db.CaseSteps.Where(x => x.PenaltyCase == id).OrderBy(x => x.Number).ToListAsync(cancel),
                Findings = await db.CaseFindings.Where(x => x.PenaltyCase == id).OrderBy(x => x.Number).ToListAsync(cancel),
                Papers = await db.CasePapers.Where(x => x.PenaltyCase == id).OrderBy(x => x.Number).ToListAsync(cancel),
                Tasks = await db.CaseTasks.Where(x => x.PenaltyCase == id).OrderBy(x => x.Number).ToListAsync(cancel),
                Defences = await db.CaseDefences.Where(x => x.PenaltyCase == id).OrderBy(x => x.Number).ToListAsync(cancel),
                Deadlines = await db.CaseDeadlines.Where(x => x.PenaltyCase == id).OrderBy(x => x.Id).ToListAsync(cancel),
                NamesToMask = [.. people.Concat(party.IsPerson ? [party.Name] : []).Where(n => n.Trim().Length > 1).Select(n => n.Trim())],
            };
        }

        /// <summary>Whose case it is, for his contractor's desk; null where there is none whose notice was served.</summary>
        public async Task<long?> NotifiedParty(CaseId id, CancellationToken cancel) =>
            (await db.PenaltyCases.Where(c => c.Id == id && c.NoticePaper != null).Select(c => (CounterpartyId?)c.Party).SingleOrDefaultAsync(cancel))?.Value;

        /// <summary>An item with what its minutes are: a closed meeting, or a superior body's document (D-6, D-7).</summary>
        public async Task<(Item Item, bool Minutes)?> DecidedItem(long? item, CancellationToken cancel)
        {
            if (item is not { } number || await db.WholeItem(ItemId.From(number), cancel) is not { } found) return null;
            var closed = found.Meeting is { } meeting && await db.Meetings.AnyAsync(m => m.Id == meeting && m.ClosedAt != null, cancel);
            return (found, closed || found.DecidedAbove is not null);
        }
    }
}
