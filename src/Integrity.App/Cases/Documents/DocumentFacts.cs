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
public sealed record DecidedFacts(CaseSanction Sanction, string Digest, Words By, DateOnly On, Money Proposed, Money? Deducted, Money SetOff, IReadOnlyList<PlannedInstalment> Plan);

/// <param name="Outcome">What the review came to.</param>
/// <param name="AskedWhy">In the contractor's own words.</param>
/// <param name="Restored">What was deducted or set off and is given back.</param>
/// <param name="Cancelled">How many instalments are not taken any more.</param>
public sealed record ReviewFacts(
    ReviewOutcome Outcome, string Reasons, DateOnly AskedOn, string? AskedWhy, Words By, DateOnly On, string Digest, Money Restored, Money Interest, int Cancelled);

/// <summary>A letter of the case that was sent.</summary>
/// <param name="Organ">To whom.</param>
/// <param name="On">The day it was sent; what followed it has days of its own.</param>
public sealed record SentLetter(string Organ, DateOnly On);

/// <param name="Name">What it is.</param>
/// <param name="Digest">SHA-256.</param>
public sealed record PacketPaper(Words Name, string Digest);

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
    public required string Act { get; init; }
    public required DateOnly ActDay { get; init; }
    public required int Severity { get; init; }
    public required PenaltyBand Band { get; init; }
    public required Ratio Cap { get; init; }
    public required Money V { get; init; }

    /// <summary>The share and the contract's V of which the base is taken, where the party is one member of a consortium (C-3).</summary>
    public MemberBase? Member { get; init; }

    /// <summary>V of the whole contract as it would be frozen now.</summary>
    public required Money ContractVToday { get; init; }

    public required Money DocumentedLoss { get; init; }

    /// <summary>What was found, without the staff side, whose names are sealed (P-11).</summary>
    public required IReadOnlyList<CaseFinding> Found { get; init; }

    /// <summary>Whether there is a staff side, of which no more is said (P-2, P-11).</summary>
    public required bool HasStaffSide { get; init; }

    /// <summary>The notice as it was served, and as it is written for the next service.</summary>
    public OfficialDocument? Notice { get; init; }

    public OfficialDocument? Drafted { get; init; }

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
    public required IReadOnlyList<PacketPaper> Packet { get; init; }
    public ReviewFacts? Review { get; init; }
}

public static class DocumentFactsReading
{
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
            var referred = file.Steps.Find(s => s.StateBefore != s.StateAfter && s.StateAfter == "judicialReferral");
            var taken = file.Steps.FindLast(s => s.Event == "DECIDE" && s.StateAfter != "underReview");
            // What was decided before a remission or a reopening is not the decision on the paper that is put to the vote now.
            var decided = c.DecisionPaper is null || taken is null || file.Steps.Exists(s => s.Number > taken.Number && s.Actions.Contains("bindPapers", StringComparison.Ordinal)) ? null : await Decided(db, file, cancel);
            LimitDay? Working(DateOnly? from, string deadline) =>
                from is { } day && definition.Deadlines.TryGetValue(deadline, out var rule) ? calendar.AddWorkingDays(day, rule.Length) : null;
            int Length(string deadline) => definition.Deadlines.TryGetValue(deadline, out var rule) ? rule.Length : 0;
            var publish = Working(c.DecisionServedOn, "publishDue");
            return new()
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
                Act = c.Act,
                ActDay = c.ActDay,
                Severity = c.Severity,
                Band = c.Band,
                Cap = c.Cap,
                V = c.V,
                Member = MemberBase.Of(c),
                ContractVToday = PenaltyBase.Of(file.Books.Balance),
                DocumentedLoss = c.DocumentedLoss,
                Found = [.. file.Findings.Where(f => f.Leg != CaseLeg.StaffMatter)],
                HasStaffSide = file.Findings.Exists(f => f.Leg == CaseLeg.StaffMatter),
                Notice = file.ServedNotice?.Document,
                Drafted = file.Draft?.Document,
                Decision = decided is not null && file.Papers.FindLast(p => p.Kind == CasePaperKind.DecisionText) is { } text ? CanonicalJson.Read<OfficialDocument>(text.Text) : null,
                DeductionProposed = file.Notice?.Deduction is not null,
                NoticeServedOn = c.NoticeServedOn,
                NoticeProof = file.Steps.FindLast(s => s.Event == "SERVE_NOTICE")?.Document,
                NoticePosted = PublicNoticeShown.Serving(file, decision: false),
                DecisionPosted = PublicNoticeShown.Serving(file, decision: true),
                NoticeCount = Math.Max(1, file.Papers.Count(p => p.Kind == CasePaperKind.Notice)),
                DecisionCount = Math.Max(1, file.Steps.Count(s => s.Event == "DECIDE" && s.StateAfter == "decided")),
                StatementLast = Working(c.NoticeServedOn, "statementPeriod"),
                StatementDays = Length("statementPeriod"),
                HearingAskDays = (int)file.Parameter("hearingRequestDays"),
                HearingAskLast = c.NoticeServedOn is { } served && CaseRequirements.MayBeHeard(file) ? calendar.AddWorkingDays(served, (int)file.Parameter("hearingRequestDays")) : null,
                HearingNotice = file.Papers.FindLast(p => p.Kind == CasePaperKind.HearingNotice) is { } appointed ? CanonicalJson.Read<AppointedHearing>(appointed.Text)!.Document : null,
                HearingHeldOn = held,
                Defences = file.Defences,
                LegalReviewOn = file.Tasks.FindLast(t => t.Code == "legal-review" && t.IsDone)?.DoneOn,
                Decided = decided,
                DecisionServedOn = c.DecisionServedOn,
                DecisionProof = file.Steps.FindLast(s => s.Event == "SERVE_DECISION")?.Document,
                PublishLast = publish,
                PublishDays = Length("publishDue"),
                ReviewDays = Length("reviewPeriod"),
                ReviewLast = Working(publish?.Day, "reviewPeriod"),
                ReferredOn = Day(referred) ?? (decided is { Sanction.Referral: true } ? Day(taken) : null),
                RecommendationSent = await Sent(db, c.Id, MatterKind.Recommendation, cancel),
                ReferralSent = await Sent(db, c.Id, MatterKind.Referral, cancel),
                Packet =
                [
                    .. file.Findings.Where(f => f.Document is not null).Select(f => new PacketPaper(new($"证据{Chinese.Of(f.Number)}", $"Evidence {f.Number}"), f.Document!)),
                    .. file.Papers.Where(p => p.Kind is CasePaperKind.Notice or CasePaperKind.Decision).Select(p => new PacketPaper(
                        p.Kind == CasePaperKind.Notice ? new("告知书底稿", "Text of the notice") : new("决定书底稿", "Text of the decision"), p.Digest)),
                ],
                Review = await Reviewed(db, file, cancel),
            };
        }

        private async Task<SentLetter?> Sent(CaseId id, MatterKind kind, CancellationToken cancel)
        {
            if (await db.Matters.AsNoTracking().OrderBy(m => m.Id).LastOrDefaultAsync(m => m.PenaltyCase == id && m.Kind == kind, cancel) is not { Organ: { } organ } matter) return null;
            ProcessId process = matter.Id;
            var sent = await db.CaseSteps.AsNoTracking().OrderBy(s => s.Number).FirstOrDefaultAsync(s => s.Process == process && s.Event == "SEND", cancel);
            return sent is null ? null : new(organ, BureauTime.DayOf(sent.At));
        }

        private async Task<DecidedFacts> Decided(CaseFile file, CancellationToken cancel)
        {
            var paper = file.Read(file.Case.DecisionPaper)!;
            var (by, on) = await db.WhoDecided(file.Case.DecisionItem!.Value, cancel);
            var served = file.Case.DecisionServedOn;
            Money Taken(Account account) => new(-file.Books.Postings.Where(p => p.Account == account && p.Subject == file.Case.Id.Value && p.Day == served && p.Fen < 0).Sum(p => p.Fen));
            return new(paper.Sanction, file.DecisionDigest!, by, on, paper.Proposed, served is null ? null : Taken(Account.Penalty), Taken(Account.SetOff),
                [.. file.Instalments.Where(i => i.Paper == file.Case.DecisionPaper).Select(i => new PlannedInstalment(i.Number, i.DueOn, i.Amount))]);
        }

        private async Task<ReviewFacts?> Reviewed(CaseFile file, CancellationToken cancel)
        {
            var asked = file.Steps.FindLast(s => s.Event == "LODGE_REVIEW");
            var done = file.Steps.FindLast(s => s.Event is "UPHELD" or "REVOKED" or "REMITTED");
            if (asked is null || done is null || done.Number < asked.Number || file.Case.ReviewItem is not { } item) return null;
            var (by, on) = await db.WhoDecided(item, cancel);
            var outcome = Enum.Parse<ReviewOutcome>(done.Event, ignoreCase: true);
            var paper = file.Papers.Where(p => p.Kind == CasePaperKind.Review).Select(p => (p.Digest, Read: CanonicalJson.Read<ReviewPaper>(p.Text)!)).Last(p => p.Read.Outcome == outcome);
            var day = BureauTime.DayOf(done.At);
            var restored = file.Books.Postings.Where(p => p.Account is Account.Penalty or Account.SetOff && p.Subject == file.Case.Id.Value && p.Day == day && p.Fen > 0).Sum(p => p.Fen);
            return new(outcome, paper.Read.Reasons, BureauTime.DayOf(asked.At), asked.Words, by, on, paper.Digest, new(outcome == ReviewOutcome.Upheld ? 0 : restored),
                outcome == ReviewOutcome.Revoked ? file.Case.ReversalInterest : Money.Zero, file.Instalments.Count(i => i.TakenOn is null && i.UndoneOn == day));
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

    private static DateOnly? Day(CaseStep? step) => step is null ? null : BureauTime.DayOf(step.At);
}
