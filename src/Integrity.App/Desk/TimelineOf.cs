using System.Globalization;
using System.Text.Json.Nodes;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Decisions;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Desk;

/// <summary>One act in words: what, who, when.</summary>
public sealed record TimelineEntry(long Number, DateTime At, string Kind, string WhatZh, string WhatEn, string Who);

/// <summary>What was done to a thing, newest first: the journal entries that name it, a page at a time.</summary>
/// <remarks>Rules: J-1. It shows kind, person and time, never a payload; sealed reports are in no timeline (T-1).</remarks>
[May(Duty.ReadBusiness), Said("办理经过", "What was done to a thing")]
public sealed record TimelineOf(long Subject, string? Cursor) : IAsk<Listed<TimelineEntry>>;

public sealed class TimelineOfAnswer(IntegrityDb db) : IAnswer<TimelineOf, Listed<TimelineEntry>>
{
    private const int PageSize = 30;
    private const string Sealed = "Integrity.App.TipOffs";
    private const string OfficialPrefix = "official:";

    // Acts that take whichever step of a procedure is named: the step says more than the act.
    private static readonly string[] NamedByStep = [nameof(StepInMatter), nameof(AskForStepInMatter), nameof(NoteInMatter), nameof(FireDeadline)];

    private static readonly string[] SealedKinds =
        [.. typeof(TimelineOf).Assembly.GetTypes().Where(type => type.Namespace == Sealed).Select(type => type.Name)];

    public async Task<Outcome<Listed<TimelineEntry>>> Answer(TimelineOf ask, AskContext context, CancellationToken cancel)
    {
        // The attacker is a recused member who reads in the timeline what the page does not show him (D-4).
        var closed = await db.ClosedTo(context.Caller.Official, cancel);
        if (closed.Count > 0 && (closed.Contains(ask.Subject) || await IsOfClosed(ask.Subject, closed, cancel))) return DecisionRefusals.PapersClosedToRecused();
        // To whoever does not handle a staff matter it looks like a number that nothing has (P-11).
        if (await db.IsHidden(ProcessId.From(ask.Subject), context.Official, context.Today, cancel)) return new Listed<TimelineEntry>([], null);
        var before = Cursor.Read(ask.Cursor)?.Id ?? long.MaxValue;
        var entries = await (from subject in db.JournalSubjects
                             where subject.Subject == ask.Subject && subject.Entry < before
                             join entry in db.JournalEntries on subject.Entry equals entry.Number
                             where !SealedKinds.Contains(entry.Kind)
                             orderby subject.Entry descending
                             select new { entry.Number, entry.At, entry.Kind, entry.Actor, entry.Effects }).Take(PageSize + 1).ToListAsync(cancel);
        // Who acts for another is named with him (P-10).
        var absents = entries.ToDictionary(e => e.Number, e => InPlaceOf(e.Effects));
        var people = entries.Where(e => e.Actor.StartsWith(OfficialPrefix, StringComparison.Ordinal)).Select(e => Person(e.Actor)).Concat(absents.Values.OfType<OfficialId>()).Distinct().ToList();
        var names = await db.Officials.Where(o => people.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        var steps = await StepsOf(ask.Subject, entries.Where(e => NamedByStep.Contains(e.Kind)).ToDictionary(e => e.Number, e => e.Effects), cancel);
        var rows = entries.ConvertAll(e =>
        {
            var (zh, en) = steps.TryGetValue(e.Number, out var step) ? (step.Zh, step.En) : ActNames.Of(e.Kind);
            var who = e.Actor.StartsWith(OfficialPrefix, StringComparison.Ordinal) ? names.GetValueOrDefault(Person(e.Actor), e.Actor) : e.Actor;
            if (absents[e.Number] is { } absent) who += $"（代 {names.GetValueOrDefault(absent, $"{absent.Value}")}）";
            return new TimelineEntry(e.Number, e.At, e.Kind, zh, en, who);
        });
        return Cursor.Page(rows, PageSize, last => Cursor.Write("", last.Number));
    }

    /// <summary>A matter that came out of a closed case, or an item about what is closed.</summary>
    private async Task<bool> IsOfClosed(long subject, List<long> closed, CancellationToken cancel)
    {
        var cases = closed.ConvertAll(CaseId.From);
        return await db.Matters.AnyAsync(m => m.Id == MatterId.From(subject) && cases.Contains(m.PenaltyCase), cancel)
            || await db.DecisionItems.AnyAsync(x => x.Id == ItemId.From(subject) && closed.Contains(x.About), cancel);
    }

    /// <summary>What the step is called that an entry took in a case or a matter; the entry binds the step's row by its key (J-1).</summary>
    private async Task<Dictionary<long, Words>> StepsOf(long subject, Dictionary<long, string> effects, CancellationToken cancel)
    {
        var numbers = effects.Select(one => (Entry: one.Key, Step: StepIn(one.Value, subject))).Where(one => one.Step is not null).ToDictionary(one => one.Entry, one => one.Step!.Value);
        if (numbers.Count == 0) return [];
        var (process, wanted) = (ProcessId.From(subject), numbers.Values.ToList());
        var hash = await db.Matters.Where(m => m.Id == MatterId.From(subject)).Select(m => m.DefinitionHash).SingleOrDefaultAsync(cancel)
            ?? await db.PenaltyCases.Where(c => c.Id == CaseId.From(subject)).Select(c => c.DefinitionHash).SingleAsync(cancel);
        var definition = (await db.MachineOf(hash, cancel)).Definition;
        var steps = await db.CaseSteps.AsNoTracking().Where(s => s.Process == process && wanted.Contains(s.Number)).ToDictionaryAsync(s => s.Number, s => s.Event, cancel);
        return numbers.ToDictionary(one => one.Key, one => CaseWords.OfEvent(definition, steps[one.Value]));
    }

    private int? StepIn(string effects, long subject)
    {
        var (table, prefix) = (db.Model.FindEntityType(typeof(CaseStep))!.GetTableName()!, $"{subject}|");
        return (JsonNode.Parse(effects)?[JournalEntry.RowsEffect]?[table] as JsonObject)?.Select(row => row.Key).Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => (int?)int.Parse(key.AsSpan(prefix.Length), CultureInfo.InvariantCulture)).Max();
    }

    private static OfficialId? InPlaceOf(string effects) =>
        effects.Contains($"\"{JournalEntry.ForEffect}\"", StringComparison.Ordinal) && JsonNode.Parse(effects)?[JournalEntry.ForEffect] is { } absent ? Person(absent.GetValue<string>()) : null;

    private static OfficialId Person(string actor) => OfficialId.From(long.Parse(actor.AsSpan(OfficialPrefix.Length)));
}
