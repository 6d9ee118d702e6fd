using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Identity;
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
public sealed class CaseFile : ProcessFile
{
    public required PenaltyCase Case { get; init; }

    /// <summary>The contract on its books; replaced after each entry.</summary>
    public required ContractBooks Books { get; set; }

    /// <summary>When the integrity contract of the case was signed: a clause binds only an act after it (P-1).</summary>
    public required DateOnly ClauseSignedOn { get; init; }

    public required List<CaseFinding> Findings { get; init; }

    /// <summary>What the notice that stands told the contractor, on which alone he is decided against; all of it while none was served (P-2, P-6).</summary>
    public IReadOnlyList<CaseFinding> Noticed
    {
        get
        {
            if (Steps.FindLast(s => s.Event == "SERVE_NOTICE") is not { } served) return Findings;
            // What stood in public is what was served.
            var told = Steps.FindLast(s => s.Number < served.Number && s.Event is "SERVE_NOTICE" or "POST_NOTICE") is { Event: "POST_NOTICE" } posted ? posted : served;
            return Findings[..^Steps.Count(s => s.Number > told.Number && s.Event == CaseEvents.Finding)];
        }
    }
    public required List<CasePaper> Papers { get; init; }
    public required List<CaseTask> Tasks { get; init; }
    public required List<CaseDefence> Defences { get; init; }

    /// <summary>The plans of its decided papers, in order; none where a deduction is taken at once.</summary>
    public required List<CaseInstalment> Instalments { get; init; }

    public override IProcess Process => Case;

    public override long Party => Case.Party.Value;

    /// <summary>Its state in words: where a step's hold has lapsed the case goes on, and nothing is held any more (P-5).</summary>
    public static Words StateOf(PenaltyCase @case, WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(@case);
        ArgumentNullException.ThrowIfNull(definition);
        var state = definition.State(@case.State);
        return @case.HoldLapsed && state.Has(WorkflowVocabulary.ExposureHeld) ? new(state.Words.Zh + "（暂缓已失效）", state.Words.En + " (hold lapsed)") : state.Words;
    }

    public Money Held => Books.Balance.HeldFor(Case.Id.Value);

    public CaseSanction? Notice => Read(Case.NoticePaper)?.Sanction;

    /// <summary>The last notice that was written and not served yet.</summary>
    public DraftedNotice? Draft => Written(after: Case.NoticePaper ?? 0);

    /// <summary>The notice that was served last, as it was written.</summary>
    public DraftedNotice? ServedNotice => Case.NoticePaper is { } served ? Written(before: served) : null;

    /// <summary>It stands in public and is not counted as served yet: what will be served is what stands there.</summary>
    public bool NoticeStands => PublicNoticeShown.Of(this) is [.., { OfDecision: false, CountedOn: null }];

    private DraftedNotice? Written(int after = 0, int before = int.MaxValue) =>
        Papers.FindLast(p => p.Kind == CasePaperKind.NoticeDraft && p.Number > after && p.Number < before) is { } paper ? CanonicalJson.Read<DraftedNotice>(paper.Text) : null;

    /// <summary>A leader approved the referral, and it did not come back since (P-9).</summary>
    public bool ReferralApproved => Steps.FindLast(s => s.Event is CaseEvents.ReferralApproved or "RETURNED") is { Event: CaseEvents.ReferralApproved };

    /// <summary>When the hearing was asked for that is to be held; null where none is.</summary>
    public DateOnly? HearingAskedOn =>
        Steps.FindLast(s => s.Event is "REQUEST_HEARING" or "HEARING_HELD") is { Event: "REQUEST_HEARING" } asked && State.Outward().SelectMany(n => n.Transitions).Any(t => t.Trigger == "HEARING_HELD")
            ? BureauTime.DayOf(asked.At) : null;

    /// <summary>The last hearing that was appointed since one was asked for.</summary>
    public AppointedHearing? Hearing =>
        Steps.FindLast(s => s.Event is CaseEvents.HearingAppointed or "REQUEST_HEARING") is { Event: CaseEvents.HearingAppointed }
        && Papers.FindLast(p => p.Kind == CasePaperKind.HearingNotice) is { } paper ? CanonicalJson.Read<AppointedHearing>(paper.Text) : null;

    /// <summary>The steps of what came out of it.</summary>
    public required List<CaseStep> OfMatters { get; init; }

    /// <summary>Whoever is appointed to chair the hearing has his part already.</summary>
    public override IReadOnlyDictionary<string, IReadOnlySet<OfficialId>> PartsIn => Together(ActedAs, ActedIn(OfMatters),
        new Dictionary<string, IReadOnlySet<OfficialId>> { ["hearingChair"] = new HashSet<OfficialId>(HearingAskedOn is not null && Hearing is { } appointed ? [appointed.Hearing.Chair] : []) });

    /// <summary>Whether somebody could record the hearing as its chair: the definition says whose part in the case forbids it (D-4).</summary>
    public bool MayChair(Official person, DateOnly today) =>
        Machine.Plan(Process.State, new Given().Happening("HEARING_HELD"), FactsFor("HEARING_HELD", new() { Document = "-" }, today, CallerKind.Official, person, asBody: false)).IsDone;

    /// <summary>V as it would be frozen now, the member's share of it where the case is against one (P-4).</summary>
    public Money VToday => PenaltyBase.Of(Books.Balance, Case.Share);

    public CaseSanction? Decision => Read(Case.DecisionPaper)?.Sanction;

    /// <summary>What the decision imposed that was sent back on review: asking for a review makes nothing worse (P-6). Null where none was, or where the case was opened again since, on new facts.</summary>
    public CaseSanction? SentBack => SentBackPaper?.Sanction;

    /// <summary>What the deduction of that decision came to: a new base may be larger, what is taken is not (P-6). Null where nothing was sent back.</summary>
    public Money? Ceiling => SentBackPaper?.Proposed;

    /// <summary>That decision and the decision on its review, as each was handed over.</summary>
    public (CasePaper Decision, CasePaper Review)? SentBackTexts =>
        Steps.FindLast(s => s.Event is "REMITTED" or Trigger.Reopen) is { Event: "REMITTED" }
        && Papers.FindLast(p => p.Kind == CasePaperKind.ReviewText) is { } review
        && Papers.FindLast(p => p.Kind == CasePaperKind.DecisionText && p.Number < review.Number) is { } decided ? (decided, review) : null;

    private SanctionPaper? SentBackPaper =>
        SentBackTexts is { } texts ? Read(Papers.FindLast(p => p.Kind == CasePaperKind.Decision && p.Number < texts.Decision.Number)?.Number) : null;

    public string? DecisionDigest => Case.DecisionPaper is { } number ? Papers.Single(p => p.Number == number).Digest : null;

    public SanctionPaper? Read(int? paper) =>
        paper is { } number ? CanonicalJson.Read<SanctionPaper>(Papers.Single(p => p.Number == number).Text) : null;

    public override bool Holds(string requirement, Given given, DateOnly today) => CaseRequirements.Holds(requirement, this, given, today);

    public override Words? WhyUnmet(string requirement, Given given) => CaseRequirements.WhyUnmet(requirement, this, given);

    public override DateOnly? MetFrom(string requirement) => requirement switch
    {
        "hearingRightOver" when Case.NoticeServedOn is not null && !CaseRequirements.HearingOwed(this) => CaseRequirements.LastToAskForHearing(this).Day.AddDays(1),
        "defenceAnswered" when !CaseRequirements.StatementOver(this, Books.Balance.AsOf) => CaseRequirements.LastOfStatement(this).Day.AddDays(1),
        "publicNoticeOver" => PublicNoticeShown.Of(this) is [.., { CountedOn: null, LastDay: { } last }] ? last.AddDays(1) : null,
        "holdLapsed" => Deadlines.FindLast(d => d.IsRunning && Definition.Deadlines[d.Name].Fires is not null)?.DueOn?.AddDays(1),
        _ => null,
    };

    /// <summary>A notice is not served before it was written, nor a posted paper before its posting is over.</summary>
    public override DateOnly NotBefore(string trigger)
    {
        var follows = base.NotBefore(trigger);
        if (trigger == "SERVE_NOTICE" && Papers.FindLast(p => p.Kind == CasePaperKind.NoticeDraft)?.Day is { } written && written > follows) follows = written;
        return trigger is "SERVE_NOTICE" or "SERVE_DECISION" && MetFrom("publicNoticeOver") is { } over && over > follows ? over : follows;
    }

    public override DateOnly? DayOf(string anchor) => anchor switch
    {
        "hold.postedOn" => Case.HoldPostedOn,
        "evidence.noticeServedOn" => Case.NoticeServedOn,
        "evidence.decisionServedOn" => Case.DecisionServedOn,
        "evidence.publishedOn" => Case.PublishedOn,
        "case.openedOrRemittedOn" => Case.OpenedOrRemittedOn,
        _ => null,
    };

    /// <summary>In this act what was deducted has become a hold of the case again (P-7).</summary>
    public bool TurnedBack { get; set; }

    /// <summary>After a remission, and where a reopening turns the deduction back, the hold runs for its own length (P-7); what is said to a notice runs as long as the notice says (P-6).</summary>
    public override int LengthOf(DeadlineRule rule, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(plan);
        if (rule is { From: "evidence.noticeServedOn", LegalEffect: "lapse" } && ServedNotice is { } served) return served.StatementDays;
        return rule.Fires is not null && TurnedBack ? HoldPeriod.RemittedDays : rule.Length;
    }

    /// <summary>Where nothing is held no limit of a hold begins: a confirmation that came too late laid none (P-5).</summary>
    public override bool Begins(DeadlineRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Fires is null || Held.IsPositive || !Case.HoldLapsed;
    }

    /// <summary>Where the exposure is held it must be, and nowhere else (P-5).</summary>
    public override Refusal? NotPutInto(StateNode target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var agrees = target.Has(WorkflowVocabulary.ExposureHeld) ? Held.IsPositive || Case.HoldLapsed : !Held.IsPositive;
        if (!agrees) return CaseRefusals.InterventionAgainstHold(target.Words.Zh, target.Words.En);
        // A step whose own period, counted from what really happened, is over would be left by the clock at once, and where that releases it what is held with it.
        foreach (var name in target.Outward().SelectMany(node => node.Transitions).Select(arrow => Trigger.DeadlineOf(arrow.Trigger)).OfType<string>().Distinct())
        {
            var rule = Definition.Deadlines[name];
            if (rule.LegalEffect is not ("release" or "lapse") || Deadlines.Exists(d => d.IsRunning && d.Name == name) || DayOf(rule.From) is not { } from) continue;
            if (new DeadlineClock(rule, BureauTime.StartOf(from)).Due(Calendar)?.Day < Books.Balance.AsOf)
                return Held.IsPositive || rule.LegalEffect == "lapse" ? CaseRefusals.InterventionPeriodOver(target.Words.Zh, target.Words.En, rule.Title.Zh, rule.Title.En) : CaseRefusals.InterventionAgainstHold(target.Words.Zh, target.Words.En);
        }
        return null;
    }

    /// <summary>A hold that was a deduction before has one length, and nobody renews or extends it (P-7).</summary>
    public override Refusal? NotProlonged(int length) => Case.HoldTurnedBack && length > HoldPeriod.RemittedDays ? CaseRefusals.TurnedBackHoldEnds(HoldPeriod.RemittedDays) : null;

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
    public const string NoticeDrafted = "notice-drafted";
    public const string HearingAppointed = "hearing-appointed";
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
    public const string ReopeningPut = "reopening-put-to-vote";
    public const string Instalment = "instalment";
    public const string ReferralResult = "referral-result";
    public const string ReferralTakenUp = "referral-taken-up";

    public static string Asking(string trigger) => "ask:" + trigger;
}

/// <summary>What a notice or a decision says: the case, the base, the band, and what is done (D-5: bound by its digest).</summary>
/// <param name="V">The base: of the contract, or the member's share of it.</param>
/// <param name="Proposed">What the percentage of it comes to, at most what a decision came to that was sent back on review.</param>
/// <param name="Member">Against one member of a consortium: who, with his share and V of the whole contract, so that the base can be computed again.</param>
public sealed record SanctionPaper(
    long Case, string Number, int Paper, long Contract, string Act, DateOnly ActDay, Money V, Ratio BandMin, Ratio BandMax, Money Proposed, Money DocumentedLoss, CaseSanction Sanction,
    MemberBase? Member = null);

/// <summary>The base of a case against one member of a consortium: <c>floor(V of the contract × share / 10⁶)</c> (C-3, P-4).</summary>
public sealed record MemberBase(long Party, Ratio Share, Money ContractV)
{
    public static MemberBase? Of(PenaltyCase @case)
    {
        ArgumentNullException.ThrowIfNull(@case);
        return @case.Share is { } share ? new(@case.Party.Value, share, @case.ContractV) : null;
    }
}

/// <summary>How much is held and why so much, bound by its digest (P-5): <c>Bound = min(V, floor(V × band max / 10⁶) + claimed loss)</c> and never more than V of the day, of which <paramref name="Held"/> was there.</summary>
/// <param name="Member">As in <see cref="SanctionPaper"/>.</param>
public sealed record HoldPaper(long Case, string Number, int Paper, long Contract, Money V, Ratio BandMax, Money ClaimedLoss, Money Bound, Money Held, MemberBase? Member);

public static class CaseReading
{
    extension(IntegrityDb db)
    {
        /// <summary>A case with all that belongs to it, tracked; null where there is none.</summary>
        public async Task<CaseFile?> CaseFileOf(CaseId id, DateOnly today, CancellationToken cancel)
        {
            if (await db.PenaltyCases.SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } found) return null;
            var matters = (await db.Matters.Where(m => m.PenaltyCase == id).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(cancel)).ConvertAll(m => (ProcessId)m);
            return new CaseFile
            {
                Case = found,
                Machine = await db.MachineOf(found.DefinitionHash, cancel),
                Books = (await db.BooksOf(found.Contract, today, cancel))!,
                ClauseSignedOn = await db.IntegrityContracts.Where(i => i.Id == found.IntegrityContract).Select(i => i.SignedOn).SingleAsync(cancel),
                Calendar = await new Calendars(db).Current(cancel),
                Steps = await db.CaseSteps.Where(x => x.Process == id).OrderBy(x => x.Number).ToListAsync(cancel),
                OfMatters = matters.Count == 0 ? [] : await db.CaseSteps.AsNoTracking().Where(x => matters.Contains(x.Process)).OrderBy(x => x.Process).ThenBy(x => x.Number).ToListAsync(cancel),
                Findings = await db.CaseFindings.Where(x => x.PenaltyCase == id).OrderBy(x => x.Number).ToListAsync(cancel),
                Papers = await db.CasePapers.Where(x => x.PenaltyCase == id).OrderBy(x => x.Number).ToListAsync(cancel),
                Tasks = await db.CaseTasks.Where(x => x.PenaltyCase == id).OrderBy(x => x.Number).ToListAsync(cancel),
                Defences = await db.CaseDefences.Where(x => x.PenaltyCase == id).OrderBy(x => x.Number).ToListAsync(cancel),
                Instalments = await db.CaseInstalments.Where(x => x.PenaltyCase == id).OrderBy(x => x.Paper).ThenBy(x => x.Number).ToListAsync(cancel),
                Deadlines = await db.CaseDeadlines.Where(x => x.Process == id).OrderBy(x => x.Id).ToListAsync(cancel),
            };
        }

        /// <summary>Who could chair the hearing of a case: he holds the duty and took no part in it so far (P-6, D-4).</summary>
        public async Task<IReadOnlyList<Official>> MayChair(CaseFile file, DateOnly today, CancellationToken cancel) =>
            [.. (await db.Officials.AsNoTracking().Where(o => o.Active && o.Party == null).OrderBy(o => o.Id).ToListAsync(cancel)).Where(o => o.Has(Duty.ReviewCases) && file.MayChair(o, today))];

        /// <summary>What the last reversal gave back of a loss that had been set off, while no new decision stands; a remission holds it instead (P-5, P-7).</summary>
        public async Task<Money> LossOpenAgain(PenaltyCase @case, CancellationToken cancel)
        {
            ArgumentNullException.ThrowIfNull(@case);
            if (@case.ReversedOn is not { } on) return Money.Zero;
            var (contract, id) = (@case.Contract.Value, @case.Id.Value);
            return new(await db.Set<Ledger.PostingRow>().Where(p => p.Owner == contract && p.Account == Account.SetOff && p.Subject == id && p.Fen > 0 && p.Day == on).SumAsync(p => p.Fen, cancel));
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
