using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>What a proposer puts to a body. The body learns no more of it than this.</summary>
/// <param name="Body">Who decides.</param>
/// <param name="About">The number of the thing that it is about: a round, a case, a contract.</param>
/// <param name="Kinds">From the closed list of D-1.</param>
/// <param name="SubjectZh">The subject in Chinese.</param>
/// <param name="SubjectEn">The subject in English.</param>
/// <param name="Candidates">In the order in which they are voted (D-5).</param>
/// <param name="Conflicts">People in conflict, with their grounds (D-4).</param>
/// <param name="PreparedBy">Who prepared it or approved a certificate in it (D-4).</param>
/// <param name="Of">What that came out of, where it did (D-4).</param>
/// <param name="VoteBy">The last day on which its figures may be voted; null where they do not grow old.</param>
public sealed record Proposal(
    BodyId Body,
    long About,
    ItemKinds Kinds,
    string SubjectZh,
    string SubjectEn,
    IReadOnlyList<CandidateFacts> Candidates,
    IReadOnlyList<Conflict> Conflicts,
    IReadOnlyList<OfficialId> PreparedBy,
    DateOnly? VoteBy = null,
    long? Of = null)
{
    internal Refusal? Check()
    {
        if (!Kinds.IsLawful()) return DecisionRefusals.KindsNotTogether();
        if (string.IsNullOrWhiteSpace(SubjectZh) || string.IsNullOrWhiteSpace(SubjectEn)) return DecisionRefusals.SubjectMissing();
        if (Candidates.Count == 0) return DecisionRefusals.NothingToDecide();
        foreach (var candidate in Candidates)
            if (CheckCandidate(candidate) is { } refusal) return refusal;
        if (Candidates.DistinctBy(one => one.Digest).Count() != Candidates.Count) return DecisionRefusals.SameListTwice();
        if (Conflicts.Any(one => string.IsNullOrWhiteSpace(one.Words))) return DecisionRefusals.RecusalGroundMissing();
        return Conflicts.DistinctBy(one => one.Person).Count() != Conflicts.Count ? DecisionRefusals.AlreadyRecused() : null;
    }

    internal static Refusal? CheckCandidate(CandidateFacts facts)
    {
        if (string.IsNullOrWhiteSpace(facts.LabelZh) || string.IsNullOrWhiteSpace(facts.LabelEn)) return DecisionRefusals.SubjectMissing();
        return facts.Digest == default ? DecisionRefusals.HashMissing() : null;
    }
}
