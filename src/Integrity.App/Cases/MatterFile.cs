using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>A matter with the case that it came out of, and its bar from the market where it has one.</summary>
public sealed class MatterFile : ProcessFile
{
    public required Matter Matter { get; init; }

    /// <summary>The case, with its findings, papers and decision.</summary>
    public required CaseFile Of { get; init; }

    /// <summary>The bars it laid, the earliest first, and those that continue them on a successor (C-8).</summary>
    public required List<MarketExclusion> Bars { get; init; }

    public override IProcess Process => Matter;

    public override IReadOnlyList<long> Abouts => [Matter.Id.Value, Of.Case.Id.Value];

    public override IReadOnlyDictionary<string, IReadOnlySet<OfficialId>> PartsIn => Together(ActedAs, Of.PartsIn);

    public override long Party => Matter.Party.Value;

    /// <summary>Whoever holds the hearing of the case, or held it, stays neutral in what comes out of it (P-6, D-4).</summary>
    protected override Refusal? KeptOut(OfficialId person) =>
        PartsIn.GetValueOrDefault("hearingChair")?.Contains(person) == true ? CaseRefusals.ChairDoesNotReview() : null;

    public override Words? WhyUnmet(string requirement, Given given) =>
        requirement == "packetListComplete" && Matter is { Kind: MatterKind.StaffMatter, SealedNames: null }
            ? new("涉及人员的姓名尚未密封。请由承办人先在“内容”中填写密封。", "The names of the people involved are not sealed yet; the handler writes them down first, under \"Content\".") : null;

    public override bool Holds(string requirement, Given given, DateOnly today) => MatterRequirements.Holds(requirement, this, given, today);

    public override DateOnly? DayOf(string anchor) => anchor switch
    {
        "evidence.decisionServedOn" => Of.Case.DecisionServedOn,
        // The first day of a bar counts as its own: the term ends on the day before that day of a later year (P-8).
        "exclusion.startedOn" => Matter.StartedOn?.AddDays(-1),
        _ => null,
    };

    /// <summary>It is barred while a bar is on record, and not before a packet that was handed over (P-8, P-9).</summary>
    public override Refusal? NotPutInto(StateNode target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var top = target.Path.Split('.')[0];
        var agrees = Matter.Kind switch
        {
            MatterKind.Exclusion => (top == "barred") == Bars.Exists(bar => bar.LiftedOn is null) && (top == "imposed") == (Matter.StartedOn is null),
            MatterKind.Referral => (top is "reported" or "approved") == (Matter.SentOn is null),
            _ => true,
        };
        return agrees ? null : CaseRefusals.InterventionAgainstRecord(target.Words.Zh, target.Words.En);
    }

    /// <summary>The decision sets the length of an exclusion inside the limits of the law.</summary>
    public override int LengthOf(DeadlineRule rule, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.From == "exclusion.startedOn" && Matter.Years is { } years ? years * 12 : rule.Length;
    }
}

/// <summary>Says of each requirement of a matter whether it is met.</summary>
/// <remarks>A name that is not here is not met, so nothing is let through that nobody has looked at.</remarks>
public static class MatterRequirements
{
    public static bool Holds(string requirement, MatterFile file, Given given, DateOnly today)
    {
        var (matter, @case) = (file.Matter, file.Of.Case);
        return requirement switch
        {
            "reasonGiven" or "conditionsWritten" => given.HasWords,
            // A referral is reported by the investigator and whoever confirmed the case with him (P-9).
            "secondPersonConfirmed" => given.SecondPerson || (matter.Kind == MatterKind.Referral && matter.State == "reported" && @case.ConfirmedBy is not null),
            "quorumMet" => given.QuorumMet,
            "recusalsRecorded" => given.RecusalsRecorded,
            "minutesAttached" => given.Minutes,
            "receiptAttached" or "filingNoticeAttached" or "refusalNoticeAttached" or "returnLetterAttached" or "judgmentAttached" or "replyAttached"
                or "evidenceAttached" or "successionProved" => given.HasDocument,
            "packetListComplete" => file.Of.Findings.Exists(f => f.Document is not null) && (matter.Kind == MatterKind.Referral || matter.SealedNames is not null),
            "decisionInEffect" => @case.DecisionServedOn is not null,
            "serviceProof" => given.HasDocument || @case.DecisionServedOn is not null,
            "letterNumbered" => !string.IsNullOrWhiteSpace(given.Letter),
            "reviewOver" => @case.Ended,
            "barInForce" => file.Bars.Exists(bar => bar.IsOn(today)),
            "noticeServed" => Noted(file, MatterEvents.Notice),
            "statementHeard" => Noted(file, MatterEvents.Statement),
            "namesSealed" => matter.SealedNames is not null,
            _ => false,
        };
    }

    /// <summary>Since the matter came into the step before its present one: a notice of an earlier breach proves nothing about a new one.</summary>
    private static bool Noted(MatterFile file, string what)
    {
        var since = file.Steps.FindLast(s => s.StateBefore != s.StateAfter && s.StateAfter == "conditionalRelease")?.Number ?? 0;
        return file.Steps.Exists(s => s.Number > since && s.Event == what);
    }
}

/// <summary>Names of things that happen in a matter and that no definition names.</summary>
public static class MatterEvents
{
    public const string Opened = "opened";
    public const string Notice = "notice";
    public const string Statement = "statement";
    public const string Sealing = "names-sealed";
    public const string PutToVote = "put-to-vote";

    /// <summary>As the definition of an exclusion names it (C-8).</summary>
    public const string Succeed = "SUCCEED";

    /// <summary>As the definition of a staff matter names it (P-11).</summary>
    public const string Answered = "ANSWERED";
}

public static class MatterReading
{
    extension(IntegrityDb db)
    {
        /// <summary>A matter with all that belongs to it, tracked; null where there is none.</summary>
        public async Task<MatterFile?> MatterFileOf(MatterId id, DateOnly today, CancellationToken cancel, CaseFile? of = null)
        {
            if (await db.Matters.SingleOrDefaultAsync(m => m.Id == id, cancel) is not { } found) return null;
            of ??= (await db.CaseFileOf(found.PenaltyCase, today, cancel))!;
            ProcessId process = id;
            return new MatterFile
            {
                Matter = found,
                Of = of,
                Machine = await db.MachineOf(found.DefinitionHash, cancel),
                Calendar = of.Calendar,
                Steps = await db.CaseSteps.Where(x => x.Process == process).OrderBy(x => x.Number).ToListAsync(cancel),
                Deadlines = await db.CaseDeadlines.Where(x => x.Process == process).OrderBy(x => x.Id).ToListAsync(cancel),
                Bars = await db.BarsFrom(found.Exclusion, cancel),
            };
        }
    }
}
