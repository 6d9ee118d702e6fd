using System.Text.Json.Nodes;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Acts;

/// <summary>What an act may know of its caller, the time and its own place in the journal, and where it names what it touched.</summary>
public sealed class ActContext(Caller caller, Permit permit, DateTime now, long number, Counters counters)
{
    private readonly SortedSet<long> subjects = [];
    private readonly List<object> keptIfRefused = [];

    public Caller Caller => caller;

    /// <summary>The person who acts.</summary>
    /// <remarks>Errors: a fault in an act that the operator or a clock may call; those use <see cref="Caller"/>.</remarks>
    public Official Official => permit.Official ?? throw new InvalidOperationException("This act has no person as its actor.");

    public OfficialId Actor => Official.Id;

    /// <summary>In whose place the person acts (代); null when he acts for himself.</summary>
    public Official? For { get; private set; } = permit.For;

    /// <summary>Those in whose place he may act.</summary>
    public IReadOnlyList<Official> Absents { get; private set; } = permit.Absents;

    /// <summary>His own duties open the act; else he acts in another's place only.</summary>
    public bool Himself => permit.Himself;

    /// <summary>Says in whose place it is, once it is known whose step it is.</summary>
    public void ActFor(Official? absent) => For = absent;

    /// <summary>Where the one in whose place he acts does not do, acts for the first who does; says whether there is one. Nothing changes for whoever acts for himself.</summary>
    public bool ActsForOneWho(Func<Official, bool> does)
    {
        if (For is not { } absent || does(absent)) return true;
        if (Absents.FirstOrDefault(does) is not { } instead) return false;
        For = instead;
        return true;
    }

    /// <summary>Leaves one of them out, and says whether he may act still.</summary>
    public bool MayWithout(Official left)
    {
        Absents = [.. Absents.Where(absent => absent != left)];
        if (For == left) For = Absents.Count > 0 ? Absents[0] : null;
        return Himself || For is not null;
    }

    /// <summary>Whether one of these people acts now, himself or by another.</summary>
    public bool IsOneOf(IEnumerable<OfficialId?> people) => people.Any(person => person is { } one && (one == Actor || one == For?.Id));

    /// <summary>Read after the lock, never earlier than the last entry of the journal. UTC.</summary>
    public DateTime Now => now;

    /// <summary>The date in Asia/Shanghai.</summary>
    public DateOnly Today => BureauTime.DayOf(now);

    /// <summary>The number that this act's journal entry will have.</summary>
    public long Number => number;

    public IReadOnlyCollection<long> Subjects => subjects;

    /// <summary>What the act did to guarded rows, by range and root; part of the journal leaf.</summary>
    public JsonObject Effects { get; } = [];

    /// <summary>The payload holds something that nobody may read yet (a ballot): it is kept sealed and shown nowhere.</summary>
    public bool Sealed { get; private set; }

    public void Seal() => Sealed = true;

    /// <summary>Names a thing that this act changed: its version becomes this entry's number.</summary>
    public void Touch(long subject) => subjects.Add(subject);

    /// <summary>A row that stays on record although the act is refused: that it was attempted. It names nothing that this act makes.</summary>
    public void KeepIfRefused(object row) => keptIfRefused.Add(row);

    internal IReadOnlyList<object> KeptIfRefused => keptIfRefused;

    /// <summary>What was refused for another reason leaves nothing.</summary>
    internal void KeepNothing() => keptIfRefused.Clear();

    /// <summary>The next number of the bureau, for a new thing; the act names the thing as its subject.</summary>
    public async Task<TId> NewId<TId>(CancellationToken cancel) where TId : struct, IId<TId>
    {
        var id = await counters.Take(Counters.Objects, count: 1, cancel);
        Touch(id);
        return TId.From(id);
    }

    /// <summary>The first of <paramref name="count"/> numbers in a row, for the lines of a long list; they are no subjects.</summary>
    public Task<long> NewNumbers(long count, CancellationToken cancel) => counters.Take(Counters.Objects, count, cancel);
}

/// <summary>What a question may know: who asks, and the day.</summary>
public sealed class AskContext(Caller caller, Official? official, DateTime now, Official? absent = null)
{
    /// <summary>In whose place the person asks; null when he asks for himself.</summary>
    public Official? For => absent;

    public Caller Caller => caller;
    public Official? Official => official;
    public DateTime Now => now;
    public DateOnly Today => BureauTime.DayOf(now);

    /// <summary>The party to which a contractor's questions are limited; null for staff and the public.</summary>
    public long? OwnParty => official?.Office == Office.Contractor ? official.Party : null;
}
