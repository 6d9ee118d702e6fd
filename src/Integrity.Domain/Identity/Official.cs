using Integrity.Domain.Values;

namespace Integrity.Domain.Identity;

/// <summary>A person who can act: of an office of the bureau, or of a contractor.</summary>
/// <remarks>Invariant: the administrator has no business duty; a contractor has only a contractor's and names a party.</remarks>
public sealed class Official
{
    private IReadOnlySet<Duty>? scope;

    private Official() { }

    public OfficialId Id { get; private init; }
    public string Name { get; private set; } = "";
    public string SignInName { get; private init; } = "";
    public Office Office { get; private set; }
    public string Post { get; private set; } = "";
    public string Duties { get; private set; } = "";

    /// <summary>The counterparty that a contractor's person belongs to, or null.</summary>
    public long? Party { get; private init; }

    /// <summary>The sign-in account; null for a person who does not sign in.</summary>
    public Guid? Account { get; set; }

    /// <summary>False while somebody else knows the password, because he gave it: then nothing is open but the choice of another.</summary>
    public bool OwnPassword { get; private set; } = true;

    public bool Active { get; private set; } = true;

    public static Outcome<Official> Appoint(
        OfficialId id, string name, string signInName, Office office, string post, IReadOnlyCollection<Duty> duties, long? party)
    {
        if (string.IsNullOrWhiteSpace(name)) return IdentityRefusals.NameMissing();
        if (string.IsNullOrWhiteSpace(signInName)) return IdentityRefusals.SignInNameMissing();
        if (Forbidden(office, duties, party) is { } refusal) return refusal;
        return new Official
        {
            Id = id,
            Name = name.Trim(),
            SignInName = signInName.Trim(),
            Office = office,
            Post = post.Trim(),
            Duties = Write(duties),
            Party = party,
        };
    }

    /// <summary>Gives the person other duties, in the same or another office.</summary>
    public Refusal? Reassign(Office office, string post, IReadOnlyCollection<Duty> duties)
    {
        if (Forbidden(office, duties, Party) is { } refusal) return refusal;
        (Office, Post, Duties) = (office, post.Trim(), Write(duties));
        return null;
    }

    public void Dismiss() => Active = false;

    /// <summary>An administrator gave the person a password.</summary>
    public void GetPassword() => OwnPassword = false;

    /// <summary>The person chose one that nobody else knows.</summary>
    public void ChoosePassword() => OwnPassword = true;

    public bool Has(Duty duty) => Active && DutySet().Contains(duty);

    /// <summary>Looks after the program, and so does none of the bureau's business; whether he still works here or not.</summary>
    public bool IsAdministrator => Everything().Contains(Duty.ManageUsers);

    /// <summary>Votes as a member, whatever a token limits him to.</summary>
    public bool Votes => Everything().Contains(Duty.Vote);

    /// <summary>The person as a token lets him act: with those of his duties that it names.</summary>
    public Official Within(IReadOnlySet<Duty>? limits)
    {
        if (limits is null) return this;
        var limited = (Official)MemberwiseClone();
        limited.scope = limits;
        return limited;
    }

    /// <summary>Another as the same token lets him be stood in for.</summary>
    public Official Limiting(Official other) => other.Within(scope);

    public IReadOnlySet<Duty> DutySet() => scope is null ? Everything() : Everything().Where(scope.Contains).ToHashSet();

    private HashSet<Duty> Everything() => [.. Duties.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Duty>)];

    private static Refusal? Forbidden(Office office, IReadOnlyCollection<Duty> duties, long? party)
    {
        if (duties.Contains(Duty.ManageUsers) && duties.Any(d => d is not (Duty.ManageUsers or Duty.ManageSettings)))
            return IdentityRefusals.AdministratorDoesNoBusiness();
        if (duties.Contains(Duty.Vote) && duties.Any(Substitution.Duties.Contains)) return IdentityRefusals.VoterRunsNoCase();
        if (office == Office.Contractor && (party is null || duties.Any(d => d != Duty.ActAsContractor)))
            return IdentityRefusals.ContractorHasOnlyOwnDesk();
        if (office != Office.Contractor && (party is not null || duties.Contains(Duty.ActAsContractor)))
            return IdentityRefusals.StaffIsNoContractor();
        return null;
    }

    private static string Write(IEnumerable<Duty> duties) => string.Join(' ', duties.Distinct().Order());
}
