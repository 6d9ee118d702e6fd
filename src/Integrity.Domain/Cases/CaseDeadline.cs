using System.Globalization;

namespace Integrity.Domain.Cases;

public enum DeadlineStanding
{
    Running = 1,

    /// <summary>Ended by what people did.</summary>
    Ended = 2,

    /// <summary>It ran out, and the clock has done what follows.</summary>
    Fired = 3,
}

/// <summary>A period that runs in a case or a matter (P-10).</summary>
public sealed class CaseDeadline
{
    private CaseDeadline() { }

    public CaseDeadlineId Id { get; private init; }
    public ProcessId Process { get; private init; }

    /// <summary>As the definition names it.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The state that declares it; empty where it runs whatever the state.</summary>
    public string State { get; private init; } = "";

    /// <summary>Counts the changes of its end, so that each end fires once: <c>deadline:{id}:{run}</c>.</summary>
    public int Run { get; private set; } = 1;

    /// <summary>The instant of the fact that started it.</summary>
    public DateTime FromAt { get; private init; }

    /// <summary>Unit: the rule's.</summary>
    public int Length { get; private set; }

    /// <summary>Stretches in which the clock stood: <c>2026-10-01..2026-10-08;2026-11-02..</c>, the last one open while it stands.</summary>
    public string Pauses { get; private set; } = "";

    /// <summary>Its last day; null while the clock stands.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>The instant from which it has run out.</summary>
    public DateTime? ExpiresAt { get; private set; }

    /// <summary>It reaches into a year whose calendar is not yet published.</summary>
    public bool Provisional { get; private set; }

    public DeadlineStanding Standing { get; private set; } = DeadlineStanding.Running;

    /// <summary>The next day on which its keeper is reminded; null when there is none left.</summary>
    public DateOnly? RemindOn { get; private set; }

    public DateOnly? RemindedOn { get; private set; }

    public bool IsRunning => Standing == DeadlineStanding.Running;

    public bool IsPaused => Pauses.EndsWith("..", StringComparison.Ordinal);

    public static CaseDeadline Arm(CaseDeadlineId id, ProcessId process, string name, string state, DateTime from, int length) =>
        new() { Id = id, Process = process, Name = name, State = state, FromAt = from, Length = length };

    /// <summary>Its end, newly computed, and the days of its reminders, earliest first.</summary>
    public void EndsOn(DateOnly? day, DateTime? expires, bool provisional, IReadOnlyList<DateOnly> reminders)
    {
        ArgumentNullException.ThrowIfNull(reminders);
        (DueOn, ExpiresAt, Provisional) = (day, expires, provisional);
        RemindOn = reminders.Where(reminder => RemindedOn is null || reminder > RemindedOn).Select(reminder => (DateOnly?)reminder).FirstOrDefault();
    }

    /// <summary>Its keeper has been told; days that were missed meanwhile are not told again.</summary>
    public void Remind(DateOnly today) => RemindedOn = today;

    /// <summary>Its end moved because the calendar did.</summary>
    public void Recounted() => Run++;

    public void Stood(DateOnly from, DateOnly until) => Pauses += $"{(Pauses.Length > 0 ? ";" : "")}{Write(from)}..{Write(until)}";

    public void Pause(DateOnly today)
    {
        Pauses += $"{(Pauses.Length > 0 ? ";" : "")}{Write(today)}..";
        Run++;
    }

    public void Resume(DateOnly today)
    {
        Pauses += Write(today);
        Run++;
    }

    public void Prolong(int length) => (Length, Run) = (length, Run + 1);

    public void End() => Standing = DeadlineStanding.Ended;

    public void Fire() => Standing = DeadlineStanding.Fired;

    public IReadOnlyList<(DateOnly From, DateOnly? Until)> PauseDays =>
        [.. Pauses.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split("..")).Select(p => (Read(p[0]), p[1].Length == 0 ? (DateOnly?)null : Read(p[1])))];

    private static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Read(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
