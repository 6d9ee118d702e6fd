namespace Integrity.Domain.Decisions;

/// <summary>The ballots of one candidate, counted.</summary>
/// <remarks>
/// Abstention, silence and absence are not yes; a tie is not passed (D-2). Where everybody who voted had prepared the matter
/// or approved a certificate in it, it is not passed (D-4).
/// </remarks>
/// <param name="Rule">N, recused, quorum and majority.</param>
/// <param name="Present">Present members who may vote.</param>
/// <param name="Yes">Ballots for.</param>
/// <param name="No">Ballots against.</param>
/// <param name="Abstain">Abstentions.</param>
/// <param name="OnlyPreparers">Nobody voted who had no part in preparing.</param>
public sealed record Tally(VotingRule Rule, int Present, int Yes, int No, int Abstain, bool OnlyPreparers)
{
    /// <summary>There, and gave no ballot even when called.</summary>
    public int Silent => Present - Yes - No - Abstain;

    public bool IsPassed => Yes >= Rule.Majority && !OnlyPreparers;
}
