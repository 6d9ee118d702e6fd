using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>A body that decides by vote, with its roster: who is in office from when until when.</summary>
/// <remarks>Invariant: at most one chair on any day; nobody sits twice. Rules: D-2.</remarks>
public sealed class Body
{
    private readonly List<Membership> memberships = [];

    private Body()
    {
    }

    public BodyId Id { get; private set; }
    public string NameZh { get; private set; } = "";
    public string NameEn { get; private set; } = "";

    /// <summary>Past, present and coming, in the order of appointment.</summary>
    public IReadOnlyList<Membership> Memberships => memberships;

    public static Outcome<Body> Found(BodyId id, string nameZh, string nameEn)
    {
        if (string.IsNullOrWhiteSpace(nameZh) || string.IsNullOrWhiteSpace(nameEn)) return DecisionRefusals.NameMissing();
        return new Body { Id = id, NameZh = nameZh.Trim(), NameEn = nameEn.Trim() };
    }

    /// <summary>Puts a person in office by the document that appoints him.</summary>
    public Outcome<Membership> Appoint(OfficialId member, bool asChair, DateOnly from, string document)
    {
        if (string.IsNullOrWhiteSpace(document)) return DecisionRefusals.AppointingDocumentMissing();
        if (memberships.Any(one => one.Member == member && one.ReachesTo(from))) return DecisionRefusals.AlreadyInOffice();
        if (asChair && memberships.Any(one => one.IsChair && one.ReachesTo(from))) return DecisionRefusals.ChairInOffice();
        var membership = new Membership(Id, memberships.Count + 1, member, asChair, from, document.Trim());
        memberships.Add(membership);
        return membership;
    }

    /// <summary>Ends a term; the member is in office up to and with its last day, and leave is no end.</summary>
    public Outcome<Membership> EndTerm(OfficialId member, DateOnly lastDay, string document)
    {
        if (string.IsNullOrWhiteSpace(document)) return DecisionRefusals.AppointingDocumentMissing();
        if (memberships.Find(one => one.Member == member && one.IsOn(lastDay) && one.LastDay is null) is not { } membership)
            return DecisionRefusals.NotInOffice();
        membership.End(lastDay, document.Trim());
        return membership;
    }

    /// <summary>All members in office on the day: <c>N</c> of every item decided on it.</summary>
    public Roster On(DateOnly day)
    {
        var inOffice = memberships.Where(one => one.IsOn(day)).ToList();
        return new Roster(Id, day, [.. inOffice.Select(one => one.Member)], inOffice.Find(one => one.IsChair)?.Member);
    }
}

/// <summary>One term of office.</summary>
public sealed class Membership
{
    private Membership()
    {
    }

    internal Membership(BodyId body, int number, OfficialId member, bool isChair, DateOnly from, string document) =>
        (Body, Number, Member, IsChair, FirstDay, Document) = (body, number, member, isChair, from, document);

    public BodyId Body { get; private set; }
    public int Number { get; private set; }
    public OfficialId Member { get; private set; }
    public bool IsChair { get; private set; }
    public DateOnly FirstDay { get; private set; }

    /// <summary>Null while nobody has set an end.</summary>
    public DateOnly? LastDay { get; private set; }

    /// <summary>The number of the document that appoints the member.</summary>
    public string Document { get; private set; } = "";

    /// <summary>The number of the document that ends the term.</summary>
    public string? EndDocument { get; private set; }

    public bool IsOn(DateOnly day) => FirstDay <= day && ReachesTo(day);

    internal bool ReachesTo(DateOnly day) => LastDay is not { } last || day <= last;

    internal void End(DateOnly lastDay, string document) => (LastDay, EndDocument) = (lastDay, document);
}

/// <summary>The members of a body in office on a day.</summary>
public sealed record Roster(BodyId Body, DateOnly Day, IReadOnlyList<OfficialId> Members, OfficialId? Chair);
