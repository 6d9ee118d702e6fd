using Integrity.Domain.Certificates;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>What a candidate costs, shown before the vote .</summary>
/// <param name="InterestPerDay">Interest a day on what stays overdue, floored per contract.</param>
/// <param name="DueBeforeNextContracts">Contracts with an amount whose last lawful day falls before the planned next cut-off.</param>
/// <param name="DueBeforeNext">Those amounts.</param>
/// <param name="BelowFloor">Contracts under the 80 % floor, this Pay counted (O-9).</param>
/// <param name="WagesUncovered">Wages that the fund does not cover (O-5).</param>
/// <param name="Residual">What stays in the fund .</param>
public sealed record RoundPrice(
    Money InterestPerDay, int DueBeforeNextContracts, Money DueBeforeNext, int BelowFloor, Money WagesUncovered, Money Residual)
{
    public static RoundPrice Of(RoundQuestion question, RoundTrial trial)
    {
        Money interest = default, dueBefore = default;
        int dueContracts = 0, below = 0;
        for (var i = 0; i < question.Lines.Count; i++)
        {
            var line = question.Lines[i].Line;
            var pay = trial.Lines.Count == 0 ? Money.Zero : trial.Lines[i].Pay;
            interest += InterestADay(line, pay);
            if (line.Price.DueBeforeNext.IsPositive) dueContracts++;
            dueBefore += line.Price.DueBeforeNext;
            if (ProgressFloor.IsBelow(line.Price.SettledAndInFlight + pay, line.Price.CertifiedWithoutRetention)) below++;
        }
        return new(interest, dueContracts, dueBefore, below, trial.Wages.Uncovered, trial.Residual);
    }

    /// <summary>Interest a day on what stays overdue of one contract after it was paid; being left out stops no interest (C-5).</summary>
    public static Money InterestADay(SnapshotLine line, Money pay)
    {
        var overdue = line.Due + line.Assigned.Sum(part => part.Amount) - pay;
        return OverdueInterest.Of(overdue.Fen, line.Price.DailyInterest);
    }
}
