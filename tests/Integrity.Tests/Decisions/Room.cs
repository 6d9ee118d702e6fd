using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Tests.Decisions;

/// <summary>A body of so many members in a meeting; member 1 is the chair.</summary>
internal sealed class Room
{
    public static readonly DateOnly Day = new(2026, 11, 23);
    private static readonly DateTime Nine = BureauTime.StartOf(Day).AddHours(9);
    private readonly Body body;
    private DateTime now = Nine;
    private long lastItem = 500;

    public Room(int members, Medium medium = Medium.System)
    {
        body = Body.Found(new(1), "局领导班子", "Leadership group").Value;
        for (var i = 1; i <= members; i++)
            if (!body.Appoint(new(i), asChair: i == 1, Day.AddDays(-300), "任〔2026〕1号").IsDone) throw new InvalidOperationException();
        Meeting = Meeting.Convene(new(2), body.Id, new(2026, 7, Day, "三楼会议室", medium), new(90), Nine).Value;
        if (medium == Medium.System) Absent();
    }

    public Meeting Meeting { get; }

    public Body Body => body;

    public Roster Roster => body.On(Day);

    public DateTime Now => now = now.AddMinutes(1);

    /// <summary>All are there but these.</summary>
    public void Absent(params long[] absent)
    {
        var recorded = Meeting.RecordPresence(Roster,
            [.. Roster.Members.Select(member => absent.Contains(member.Value) ? new Presence(member, false, "出差") : new Presence(member, true))], Now);
        if (recorded.Refusal is { } refusal) throw new InvalidOperationException(refusal.Code);
    }

    public Item Item(ItemKinds kinds = ItemKinds.Novation, int candidates = 1, long[]? recused = null, long[]? preparedBy = null)
    {
        var item = Domain.Decisions.Item.Propose(new(++lastItem), Proposal(kinds, candidates, recused, preparedBy), by: new(90), Now).Value;
        Put(item);
        return item;
    }

    public Item Lines(Item of, params long[] recused)
    {
        var proposal = Proposal(of.Kinds, of.Candidates.Count, recused, null) with { Candidates = [.. of.Candidates.Select(one => Facts(100 + one.Place))] };
        var item = Domain.Decisions.Item.ProposeLines(new(++lastItem), of, proposal, by: new(90), Now).Value;
        Put(item);
        return item;
    }

    public Proposal Proposal(ItemKinds kinds = ItemKinds.Novation, int candidates = 1, long[]? recused = null, long[]? preparedBy = null) =>
        new(body.Id, About: 77, kinds, "合同主体变更", "Novation of a contract",
            [.. Enumerable.Range(1, candidates).Select(Facts)],
            [.. (recused ?? []).Select(one => new Conflict(new(one), RecusalGround.Kin, "其弟为该施工队负责人"))],
            [.. (preparedBy ?? []).Select(one => new OfficialId(one))]);

    public static CandidateFacts Facts(int number) => new($"方案{number}", $"Candidate {number}", Hash(number));

    public static Digest Hash(int number) => new(1, 2, 3, (ulong)number);

    public Outcome<Candidate> Open(Item item) => item.Open(Meeting, Now);

    public Outcome<Ballot> Cast(Item item, long member, Vote vote) =>
        item.Cast(new(member), Choice(vote), Stamp.Here(new(member), Now));

    public Outcome<Ballot> Close(Item item, long member, Vote vote) =>
        item.Close(new(member), Choice(vote), Stamp.Here(new(member), Now));

    /// <summary>One vote from opening to closing: the ballots of members 2, 3, … and last of the chair.</summary>
    public Candidate Vote(Item item, Vote chair, params Vote[] others)
    {
        var candidate = Open(item).Value;
        for (var i = 0; i < others.Length; i++) _ = Cast(item, i + 2, others[i]).Value;
        _ = Close(item, 1, chair).Value;
        return candidate;
    }

    private static Choice Choice(Vote vote) => new(vote, vote == Domain.Decisions.Vote.Yes ? null : "价格依据不足");

    private void Put(Item item)
    {
        if (item.PutOn(Meeting, 1).Refusal is { } refusal) throw new InvalidOperationException(refusal.Code);
    }
}
