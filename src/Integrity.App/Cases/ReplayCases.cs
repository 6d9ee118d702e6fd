using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>A past case that would have gone another way, or whose periods would only have ended on other days.</summary>
public sealed record ReplayedCase(string Number, IReadOnlyList<Divergence> Divergences, IReadOnlyList<OtherDate> Dates)
{
    public bool GoesAnotherWay => Divergences.Count > 0;
}

/// <param name="Cases">How many cases ran under the old version.</param>
/// <param name="Differ">Those that differ, by number.</param>
public sealed record ReplayedCases(int Cases, IReadOnlyList<ReplayedCase> Differ)
{
    /// <summary>How many would have gone another way.</summary>
    public int AnotherWay => Differ.Count(one => one.GoesAnotherWay);

    /// <summary>How many would have gone the same way, with other dates.</summary>
    public int OtherDates => Differ.Count - AnotherWay;
}

/// <summary>Which past cases of a version would have gone another way under a new one, and which dates would differ. Nothing is changed.</summary>
/// <remarks>Rules: D-4, P-5, P-6, P-10.</remarks>
[May(Operator = true)]
public sealed record ReplayCases(string Old, string New) : IAsk<ReplayedCases>;

public sealed class ReplayCasesAnswer(IntegrityDb db, Calendars calendars) : IAnswer<ReplayCases, ReplayedCases>
{
    public async Task<Outcome<ReplayedCases>> Answer(ReplayCases ask, AskContext context, CancellationToken cancel)
    {
        var (old, @new) = (WorkflowChecker.Walkable(ask.Old), WorkflowChecker.Walkable(ask.New));
        foreach (var read in new[] { old, @new })
            if (read.Definition is null || read.Faults.Count > 0) return WorkflowRefusals.DefinitionFaulty(read.Faults[0]);
        var (code, version) = (old.Definition!.Code, old.Definition.Version);
        var hashes = db.CaseDefinitions.Where(d => d.Code == code && d.Version == version).Select(d => d.Hash);
        var cases = await db.PenaltyCases.Where(c => hashes.Contains(c.DefinitionHash)).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(cancel);
        var calendar = await calendars.Current(cancel);
        var people = await db.Officials.AsNoTracking().ToDictionaryAsync(o => o.Id, cancel);
        var differ = new List<ReplayedCase>();
        foreach (var id in cases)
        {
            var file = (await db.CaseFileOf(id, context.Today, cancel))!;
            var past = PastOf(file, people);
            var ways = Replay.Of(old.Definition, @new.Definition!, past, calendar, file.Steps.Select(s => s.At).Append(context.Now).Max());
            var dates = Replay.Dates(old.Definition, @new.Definition!, past.Deadlines, calendar);
            if (ways.Count + dates.Count > 0) differ.Add(new(file.Case.Number, ways, dates));
        }
        return new ReplayedCases(cases.Count, differ);
    }

    private static PastCase PastOf(CaseFile file, IReadOnlyDictionary<OfficialId, Official> people) => new(
        [.. file.Steps.Select(s => new PastStep(s.Number, s.Event, s.Role, s.HappenedOn == BureauTime.DayOf(s.At) ? s.At : BureauTime.StartOf(s.HappenedOn), s.StateBefore, s.StateAfter) { Who = Who(file, s, people), Task = s.Event == CaseEvents.Opinion ? s.Actions : null })],
        [.. file.Deadlines.Select(d => new PastDeadline(d.Name, d.FromAt, d.Length, [.. d.PauseDays.Select(p => new ClockPause(p.From, p.Until, ""))], d.DueOn))],
        CaseRequirements.MayBeHeard(file));

    /// <summary>In the role on record, or in another that his duties fill today.</summary>
    private static Facts? Who(CaseFile file, CaseStep step, IReadOnlyDictionary<OfficialId, Official> people) => step.Actor is not { } actor ? null : new()
    {
        Roles = new HashSet<string>(people.TryGetValue(step.ActsFor ?? actor, out var person) ? [.. file.RolesOf(person), step.Role] : [step.Role], StringComparer.Ordinal),
        Met = new HashSet<string>(),
        Actor = actor,
        For = step.ActsFor,
        ActedAs = ProcessFile.ActedIn(file.Steps.Where(s => s.Number < step.Number)),
    };
}
