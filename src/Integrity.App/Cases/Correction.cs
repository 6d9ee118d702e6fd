using Integrity.Domain.Cases;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>By what a served decision stopped standing.</summary>
public enum CorrectionCause
{
    /// <summary>Taken back for good.</summary>
    Revoked = 1,

    /// <summary>Sent back on review: it is done anew.</summary>
    SentBack = 2,

    /// <summary>A closed case was opened again by decision.</summary>
    Reopened = 3,
}

/// <summary>A served decision that no longer stands, and what became of what was deducted (P-7).</summary>
/// <param name="On">The day.</param>
/// <param name="Cause">By what.</param>
/// <param name="GivenBack">Something was deducted or set off, and it no longer is.</param>
/// <param name="HeldAgain">It was turned back into the hold and is not owed yet.</param>
public sealed record Correction(DateOnly On, CorrectionCause Cause, bool GivenBack, bool HeldAgain)
{
    /// <summary>As the case stands now: what was held again and was released since is owed again; of what was decided anew the new decision speaks.</summary>
    public Correction Now(PenaltyCase @case)
    {
        ArgumentNullException.ThrowIfNull(@case);
        if (!HeldAgain) return this;
        return @case.DecisionServedOn is not null ? this with { GivenBack = false, HeldAgain = false } : this with { HeldAgain = !@case.Ended && @case.ReversedOn is null };
    }

    /// <summary>What the step did to the decision; null where it left it standing.</summary>
    public static Correction? Of(CaseStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        bool Did(string action) => step.Actions.Contains(action, StringComparison.Ordinal);
        if (!Did("publishCorrection") && !Did("reverseDeduction")) return null;
        var cause = step.Event switch { "REOPEN" => CorrectionCause.Reopened, "REMITTED" => CorrectionCause.SentBack, _ => CorrectionCause.Revoked };
        var back = Did("reverseDeduction: ");
        return new(BureauTime.DayOf(step.At), cause, back, back && Did("postHold"));
    }

    /// <summary>What no decision has followed yet; null where one stands, or none ever did.</summary>
    public static Correction? OfLast(IReadOnlyList<CaseStep> steps)
    {
        var served = false;
        Correction? last = null;
        foreach (var step in steps.OrderBy(s => s.Number))
            if (step.Event == "SERVE_DECISION") (served, last) = (true, null);
            else if (served) last = Of(step) ?? last;
        return last;
    }
}
