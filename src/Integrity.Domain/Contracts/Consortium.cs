using Integrity.Domain.Parties;
using Integrity.Domain.Values;

namespace Integrity.Domain.Contracts;

/// <summary>A member of a consortium and its share, as the contract was signed (C-3). Unit: ppm.</summary>
public sealed record MemberShare(CounterpartyId Party, Ratio Share);

/// <summary>A member of the consortium (联合体) with which a contract was made; the contract's own party leads it (C-3).</summary>
/// <remarks>Invariant: the shares of a contract add up to 1 000 000 ppm, and no party is a member twice.</remarks>
public sealed class ConsortiumMember
{
    private ConsortiumMember() { }

    public ContractId Contract { get; private init; }

    /// <summary>From 1, in the order of the contract's paper.</summary>
    public int Number { get; private init; }

    public CounterpartyId Party { get; private set; }

    public Ratio Share { get; private init; }

    /// <summary>The members as the contract names them; none where it is made with one party alone.</summary>
    /// <remarks>Errors: refuses fewer than two, a share of nothing, shares that do not add up, a party twice, a list without the leading member.</remarks>
    public static Outcome<ConsortiumMember[]> Of(ContractId contract, CounterpartyId leading, IReadOnlyList<MemberShare> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0) return Array.Empty<ConsortiumMember>();
        if (members.Count < 2) return ContractRefusals.MembersTooFew();
        var sum = members.Sum(m => (long)m.Share.Ppm);
        if (sum != Ratio.One.Ppm || members.Any(m => m.Share <= Ratio.Zero)) return ContractRefusals.SharesDoNotAddUp(sum);
        if (members.DistinctBy(m => m.Party).Count() != members.Count) return ContractRefusals.MemberTwice();
        if (members.All(m => m.Party != leading)) return ContractRefusals.LeadingMemberMissing();
        return members.Select((m, i) => new ConsortiumMember { Contract = contract, Number = i + 1, Party = m.Party, Share = m.Share }).ToArray();
    }

    /// <summary>The successor takes the leading member's place and share with the contract (C-8).</summary>
    public void Succeed(CounterpartyId successor) => Party = successor;
}
