using Integrity.Domain.Identity;

namespace Integrity.Domain.Cases;

/// <summary>One thing that happened in a case or a matter: kept for ever, in order.</summary>
/// <param name="Process">The case or the matter.</param>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Event">As the definition names it; what only prepares a step has a name of its own in small letters.</param>
/// <param name="Role">The role in which it was done; empty for the start.</param>
/// <param name="Actor">Who did it; null for a body or a clock.</param>
/// <param name="ActorName">As the journal writes it.</param>
/// <param name="At">When it was entered.</param>
/// <param name="HappenedOn">The day on which it happened, as the paper proves it; periods count from it (P-10).</param>
/// <param name="StateBefore">The state before.</param>
/// <param name="StateAfter">The state after.</param>
/// <param name="Actions">What was carried out, in order, each with what it did; <c>;</c> between them.</param>
/// <param name="Words">The reason or the words that were given.</param>
/// <param name="Document">SHA-256 of the paper that proves it.</param>
/// <param name="ActsFor">In whose place the actor acted (代); null for himself.</param>
public sealed record CaseStep(
    ProcessId Process, int Number, string Event, string Role, OfficialId? Actor, string ActorName, DateTime At, DateOnly HappenedOn, string StateBefore, string StateAfter, string Actions,
    string? Words, string? Document, OfficialId? ActsFor = null);

/// <summary>What a paper of a case is.</summary>
public enum CasePaperKind
{
    /// <summary>The notice of the proposed penalty, its facts and grounds (告知书).</summary>
    Notice = 1,

    /// <summary>What is put to the leadership group; its decision is bound to the digest (D-5).</summary>
    Decision = 2,

    /// <summary>The text that was published.</summary>
    Publication = 3,

    /// <summary>What is put to those who decide a review.</summary>
    Review = 4,

    Correction = 5,

    /// <summary>An extension of the hold, put to the leadership group (P-5).</summary>
    Extension = 6,

    /// <summary>A notice or decision posted in public (公告送达).</summary>
    PublicNotice = 7,

    /// <summary>A reopening, put to the leadership group (D-1).</summary>
    Reopening = 8,

    /// <summary>How much was held and why so much (P-5).</summary>
    Hold = 9,

    /// <summary>A notice of the proposed penalty, written out as it will be handed over; the last one is served (P-6).</summary>
    NoticeDraft = 10,

    /// <summary>The decision, written out when it was taken, as it will be handed over.</summary>
    DecisionText = 11,

    /// <summary>A hearing as it was appointed, with the notice of it (听证通知书).</summary>
    HearingNotice = 12,

    /// <summary>The decision on a review, written out when it was taken over, as the contractor gets it (复核决定书).</summary>
    ReviewText = 13,

    /// <summary>The proof that a notice was served, as it was written then (送达回证).</summary>
    NoticeService = 14,

    /// <summary>The proof that a decision was served, as it was written then (送达回证).</summary>
    DecisionService = 15,

    /// <summary>A step of what came out of the case, put to the leadership group (P-8, P-9).</summary>
    Matter = 20,
}

/// <summary>A paper of a case in its canonical text, bound by its digest; never changed.</summary>
public sealed record CasePaper(CaseId PenaltyCase, int Number, CasePaperKind Kind, string Text, string Digest, OfficialId WrittenBy, DateOnly Day);

/// <summary>A statement and defence of the contractor, and the answer to it: each one must be answered (P-6).</summary>
public sealed class CaseDefence
{
    private CaseDefence() { }

    public CaseId PenaltyCase { get; private init; }
    public int Number { get; private init; }
    public string Words { get; private init; } = "";
    public string? Document { get; private init; }
    public OfficialId RecordedBy { get; private init; }
    public DateOnly RecordedOn { get; private init; }
    public string? Answer { get; private set; }
    public OfficialId? AnsweredBy { get; private set; }
    public DateOnly? AnsweredOn { get; private set; }

    public static CaseDefence Of(CaseId @case, int number, string words, string? document, OfficialId by, DateOnly today) =>
        new() { PenaltyCase = @case, Number = number, Words = words, Document = document, RecordedBy = by, RecordedOn = today };

    public void AnswerWith(string answer, OfficialId by, DateOnly today) => (Answer, AnsweredBy, AnsweredOn) = (answer, by, today);
}

/// <summary>Work that a step of the procedure asks for before it can be left (P-6).</summary>
public sealed class CaseTask
{
    private CaseTask() { }

    public CaseId PenaltyCase { get; private init; }
    public int Number { get; private init; }
    public string Code { get; private init; } = "";

    /// <summary>No longer asked for: the case has left the step.</summary>
    public bool Closed { get; private set; }

    public string? Opinion { get; private set; }
    public string? Document { get; private set; }
    public OfficialId? DoneBy { get; private set; }
    public DateOnly? DoneOn { get; private set; }

    public bool IsDone => DoneOn is not null;

    public static CaseTask Open(CaseId @case, int number, string code) => new() { PenaltyCase = @case, Number = number, Code = code };

    public void Do(string opinion, string? document, OfficialId by, DateOnly today) => (Opinion, Document, DoneBy, DoneOn) = (opinion, document, by, today);

    public void Close() => Closed = true;
}
