using Integrity.Domain.Identity;
using Integrity.Domain.Parties;

namespace Integrity.Domain.Cases;

public enum MatterKind
{
    /// <summary>What may be a crime goes to the judiciary (P-9).</summary>
    Referral = 1,

    /// <summary>The city market is advised to exclude the firm; it blocks nothing by itself (P-8).</summary>
    Recommendation = 2,

    /// <summary>The firm is kept out of the bureau's own market for a time (P-8).</summary>
    Exclusion = 3,

    /// <summary>What the bureau's own staff did goes to the discipline organ (P-11).</summary>
    StaffMatter = 4,
}

/// <summary>What comes out of a penalty case and has a life of its own under a definition of its own (P-8, P-9, P-11).</summary>
public sealed class Matter : IProcess
{
    /// <summary>Longest name of an organ, number of a letter, or list of names. Unit: characters.</summary>
    public const int LongestText = 500;

    private Matter() { }

    public MatterId Id { get; private init; }
    ProcessId IProcess.Process => Id;
    public MatterKind Kind { get; private init; }
    public string Number { get; private init; } = "";
    public CaseId PenaltyCase { get; private init; }
    public CounterpartyId Party { get; private init; }
    public string DefinitionHash { get; private set; } = "";
    public string State { get; private set; } = "";
    public bool Ended { get; private set; }
    public DateOnly OpenedOn { get; private init; }

    /// <summary>The paper of the case that is put to the leadership group, and its item.</summary>
    public int? VotePaper { get; private set; }

    public long? VoteItem { get; private set; }

    /// <summary>The organ to which it was sent or handed over, the number of the letter, and the day.</summary>
    public string? Organ { get; private set; }

    public string? Letter { get; private set; }
    public DateOnly? SentOn { get; private set; }

    /// <summary>From what the firm is kept out, and for how long. Unit: years.</summary>
    public string? Scope { get; private init; }

    public int? Years { get; private init; }

    /// <summary>The bar that is registered now, or was last.</summary>
    public ExclusionId? Exclusion { get; private set; }

    /// <summary>The first day of the first bar; the term counts from it, whatever interrupts it.</summary>
    public DateOnly? StartedOn { get; private set; }

    /// <summary>Who alone may read the names.</summary>
    public OfficialId? Handler { get; private set; }

    /// <summary>The names of the people involved, encrypted.</summary>
    public string? SealedNames { get; private set; }

    public static Matter Open(
        MatterId id, MatterKind kind, string number, PenaltyCase @case, string definitionHash, string state, DateOnly today, ExclusionTerms? terms = null)
    {
        ArgumentNullException.ThrowIfNull(@case);
        return new()
        {
            Id = id, Kind = kind, Number = number, PenaltyCase = @case.Id, Party = @case.Party, DefinitionHash = definitionHash, State = state, OpenedOn = today,
            Scope = terms?.Scope, Years = terms?.Years, Handler = kind == MatterKind.StaffMatter ? @case.FlaggedBy : null,
        };
    }

    /// <summary>A contractor sees the exclusion that is his own, and no other matter.</summary>
    public bool IsFor(long party) => Kind == MatterKind.Exclusion && Party.Value == party;

    public void MoveTo(string state, bool ends) => (State, Ended) = (state, ends);

    /// <summary>Brought to another version of its definition.</summary>
    public void Migrate(string definitionHash, string state) => (DefinitionHash, State) = (definitionHash, state);

    public void PutToVote(int paper, long item) => (VotePaper, VoteItem) = (paper, item);

    public void VoteTaken() => (VotePaper, VoteItem) = (null, null);

    public void Send(string? organ, string? letter, DateOnly on) => (Organ, Letter, SentOn) = (organ ?? Organ, letter ?? Letter, on);

    public void Bar(ExclusionId exclusion, DateOnly on) => (Exclusion, StartedOn) = (exclusion, StartedOn ?? on);

    /// <summary>Whoever writes the names down is from then on the one who may read them.</summary>
    public void Seal(string names, OfficialId handler) => (SealedNames, Handler) = (names, handler);
}

/// <summary>The packet of a referral as it was handed over: a ZIP that is never made anew (P-9).</summary>
/// <param name="Matter">The referral.</param>
/// <param name="Digest">Of the list in it.</param>
/// <param name="Content">The ZIP.</param>
/// <param name="Letter">The text of its letter, which the case goes on to show.</param>
public sealed record MatterPacket(MatterId Matter, string Digest, byte[] Content, string Letter);
