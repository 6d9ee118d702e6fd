using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases.Documents;

/// <summary>A decision as it was taken: what is done, by whom, and the hash to which it is bound (D-5).</summary>
/// <param name="Sanction">What is done.</param>
/// <param name="Digest">SHA-256 of the paper that was voted on.</param>
/// <param name="By">The body, with the meeting or the superior body's document.</param>
/// <param name="On">The day of it.</param>
/// <param name="Proposed">V × p, floored: before the cap and before what is there.</param>
/// <param name="Deducted">What was deducted when it was served; null before.</param>
/// <param name="SetOff">Of the admitted loss, then too.</param>
/// <param name="Plan">The instalments as they were fixed when it was served; none before, and where it is taken at once.</param>
/// <param name="Claim">What was not there to be taken: a claim outside the payables (P-4).</param>
public sealed record DecidedFacts(
    CaseSanction Sanction, string Digest, Words By, DateOnly On, Money Proposed, Money? Deducted, Money SetOff, IReadOnlyList<PlannedInstalment> Plan, Money Claim)
{
    /// <summary>What the cap kept from being taken; nothing claims it. Right when the service is proved, before a later instalment falls short.</summary>
    public Money AboveCap => Deducted is { } now ? Proposed - (Plan.Count > 1 ? Plan.Sum(p => p.Amount) : now) - Claim : Money.Zero;
}

/// <param name="Outcome">What the review came to.</param>
/// <param name="AskedWhy">In the contractor's own words.</param>
/// <param name="Deducted">What was deducted and is given back.</param>
/// <param name="SetOff">What was set off and is given back.</param>
/// <param name="Claim">A claim outside the payables as it was before: dropped, or upheld with the decision (P-4).</param>
/// <param name="Interest">As far as it was paid for when the review was taken over.</param>
/// <param name="Waits">Part of the catch-up waits for money: its interest runs until it is paid.</param>
/// <param name="Cancelled">How many instalments are not taken any more.</param>
/// <param name="Decided">What the decision under review contained.</param>
/// <param name="Reviewed">The decision under review as it was handed over.</param>
public sealed record ReviewFacts(
    ReviewOutcome Outcome, string Reasons, DateOnly AskedOn, string? AskedWhy, Words By, DateOnly On, string Digest, Money Deducted, Money SetOff, Money Claim,
    Money Interest, bool Waits, int Cancelled, CaseSanction? Decided, OfficialDocument? Reviewed);

/// <summary>A decision that was sent back on review, and the review that did it, each by the number and day of its paper (P-6).</summary>
public sealed record SentBackFacts(Words Title, string Decision, DateOnly DecidedOn, string Review, DateOnly SentBackOn);

/// <summary>What a review found: how many postings the contract had, how many instalments were still to be taken, and the claim outside the payables.</summary>
public sealed record BeforeReview(int Postings, int Instalments, Money Claim, CaseSanction? Decided)
{
    public static BeforeReview Of(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new(file.Books.Postings.Count, file.Instalments.Count(i => i.TakenOn is null && i.UndoneOn is null), file.Case.Shortfall, file.Decision);
    }
}

/// <summary>A letter of the case that was sent.</summary>
/// <param name="Organ">To whom.</param>
/// <param name="On">The day it was sent; what followed it has days of its own.</param>
/// <param name="Letter">The number under which it was sent; null where it was sent without one.</param>
public sealed record SentLetter(string Organ, DateOnly On, string? Letter);

/// <summary>What the documents of a case are made of, and nothing else: the kept facts, so that the same case gives the same document for ever.</summary>
public sealed record DocumentFacts
{
    public required Words Issuer { get; init; }
    public required string CaseNumber { get; init; }
    public required string PartyName { get; init; }

    /// <summary>A person's number is masked.</summary>
    public required string PartyCode { get; init; }

    public required bool IsPerson { get; init; }
    public required string ContractNumber { get; init; }
    public required string ContractName { get; init; }
    public required string IntegrityNumber { get; init; }
    public required DateOnly IntegritySignedOn { get; init; }

    /// <summary>The leading member, who signed for the consortium and is paid, where the party is another member (C-3).</summary>
    public string? LeadingName { get; init; }
    public required string Act { get; init; }
    public required DateOnly ActDay { get; init; }
    public required int Severity { get; init; }
    public required PenaltyBand Band { get; init; }
    public required Ratio Cap { get; init; }
    /// <summary>What is left of the cap now, after all deductions under the contract (C-4).</summary>
    public required Money CapLeft { get; init; }

    /// <summary>What the decision came to that was sent back on review (P-6).</summary>
    public Money? Ceiling { get; init; }

    /// <summary>That decision and its review; null where none was sent back, and where the case was opened again since.</summary>
    public SentBackFacts? SentBack { get; init; }

    public required Money V { get; init; }

    /// <summary>The share and the contract's V of which the base is taken, where the party is one member of a consortium (C-3).</summary>
    public MemberBase? Member { get; init; }

    /// <summary>V of the whole contract as it would be frozen now.</summary>
    public required Money ContractVToday { get; init; }

    public required Money DocumentedLoss { get; init; }

    /// <summary>What was found, without the staff side, whose names are sealed (P-11).</summary>
    public required IReadOnlyList<CaseFinding> Found { get; init; }

    /// <summary>Of them what the notice told, and the decision rests on.</summary>
    public required IReadOnlyList<CaseFinding> Told { get; init; }

    /// <summary>Whether there is a staff side, of which no more is said (P-2, P-11).</summary>
    public required bool HasStaffSide { get; init; }

    /// <summary>The notice as it was served, and as it is written for the next service.</summary>
    public OfficialDocument? Notice { get; init; }

    public OfficialDocument? Drafted { get; init; }

    /// <summary>What proves their service, as it was written when they were served.</summary>
    public OfficialDocument? NoticeService { get; init; }

    public OfficialDocument? DecisionService { get; init; }

    /// <summary>The decision as it was written when it was taken.</summary>
    public OfficialDocument? Decision { get; init; }

    /// <summary>Whether the notice that was served proposes a deduction, whose base is V.</summary>
    public bool DeductionProposed { get; init; }

    public DateOnly? NoticeServedOn { get; init; }
    public string? NoticeProof { get; init; }

    /// <summary>How it was served, where not by hand.</summary>
    public PublicNoticeShown? NoticePosted { get; init; }

    public PublicNoticeShown? DecisionPosted { get; init; }

    /// <summary>Which notice and which decision of the case it is, from 1: a remission brings others.</summary>
    public int NoticeCount { get; init; } = 1;

    /// <summary>How many were served so far.</summary>
    public int NoticesServed { get; init; }

    /// <summary>Of the notice of a hearing that would be written now: each appointment has its own number.</summary>
    public int HearingCount { get; init; } = 1;

    public int DecisionCount { get; init; } = 1;

    /// <summary>Last day of the statement and defence (P-6).</summary>
    public LimitDay? StatementLast { get; init; }

    public int StatementDays { get; init; }
    public int HearingAskDays { get; init; }

    /// <summary>Last day to ask for a hearing; null where none is held on such a penalty.</summary>
    public LimitDay? HearingAskLast { get; init; }

    /// <summary>The notice of the hearing, as it was written when the hearing was appointed.</summary>
    public OfficialDocument? HearingNotice { get; init; }


    public DateOnly? HearingHeldOn { get; init; }
    public required IReadOnlyList<CaseDefence> Defences { get; init; }

    /// <summary>The party waived its defence to the last notice by a signed paper; null where it did not (P-6).</summary>
    public DateOnly? WaivedOn { get; init; }
    public DateOnly? LegalReviewOn { get; init; }
    public DecidedFacts? Decided { get; init; }
    public DateOnly? DecisionServedOn { get; init; }
    public string? DecisionProof { get; init; }

    /// <summary>The last lawful day of publication, and the review period counted from it.</summary>
    public LimitDay? PublishLast { get; init; }

    public int PublishDays { get; init; }
    public int ReviewDays { get; init; }
    public LimitDay? ReviewLast { get; init; }
    public DateOnly? ReferredOn { get; init; }

    /// <summary>To whom the recommendation and the referral went, and when; null while they are to be sent.</summary>
    public SentLetter? RecommendationSent { get; init; }

    public SentLetter? ReferralSent { get; init; }

    /// <summary>The referral as it was handed over, and until then the papers that would go with it, each with its SHA-256.</summary>
    public OfficialDocument? Referral { get; init; }

    public IReadOnlyList<(Words Title, string Sha256)> Packet { get; init; } = [];

    /// <summary>The decision on the last review, as it was written when it was taken over; null while one is pending.</summary>
    public OfficialDocument? Review { get; init; }

    /// <summary>Which review of the case the next one is, from 1.</summary>
    public int ReviewCount { get; init; } = 1;
}

public static class DocumentFactsReading
{
    private static readonly string[] Reviews = ["UPHELD", "REVOKED", "REMITTED"];

    extension(IntegrityDb db)
    {
        /// <summary>The facts of a case's documents.</summary>
        public async Task<DocumentFacts> DocumentFactsOf(CaseFile file, CancellationToken cancel)
        {
            ArgumentNullException.ThrowIfNull(file);
            var (c, contract, calendar, definition) = (file.Case, file.Books.Contract, file.Calendar, file.Definition);
            var party = await db.Counterparties.AsNoTracking().SingleAsync(p => p.Id == c.Party, cancel);
            var integrity = await db.IntegrityContracts.AsNoTracking().SingleAsync(i => i.Id == c.IntegrityContract, cancel);
            var holder = await db.PayingAccounts.AsNoTracking().OrderBy(a => a.Id).Select(a => a.Holder).FirstOrDefaultAsync(cancel);
            var held = Day(file.Steps.FindLast(s => s.Event == "HEARING_HELD"));
            var appointed = file.Papers.FindLast(p => p.Kind == CasePaperKind.HearingNotice) is { } paper ? CanonicalJson.Read<AppointedHearing>(paper.Text)! : null;
            var referred = file.Steps.Find(s => s.StateBefore != s.StateAfter && s.StateAfter == "judicialReferral");
            var taken = file.Steps.FindLast(s => s.Event == "DECIDE" && s.StateAfter != "underReview");
            // What was decided before a remission or a reopening is not the decision on the paper that is put to the vote now.
            var decided = c.DecisionPaper is null || taken is null || file.Steps.Exists(s => s.Number > taken.Number && s.Actions.Contains("bindPapers", StringComparison.Ordinal)) ? null : await Decided(db, file, cancel);
            LimitDay? Working(DateOnly? from, string deadline) =>
                from is { } day && definition.Deadlines.TryGetValue(deadline, out var rule) ? calendar.AddWorkingDays(day, rule.Length) : null;
            int Length(string deadline) => definition.Deadlines.TryGetValue(deadline, out var rule) ? rule.Length : 0;
            OfficialDocument? Last(CasePaperKind kind) => file.Papers.FindLast(p => p.Kind == kind) is { } paper ? CanonicalJson.Read<OfficialDocument>(paper.Text) : null;
            var publish = Working(c.DecisionServedOn, "publishDue");
            var facts = new DocumentFacts
            {
                Issuer = holder is null ? new("公路局", "The highway bureau") : new(holder, holder),
                CaseNumber = c.Number,
                PartyName = party.Name,
                PartyCode = party.IsPerson && party.Code.Length == 18 ? string.Concat(party.Code.AsSpan(0, 6), "********", party.Code.AsSpan(14)) : party.Code,
                IsPerson = party.IsPerson,
                ContractNumber = contract.Number,
                ContractName = contract.Name,
                IntegrityNumber = integrity.Number,
                IntegritySignedOn = integrity.SignedOn,
                LeadingName = c.Party == contract.Party ? null : await db.Counterparties.AsNoTracking().Where(p => p.Id == contract.Party).Select(p => p.Name).SingleAsync(cancel),
                Act = c.Act,
                ActDay = c.ActDay,
                Severity = c.Severity,
                Band = c.Band,
                Cap = c.Cap,
                CapLeft = DeductionCap.Left(contract.Amount, c.Cap, file.Books.Balance.Deducted - file.Books.Balance.Reversed, await db.PlannedUnder(c.Contract, cancel)),
                Ceiling = file.Ceiling,
                SentBack = file.SentBackTexts is { } back ? SentBackBy(CanonicalJson.Read<OfficialDocument>(back.Decision.Text)!, CanonicalJson.Read<OfficialDocument>(back.Review.Text)!) : null,
                V = c.V,
                Member = MemberBase.Of(c),
                ContractVToday = PenaltyBase.Of(file.Books.Balance),
                DocumentedLoss = c.DocumentedLoss,
                Found = [.. file.Findings.Where(f => f.Leg != CaseLeg.StaffMatter)],
                Told = [.. file.Noticed.Where(f => f.Leg != CaseLeg.StaffMatter)],
                HasStaffSide = file.Findings.Exists(f => f.Leg == CaseLeg.StaffMatter),
                Notice = file.ServedNotice?.Document,
                Drafted = file.Draft?.Document,
                Decision = decided is not null && file.Papers.FindLast(p => p.Kind == CasePaperKind.DecisionText) is { } text ? CanonicalJson.Read<OfficialDocument>(text.Text) : null,
                NoticeService = c.NoticeServedOn is null ? null : Last(CasePaperKind.NoticeService),
                DecisionService = c.DecisionServedOn is null ? null : Last(CasePaperKind.DecisionService),
                DeductionProposed = file.Notice?.Deduction is not null,
                NoticeServedOn = c.NoticeServedOn,
                NoticeProof = file.Steps.FindLast(s => s.Event == "SERVE_NOTICE")?.Document,
                NoticePosted = PublicNoticeShown.Serving(file, decision: false),
                DecisionPosted = PublicNoticeShown.Serving(file, decision: true),
                NoticesServed = file.Papers.Count(p => p.Kind == CasePaperKind.Notice),
                NoticeCount = Math.Max(1, file.Papers.Count(p => p.Kind == CasePaperKind.Notice)),
                HearingCount = file.Papers.Count(p => p.Kind == CasePaperKind.HearingNotice) + 1,
                DecisionCount = Math.Max(1, file.Steps.Count(s => s.Event == "DECIDE" && s.StateAfter == "decided")),
                StatementLast = c.NoticeServedOn is not null ? CaseRequirements.LastOfStatement(file) : null,
                StatementDays = Length("statementPeriod"),
                HearingAskDays = (int)file.Parameter("hearingRequestDays"),
                HearingAskLast = c.NoticeServedOn is not null && CaseRequirements.MayBeHeard(file) ? CaseRequirements.LastToAskForHearing(file) : null,
                HearingNotice = appointed?.Document,
                // It was held when it was appointed for; the record may be handed in later.
                HearingHeldOn = held is not null && appointed?.Hearing.Day <= held ? appointed.Hearing.Day : held,
                Defences = file.Defences,
                WaivedOn = CaseRequirements.Waived(file)?.HappenedOn,
                LegalReviewOn = file.Tasks.FindLast(t => t.Code == "legal-review" && t.IsDone)?.DoneOn,
                Decided = decided,
                DecisionServedOn = c.DecisionServedOn,
                DecisionProof = file.Steps.FindLast(s => s.Event == "SERVE_DECISION")?.Document,
                PublishLast = publish,
                PublishDays = Length("publishDue"),
                ReviewDays = Length("reviewPeriod"),
                ReviewLast = Working(publish?.Day, "reviewPeriod"),
                ReferredOn = Day(referred) ?? (decided is { Sanction.Referral: true } ? Day(taken) : null) ?? await db.ReferralApprovedOn(c.Id, cancel),
                RecommendationSent = await Sent(db, c.Id, MatterKind.Recommendation, cancel),
                ReferralSent = await Sent(db, c.Id, MatterKind.Referral, cancel),
                Review = LastOf(file, "LODGE_REVIEW") < LastOf(file, Reviews) && file.Papers.FindLast(p => p.Kind == CasePaperKind.ReviewText) is { } reviewed ? CanonicalJson.Read<OfficialDocument>(reviewed.Text) : null,
                ReviewCount = file.Papers.Count(p => p.Kind == CasePaperKind.ReviewText) + 1,
            };
            if (facts.ReferredOn is null) return facts;
            return await db.PacketSentFor(c.Id, cancel) is { } sent ? facts with { Referral = CanonicalJson.Read<OfficialDocument>(sent.Letter) }
                : facts with { Packet = [.. (await db.PacketPapersOf(file, facts, null, cancel)).Select(p => (p.Title, p.Sha256))] };
        }

        private async Task<SentLetter?> Sent(CaseId id, MatterKind kind, CancellationToken cancel)
        {
            if (await db.Matters.AsNoTracking().OrderBy(m => m.Id).LastOrDefaultAsync(m => m.PenaltyCase == id && m.Kind == kind, cancel) is not { Organ: { } organ } matter) return null;
            ProcessId process = matter.Id;
            var sent = await db.CaseSteps.AsNoTracking().OrderBy(s => s.Number).FirstOrDefaultAsync(s => s.Process == process && s.Event == "SEND", cancel);
            return sent is null ? null : new(organ, sent.HappenedOn, matter.Letter);
        }

        private async Task<DecidedFacts> Decided(CaseFile file, CancellationToken cancel)
        {
            var paper = file.Read(file.Case.DecisionPaper)!;
            var (by, on) = await db.WhoDecided(file.Case.DecisionItem!.Value, cancel);
            // Of several services, be they of one day, what was given back since belongs to none that stands.
            var (served, id) = (file.Case.DecisionServedOn is null ? null : Day(file.Steps.FindLast(s => s.Event == "SERVE_DECISION")), file.Case.Id.Value);
            var back = file.Books.Postings.Where(p => p.Account is Account.Penalty or Account.SetOff && p.Subject == id && p.Fen > 0).Select(p => p.Entry).DefaultIfEmpty().Max();
            Money Taken(Account account) => new(-file.Books.Postings.Where(p => p.Account == account && p.Subject == id && p.Day == served && p.Entry > back && p.Fen < 0).Sum(p => p.Fen));
            return new(paper.Sanction, file.DecisionDigest!, by, on, paper.Proposed, served is null ? null : Taken(Account.Penalty), Taken(Account.SetOff),
                [.. file.Instalments.Where(i => i.Paper == file.Case.DecisionPaper).Select(i => new PlannedInstalment(i.Number, i.DueOn, i.Amount))], file.Case.Shortfall);
        }

        /// <summary>What a review came to, at the moment at which it is taken over.</summary>
        /// <param name="file">The case, moved already.</param>
        /// <param name="review">The paper that was decided, with its digest.</param>
        /// <param name="item">The item that decided it.</param>
        /// <param name="before">What it found: what is new came of it.</param>
        /// <param name="cancel">Stops it.</param>
        public async Task<ReviewFacts> ReviewFactsOf(CaseFile file, (ReviewPaper Paper, string Digest) review, ItemId item, BeforeReview before, CancellationToken cancel)
        {
            ArgumentNullException.ThrowIfNull(file);
            ArgumentNullException.ThrowIfNull(before);
            var asked = file.Steps.FindLast(s => s.Event == "LODGE_REVIEW")!;
            var done = file.Steps.FindLast(s => Reviews.Contains(s.Event))!;
            var ((by, on), outcome) = (await db.WhoDecided(item.Value, cancel), review.Paper.Outcome);
            Money Restored(Account account) => new(file.Books.Postings.Skip(before.Postings).Where(p => p.Account == account && p.Subject == file.Case.Id.Value && p.Fen > 0).Sum(p => p.Fen));
            return new(outcome, review.Paper.Reasons, BureauTime.DayOf(asked.At), asked.Words, by, on, review.Digest, Restored(Account.Penalty), Restored(Account.SetOff), before.Claim,
                Restored(Account.InterestCost), done.Actions.Contains(CaughtUp.Waits, StringComparison.Ordinal),
                before.Instalments - file.Instalments.Count(i => i.TakenOn is null && i.UndoneOn is null), before.Decided,
                file.Papers.FindLast(p => p.Kind == CasePaperKind.DecisionText) is { } reviewed ? CanonicalJson.Read<OfficialDocument>(reviewed.Text) : null);
        }

        private async Task<(Words By, DateOnly On)> WhoDecided(long item, CancellationToken cancel)
        {
            var found = (await db.WholeItem(ItemId.From(item), cancel))!;
            if (found.DecidedAbove is { } above)
            {
                var superior = await db.Set<SuperiorDecision>().AsNoTracking().SingleAsync(s => s.Id == above, cancel);
                return (new($"{superior.BodyName}（{superior.DocumentNumber}）", $"{superior.BodyName} ({superior.DocumentNumber})"), superior.DocumentDay);
            }
            var meeting = await db.Meetings.AsNoTracking().SingleAsync(m => m.Id == found.Meeting, cancel);
            return (new($"本局领导班子会议（〔{meeting.Year}〕第{meeting.Number}号会议纪要）", $"the leadership group (minutes no. {meeting.Number} of {meeting.Year})"), meeting.Day);
        }
    }

    // Both are dated when they are written.
    private static SentBackFacts SentBackBy(OfficialDocument decision, OfficialDocument review) => new(decision.Title, decision.Number, decision.Day!.Value, review.Number, review.Day!.Value);

    /// <summary>The number of the last such step; 0 where there was none.</summary>
    private static int LastOf(CaseFile file, params IReadOnlyList<string> events) => file.Steps.FindLast(s => events.Contains(s.Event))?.Number ?? 0;

    private static DateOnly? Day(CaseStep? step) => step is null ? null : BureauTime.DayOf(step.At);
}
