using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Desk;

/// <summary>Reads what waits for a person: a few statements, whatever he has to do.</summary>
internal static class Inbox
{
    private sealed record Running(ProcessId Id, bool IsMatter, string Number, string DefinitionHash, string State, long Party, ProcessId? OutOf, OfficialId? Handler, bool IsSealed = false);

    public static async Task<IReadOnlyList<InboxItem>> Of(IntegrityDb db, AskContext context, CancellationToken cancel)
    {
        if (context.Official is not { } reader || context.OwnParty is not null) return [];
        var people = new List<Official> { reader };
        people.AddRange(await db.AbsentFor(reader, context.Today, cancel));
        // Nobody is called in the place of one who keeps away (D-4).
        var closedTo = new Dictionary<OfficialId, List<long>>();
        foreach (var person in people) closedTo[person.Id] = await db.ClosedTo(person.Id, cancel);
        var items = await Instalments(db, people, context.Today, cancel);
        items.AddRange(await Referrals(db, people, context.Today, cancel));
        items.AddRange(await LossesOpenAgain(db, people, cancel));
        items.AddRange(await Unsigned(db, people, context.Today, cancel));
        items.AddRange(await SecondPeople.WaitFor(reader, db, context.Today, cancel));
        var running = (await db.PenaltyCases.AsNoTracking().Where(c => !c.Ended).OrderBy(c => c.Id).Select(c => new { c.Id, c.Number, c.DefinitionHash, c.State, c.Party }).ToListAsync(cancel))
            .ConvertAll(c => new Running(c.Id, false, c.Number, c.DefinitionHash, c.State, c.Party.Value, null, null));
        running.AddRange((await db.Matters.AsNoTracking().Where(m => !m.Ended).OrderBy(m => m.Id).Select(m => new { m.Id, m.Number, m.DefinitionHash, m.State, m.Party, m.PenaltyCase, m.Handler, IsSealed = m.SealedNames != null }).ToListAsync(cancel))
            .ConvertAll(m => new Running(m.Id, true, m.Number, m.DefinitionHash, m.State, m.Party.Value, m.PenaltyCase, m.Handler, m.IsSealed)));
        if (await db.StaffMattersHiddenFrom(reader, context.Today, cancel) is { Count: > 0 } hidden) running.RemoveAll(one => hidden.Contains(MatterId.From(one.Id.Value)));
        // Whoever keeps away for his own interest or kin is called to nothing of it (D-4).
        if (closedTo[reader.Id] is { Count: > 0 } closed)
        {
            running.RemoveAll(one => closed.Contains(one.Id.Value) || (one.OutOf is { } of && closed.Contains(of.Value)));
            items.RemoveAll(item => item.Kind is InboxKind.Case or InboxKind.Matter && closed.Contains(item.Thing));
        }
        if (running.Count == 0) return items;
        var ids = running.SelectMany(p => new[] { p.Id, p.OutOf ?? p.Id }).Distinct().ToList();
        var steps = (await db.CaseSteps.AsNoTracking().Where(s => ids.Contains(s.Process)).OrderBy(s => s.Number).ToListAsync(cancel)).ToLookup(s => s.Process);
        var periods = (await db.CaseDeadlines.AsNoTracking().Where(d => d.Standing != DeadlineStanding.Ended && ids.Contains(d.Process)).ToListAsync(cancel)).ToLookup(d => d.Process);
        var cases = ids.ConvertAll(id => CaseId.From(id.Value));
        var chairs = (await db.CasePapers.AsNoTracking().Where(p => p.Kind == CasePaperKind.HearingNotice && cases.Contains(p.PenaltyCase)).OrderBy(p => p.Number).ToListAsync(cancel))
            .GroupBy(p => (ProcessId)p.PenaltyCase).ToDictionary(g => g.Key, g => CanonicalJson.Read<AppointedHearing>(g.Last().Text)!.Hearing.Chair);
        var staff = await db.Officials.AsNoTracking().Where(o => o.Active).ToDictionaryAsync(o => o.Id, cancel);
        foreach (var one in running)
        {
            var definition = (await db.MachineOf(one.DefinitionHash, cancel)).Definition;
            var origin = one.OutOf ?? one.Id;
            var story = running.Where(other => (other.OutOf ?? other.Id) == origin).Select(other => other.Id).Append(origin).Distinct().SelectMany(id => steps[id]);
            var place = new Place(one, definition, [.. steps[one.Id]], one.OutOf is { } of ? [.. steps[of]] : [], ProcessFile.ActedIn(story), chairs.TryGetValue(origin, out var chair) ? chair : null, staff);
            // The first of the reader and those for whom he stands in whose it is.
            var found = people.Where(person => !closedTo[person.Id].Contains(one.Id.Value) && !closedTo[person.Id].Contains(origin.Value)).Select(person => place.Waits(person, reader).Select(w => (w.Reason, w.Detail, For: person == reader ? null : person.Name)).ToList()).FirstOrDefault(list => list.Count > 0);
            if (found is null) continue;
            var own = ProcessFile.Heeded(periods[one.Id], definition, one.State).ToList();
            var nearest = own.Where(d => d.DueOn is not null).MinBy(d => d.DueOn);
            items.AddRange(found.Select(w => new InboxItem(one.Id.Value, one.IsMatter ? InboxKind.Matter : InboxKind.Case, one.Id.Value, one.Number, definition.Title, place.State.Words, w.Reason, w.Detail, nearest?.DueOn, nearest?.Provisional ?? false,
                place.Escalated is not null || nearest?.DueOn < context.Today, own.Exists(d => d.RemindedOn is not null), w.For)));
        }
        return items;
    }

    /// <summary>Instalments whose day has come: the clock reminds, and the finance office posts (P-10). A case may be closed meanwhile.</summary>
    private static async Task<List<InboxItem>> Instalments(IntegrityDb db, List<Official> people, DateOnly today, CancellationToken cancel)
    {
        if (people.Find(person => person.Has(Duty.ExecutePayments)) is not { } payer) return [];
        var due = await (from one in db.CaseInstalments.AsNoTracking()
                         where one.TakenOn == null && one.UndoneOn == null && one.DueOn <= today
                         join @case in db.PenaltyCases on one.PenaltyCase equals @case.Id
                         join paper in db.CasePapers on new { Case = one.PenaltyCase, Number = one.Paper } equals new { Case = paper.PenaltyCase, paper.Number }
                         orderby one.DueOn, one.PenaltyCase
                         select new { @case.Id, @case.Number, @case.DefinitionHash, @case.State, Instalment = one.Number, one.DueOn, one.Amount.Fen, Paper = paper.Digest }).ToListAsync(cancel);
        var items = new List<InboxItem>();
        foreach (var one in due.DistinctBy(d => d.Id))
        {
            var definition = (await db.MachineOf(one.DefinitionHash, cancel)).Definition;
            items.Add(new(one.Id.Value, InboxKind.Case, one.Id.Value, one.Number, definition.Title, definition.State(one.State).Words, InboxReason.Instalment,
                new($"第 {one.Instalment} 期 {new Money(one.Fen)}，自 {one.DueOn:yyyy-MM-dd} 起", $"instalment {one.Instalment}, {new Money(one.Fen)}, from {one.DueOn:yyyy-MM-dd} on"), null, false, false, false, payer == people[0] ? null : payer.Name, new(one.Fen), one.Paper));
        }
        return items;
    }

    /// <summary>What a revocation or a reopening gave back of a loss that had been set off: it is owed to the bureau again, and set off only by a new decision (P-4, P-5). Told until the case is closed or decided anew.</summary>
    private static async Task<List<InboxItem>> LossesOpenAgain(IntegrityDb db, List<Official> people, CancellationToken cancel)
    {
        if (people.Find(person => person.Has(Duty.ReviewCases) || person.Has(Duty.ExecutePayments) || person.Has(Duty.ConfirmFunds)) is not { } whose) return [];
        var items = new List<InboxItem>();
        foreach (var one in await db.PenaltyCases.AsNoTracking().Where(c => !c.Ended && c.ReversedOn != null).OrderBy(c => c.Id).ToListAsync(cancel))
        {
            if (await db.LossOpenAgain(one, cancel) is not { IsPositive: true } loss) continue;
            var definition = (await db.MachineOf(one.DefinitionHash, cancel)).Definition;
            items.Add(new(one.Id.Value, InboxKind.Case, one.Id.Value, one.Number, definition.Title, definition.State(one.State).Words, InboxReason.LossOpenAgain,
                new($"{loss}，原抵销已随决定撤销，须另行主张或凭新的决定抵销", $"{loss}: its set-off fell with the decision; claim it otherwise, or set it off by a new decision"), null, false, false, false, whose == people[0] ? null : whose.Name));
        }
        return items;
    }

    /// <summary>Contracts for which an integrity contract is to be signed in ten working days, the oldest of them (C-5).</summary>
    private static async Task<IReadOnlyList<InboxItem>> Unsigned(IntegrityDb db, List<Official> people, DateOnly today, CancellationToken cancel)
    {
        if (people.Find(person => person.Has(Duty.RegisterContracts)) is not { } whose) return [];
        var contracts = await SigningTask.Unsigned(db, today).OrderBy(c => c.Id).Take(SecondPeople.Most).ToListAsync(cancel);
        if (contracts.Count == 0) return [];
        var due = await SigningTask.DueDays(db, contracts, await new Calendars(db).Current(cancel), cancel);
        return [.. contracts.Select(c => new InboxItem(c.Id.Value, InboxKind.Unsigned, c.Id.Value, c.Number, new("工程合同", "Works contract"), new("没有生效的廉政合同", "No integrity contract in force"), InboxReason.Signature,
            new("", ""), due[c.Id].Day, due[c.Id].IsProvisional, due[c.Id].Day < today, false, whose == people[0] ? null : whose.Name))];
    }

    /// <summary>Referrals that have ended and whose result nobody has taken up in the case, which may be closed meanwhile; after its last day it stands with the leaders too (P-9, P-10).</summary>
    private static async Task<List<InboxItem>> Referrals(IntegrityDb db, List<Official> people, DateOnly today, CancellationToken cancel)
    {
        bool IsAudit(Official person) => person.Has(Duty.InvestigateCases) || person.Has(Duty.ReviewCases);
        if (!people.Exists(person => IsAudit(person) || person.Has(Duty.Vote))) return [];
        var told = await (from matter in db.Matters.AsNoTracking()
                          where matter.Kind == MatterKind.Referral && matter.Ended
                          join @case in db.PenaltyCases on matter.PenaltyCase equals @case.Id
                          orderby @case.Id
                          select new { @case.Id, @case.Number, @case.DefinitionHash, @case.State }).ToListAsync(cancel);
        if (told.Count == 0) return [];
        var (ids, calendar) = (told.ConvertAll(c => (ProcessId)c.Id), await new Calendars(db).Current(cancel));
        var steps = (await db.CaseSteps.AsNoTracking().Where(s => ids.Contains(s.Process)).OrderBy(s => s.Number).ToListAsync(cancel)).ToLookup(s => s.Process);
        var items = new List<InboxItem>();
        foreach (var one in told.DistinctBy(c => c.Id))
        {
            var definition = (await db.MachineOf(one.DefinitionHash, cancel)).Definition;
            if (ReferralResults.Waiting(definition, one.State, [.. steps[one.Id]], calendar) is not { } waiting) continue;
            var late = waiting.DueOn < today;
            if (people.Find(person => IsAudit(person) || (late && person.Has(Duty.Vote))) is not { } whose) continue;
            items.Add(new(one.Id.Value, InboxKind.Case, one.Id.Value, one.Number, definition.Title, definition.State(one.State).Words, IsAudit(whose) ? InboxReason.ReferralResult : InboxReason.Escalated,
                new("移送结果：" + waiting.Result.Zh, "result of the referral: " + waiting.Result.En), waiting.DueOn, waiting.Provisional, late, false, whose == people[0] ? null : whose.Name));
        }
        return items;
    }

    /// <summary>Where a process stands, and who has done what in it.</summary>
    private sealed class Place(
        Running process, WorkflowDefinition definition, List<CaseStep> steps, List<CaseStep> before, IReadOnlyDictionary<string, IReadOnlySet<OfficialId>> parts, OfficialId? chair, Dictionary<OfficialId, Official> staff)
    {
        private readonly ILookup<string, OfficialId> acted = steps.Where(s => s.Role.Length > 0)
            .SelectMany(s => new[] { s.Actor, s.ActsFor }.OfType<OfficialId>().Select(person => (s.Role, person))).Distinct().ToLookup(a => a.Role, a => a.person);

        public StateNode State { get; } = definition.State(process.State);

        /// <summary>The period that ran out here and was reported to the leader.</summary>
        public DeadlineRule? Escalated
        {
            get
            {
                var since = steps.FindLast(s => s.StateBefore != s.StateAfter)?.Number ?? 0;
                var last = steps.FindLast(s => s.Number >= since && Trigger.DeadlineOf(s.Event) is not null && s.StateBefore == s.StateAfter && s.Actions.Contains("escalate", StringComparison.Ordinal));
                return last is not null && definition.Deadlines[Trigger.DeadlineOf(last.Event)!] is { EscalateTo: not null } rule ? rule : null;
            }
        }

        public IEnumerable<(InboxReason Reason, Words Detail)> Waits(Official person, Official reader)
        {
            foreach (var (trigger, asked) in Asked())
            {
                var by = State.Outward().SelectMany(node => node.Transitions).FirstOrDefault(arrow => arrow.Trigger == trigger)?.By ?? [];
                if (!ProcessFile.IsBy(asked, person.Id) && !ProcessFile.IsBy(asked, reader.Id) && by.Any(role => Fills(person, reader, role))) yield return (InboxReason.SecondPerson, definition.TriggerWords(trigger));
            }
            if (State.Outward().Select(node => node.Owner).FirstOrDefault(owner => owner is not null) is { } keeper && Keeps(person, reader, process.IsSealed && ProcessFile.Answers(State, "HAND_OVER") ? "reviewer" : keeper)) yield return (InboxReason.Step, new("", ""));
            else if (person.Has(Duty.Vote) && Escalated is { } late) yield return (InboxReason.Escalated, late.Title);
        }

        private IEnumerable<(string Trigger, CaseStep By)> Asked() =>
            from asked in steps
            where asked.Event.StartsWith(CaseEvents.Asking(""), StringComparison.Ordinal)
            let trigger = asked.Event[CaseEvents.Asking("").Length..]
            where !steps.Exists(later => later.Number > asked.Number && (later.Event == trigger || later.Event == asked.Event))
            select (trigger, asked);

        /// <summary>Whoever has begun in a role goes on in it, while he is there to; else everybody who fills it.</summary>
        private bool Keeps(Official person, Official reader, string role)
        {
            // A review is put by whoever took no part; another body's matter by any reviewer, and taken over by the secretary.
            if (definition.IsBody(role))
                return person.Has(Duty.KeepMeetings) || (person.Has(Duty.ReviewCases) && (role != "reviewPanel" || (!HasPart(person) && !HasPart(reader))));
            if (!Fills(person, reader, role)) return false;
            if (role == "hearingChair" && chair is { } appointed) return appointed == person.Id;
            if (process.Handler is { } handler && staff.ContainsKey(handler) && role == "investigator") return handler == person.Id;
            var begun = acted[role].Concat(before.Where(s => s.Role == role).Select(s => s.Actor).OfType<OfficialId>()).Where(id => staff.TryGetValue(id, out var known) && Fills(known, role)).ToList();
            return begun.Count == 0 || begun.Contains(person.Id);
        }

        private bool HasPart(Official person) => parts.Any(part => part.Key is not ("contractor" or "finance") && part.Value.Contains(person.Id));

        /// <summary>A duty of his, or of one for whom the definition lets him stand in, and no part of either in the way.</summary>
        private bool Fills(Official person, Official reader, string role) => Fills(person, role) && (person == reader || (definition.Roles.GetValueOrDefault(role)?.Substitutes is not null && Fits(reader, role)));

        private bool Fills(Official person, string role) => ProcessFile.RolesOf(person, process.Party).Contains(role) && Fits(person, role);

        /// <summary>No part of his, in the case or in what came out of it, keeps him from the role, for himself or for another; nor does he chair the hearing (D-4).</summary>
        private bool Fits(Official person, string role) => (chair != person.Id || role == "hearingChair") && !parts.Any(other => other.Value.Contains(person.Id) && (Apart(role, other.Key) || Apart(other.Key, role)));

        private bool Apart(string role, string other) => definition.Roles.TryGetValue(role, out var found) && found.NotSameAs.Contains(other);
    }
}
