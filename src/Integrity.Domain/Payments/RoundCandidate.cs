using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

public enum CandidateStanding
{
    Waiting = 1,
    Passed = 2,

    /// <summary>Not passed, or another one was (D-5).</summary>
    Fallen = 3,
}

/// <summary>One set of ratios on a snapshot: its own list and hash (D-5).</summary>
public sealed class RoundCandidate
{
    private readonly List<CandidateType> types = [];

    private RoundCandidate() { }

    public RoundCandidateId Id { get; private init; }
    public PaymentRoundId Round { get; private init; }

    /// <summary>The order in which it was proposed and is voted, from 1.</summary>
    public int Ordinal { get; private init; }

    /// <summary>SHA-256 of round, snapshot, wages, fund, ratios and list root, hexadecimal: what the vote is bound to.</summary>
    public string Digest { get; private init; } = "";

    /// <summary>The RFC 6962 root of the list, one line a contract, hexadecimal.</summary>
    public string ListRoot { get; private init; } = "";

    public OfficialId ProposedBy { get; private init; }
    public Money Pay { get; private init; }
    public Money SetAside { get; private init; }
    public Money Residual { get; private init; }
    public CandidateStanding Standing { get; private set; }
    public IReadOnlyList<CandidateType> Types => types;

    public static RoundCandidate Of(
        RoundCandidateId id, PaymentRoundId round, int ordinal, Digest digest, Digest listRoot, OfficialId by, IEnumerable<CandidateType> types, Money residual)
    {
        var list = types.ToList();
        var candidate = new RoundCandidate
        {
            Id = id, Round = round, Ordinal = ordinal, Digest = digest.ToString(), ListRoot = listRoot.ToString(), ProposedBy = by, Standing = CandidateStanding.Waiting,
            Pay = list.Sum(t => t.Pay), SetAside = list.Sum(t => t.SetAside), Residual = residual,
        };
        candidate.types.AddRange(list);
        return candidate;
    }

    public void Pass() => Standing = CandidateStanding.Passed;

    public void Fall() => Standing = CandidateStanding.Fallen;
}

/// <summary>One payee type in a candidate: its ratio, and what it comes to.</summary>
public sealed class CandidateType
{
    public required RoundCandidateId Candidate { get; init; }
    public required long PayeeType { get; init; }
    public required Ratio Ratio { get; init; }

    /// <summary>Named by hand; else it shares the largest ratio that fits .</summary>
    public required bool Named { get; init; }

    public required int Contracts { get; init; }
    public required Money Base { get; init; }
    public required Money Pay { get; init; }
    public required Money SetAside { get; init; }

    public Money Entitlement => Pay + SetAside;
}
