using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>A step that can be taken now, or why not.</summary>
/// <param name="WhyCode">Of the refusal, where it cannot be done now.</param>
public sealed record CaseChoice(string Trigger, string LabelZh, string LabelEn, string? WhyZh, string? WhyEn, string? WhyCode)
{
    public bool Allowed => WhyZh is null;

    internal static CaseChoice Offered(string trigger, string zh, string en) => new(trigger, zh, en, null, null, null);

    /// <summary>Grey for that reason; offered where there is none.</summary>
    internal CaseChoice Because(Refusal? why) => this with { WhyZh = why?.Zh, WhyEn = why?.En, WhyCode = why?.Code };

    /// <summary>To ask for it, where another does it.</summary>
    internal CaseChoice ToAskFor() => Offered(CaseEvents.Asking(Trigger), "申请：" + LabelZh, "Ask for: " + LabelEn);
}

public sealed record CaseStepRow(int Number, string LabelZh, string LabelEn, string? Actor, DateTime At, string StateZh, string StateEn, string Actions, string? Words, string? Document, string Event,
    string DoneZh, string DoneEn, DateOnly HappenedOn);

/// <param name="Until">The hour, where it is counted in hours; the instant in UTC.</param>
/// <param name="Left">Days after today up to and with the last one, in the period's own unit; negative when it is over, null while the clock stands.</param>
/// <param name="InWorkingDays">The unit is working days, make-up days among them (P-10).</param>
public sealed record CaseDeadlineRow(
    string Name, string TitleZh, string TitleEn, DateOnly? DueOn, bool Provisional, bool Paused, bool ProtectsContractor, DateTime? Until, int? Left, bool InWorkingDays);

/// <summary>What the page of any process shows: what can be done now and why not, what happened, its periods, its picture.</summary>
internal static class ProcessView
{
    /// <summary>Every step that people can bring about here, each as the act would be answered now; what the form itself supplies is taken as given.</summary>
    public static async Task<IReadOnlyList<CaseChoice>> ChoicesOf(
        IntegrityDb db, ProcessFile file, AskContext context, Func<string, Official, Task<Given>> givenOf, CancellationToken cancel)
    {
        if (context.Official is not { } person || file.Process.Ended) return [];
        var absents = await db.AbsentFor(person, file.Abouts, context.Today, cancel);
        var takesOver = person.Has(Duty.ReviewCases) || person.Has(Duty.KeepMeetings) || absents.Any(absent => absent.Has(Duty.ReviewCases));
        var choices = new List<CaseChoice>();
        var others = await WhoAndWhen.For(db, file, names: context.OwnParty is null, context.Today, cancel);
        var arrows = file.State.Outward().SelectMany(n => n.Transitions)
            .Where(t => Trigger.DeadlineOf(t.Trigger) is null && !(t.By is [WorkflowVocabulary.System]))
            // What waits for the office is not the contractor's to read: it would tell him how far the inquiry is (P-9).
            .Where(t => context.OwnParty is null || t.By.Any(by => file.Definition.Roles[by].External)).DistinctBy(t => t.Trigger);
        foreach (var arrow in arrows)
        {
            var asBody = takesOver && arrow.By.All(by => by is "panel" or "reviewPanel");
            var given = await givenOf(arrow.Trigger, person);
            var (planned, _) = file.PlanBy(person, himself: true, absents, arrow.Trigger, given, context.Today, asBody);
            var words = file.Definition.TriggerWords(arrow.Trigger);
            var why = planned.IsDone ? CaseDeadlines.Against(file, planned.Value, context.Today) : planned.Refusal;
            // What the periods forbid is not said to want a paper only.
            if (why?.Code == "workflows.requirement_unmet") why = file.WhyNot(arrow.Trigger, given, context.Today, [.. file.Machine.Asked(file.Process.State, arrow.Trigger)]) ?? why;
            if (why is not null) why = others.Told(why, arrow.Trigger, given);
            choices.Add(new(arrow.Trigger, words.Zh, words.En, why?.Zh, why?.En, why?.Code));
        }
        return choices;
    }

    public static IReadOnlyList<CaseDeadlineRow> DeadlinesOf(ProcessFile file, DateOnly today) =>
        [.. (file.Process.Ended ? [] : ProcessFile.Heeded(file.Deadlines, file.Definition, file.Process.State)).OrderBy(d => d.ExpiresAt).Select(d => RowOf(file, d, file.Definition.Deadlines[d.Name], today))];

    private static CaseDeadlineRow RowOf(ProcessFile file, CaseDeadline deadline, DeadlineRule rule, DateOnly today)
    {
        var inWorkingDays = rule.Unit == DeadlineUnit.WorkingDays;
        int? left = deadline.DueOn is not { } due ? null : inWorkingDays && due >= today ? file.Calendar.WorkingDaysBetween(today, due) : due.DayNumber - today.DayNumber;
        return new(deadline.Name, rule.Title.Zh, rule.Title.En, deadline.DueOn, deadline.Provisional, deadline.IsPaused, rule.ProtectsContractor,
            rule.Unit == DeadlineUnit.Hours ? deadline.ExpiresAt : null, left, inWorkingDays && left >= 0);
    }

    /// <param name="step">What happened.</param>
    /// <param name="definition">Its words.</param>
    /// <param name="people">Names by number.</param>
    /// <param name="own">For the contractor: without names, and without others' words.</param>
    public static CaseStepRow RowOf(CaseStep step, WorkflowDefinition definition, Dictionary<OfficialId, string> people, bool own)
    {
        var (label, state) = (CaseWords.OfEvent(definition, step.Event), definition.Root.Below(step.StateAfter)?.Words ?? new(step.StateAfter, step.StateAfter));
        var actor = own ? null : EnteredBy(step) is { } person ? people[person] + (step.ActsFor is { } absent ? $"（代 {people[absent]}）" : "") : step.ActorName;
        return new(step.Number, label.Zh, label.En, actor, step.At, state.Zh, state.En, step.Actions, own && step.Role is not "contractor" ? null : step.Words, step.Document, step.Event,
            StepWords.Done(step, definition, words => words.Zh), StepWords.Done(step, definition, words => words.En), step.HappenedOn);
    }

    public static Task<Dictionary<OfficialId, string>> NamesOf(IntegrityDb db, ProcessFile file, CancellationToken cancel)
    {
        var ids = file.Steps.SelectMany(s => new[] { EnteredBy(s), s.ActsFor }).OfType<OfficialId>().Distinct().ToList();
        return db.Set<Official>().AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
    }

    /// <summary>Who did it, or took over what a body had decided; null for the clock.</summary>
    private static OfficialId? EnteredBy(CaseStep step) => step.Actor ?? Caller.OfficialBehind(step.ActorName);

    public static Diagram DiagramOf(ProcessFile file, Language language) => Diagram.Of(file.Definition, new(language)
    {
        Now = file.Process.State,
        // A case that was brought over came by states that its definition no longer has.
        Walked = [.. file.Steps.Where(s => s.StateBefore.Length > 0 && s.StateBefore != s.StateAfter && Known(file, s.StateBefore) && Known(file, s.StateAfter)).Select(s => (s.StateBefore, s.StateAfter))],
        Due = file.Deadlines.Where(d => d.IsRunning && d.DueOn is not null).GroupBy(d => d.Name).ToDictionary(g => g.Key, g => $"{g.Last().DueOn:yyyy-MM-dd}" + (g.Last().Provisional ? "?" : "")),
    }).Value;

    private static bool Known(ProcessFile file, string path) => file.Definition.Root.Below(path) is { IsLeaf: true };
}
