using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>When and where a hearing is held, who chairs it and who keeps the record (P-6).</summary>
/// <param name="Day">At least <see cref="LeastDays"/> after it is appointed.</param>
/// <param name="Time">In Beijing time.</param>
/// <param name="Place">Where.</param>
/// <param name="Chair">Somebody who took no part so far (D-4).</param>
/// <param name="Recorder">The name of who keeps the record.</param>
public sealed record Hearing(DateOnly Day, TimeOnly Time, string Place, OfficialId Chair, string Recorder)
{
    /// <summary>Between the notice of the hearing and the hearing. Unit: working days. Source: 行政处罚法 64(2), 85, as the model (P-6).</summary>
    public const int LeastDays = 7;

    /// <summary>The first day on which a hearing that is appointed today may be held.</summary>
    public static DateOnly FirstDay(DateOnly today, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return calendar.AddWorkingDays(today, LeastDays).Day;
    }

    /// <summary>Unit: characters.</summary>
    public const int LongestText = 200;

    /// <summary>Beijing time at which a hearing may begin, from and to. Source: [J].</summary>
    public static readonly TimeOnly Opens = new(8, 0), Closes = new(18, 0);

    /// <remarks>Errors: place or recorder missing, too soon, not on a working day or out of hours.</remarks>
    public Refusal? Check(DateOnly today, WorkingCalendar calendar)
    {
        if (string.IsNullOrWhiteSpace(Place) || Place.Length > LongestText) return CaseRefusals.HearingWordsMissing() with { Field = "place" };
        if (string.IsNullOrWhiteSpace(Recorder) || Recorder.Length > LongestText) return CaseRefusals.HearingWordsMissing() with { Field = "recorder" };
        var first = FirstDay(today, calendar);
        if (Day < first) return CaseRefusals.HearingTooSoon(first) with { Field = "day" };
        return !calendar.IsWorkingDay(Day) || Time < Opens || Time > Closes ? CaseRefusals.HearingOutOfHours(Opens, Closes) with { Field = "day" } : null;
    }
}
