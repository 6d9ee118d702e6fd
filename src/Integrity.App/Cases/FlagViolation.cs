using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>The audit office flags a violation against a contract, or against one member of its consortium: the exposure is held at once and waits for a second person.</summary>
/// <remarks>Rules: P-1, P-2, P-5, P-7, C-3. Effect: one ledger entry that names the case.</remarks>
[May(Duty.InvestigateCases), Said("登记违约线索", "Flag a violation")]
public sealed record FlagViolation(
    ContractId Contract, CaseSource Source, string Act, DateOnly ActDay, int Severity, Money ClaimedLoss, IReadOnlyList<LegFacts> Legs,
    CounterpartyId? Member = null) : IAct<CaseId>;

public sealed class FlagViolationHandler(IntegrityDb db, CaseWork work, CurrentProcedures current) : IHandle<FlagViolation, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(FlagViolation act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (await db.BooksOf(act.Contract, context.Today, cancel) is not { } books) return ActRefusals.NotFound();
        var integrity = await db.ClauseFor(act.Contract, act.ActDay, cancel);
        var members = await db.MembersOf(act.Contract, cancel);
        var machine = current.Penalty;
        var last = await db.PenaltyCases.OrderByDescending(c => c.Id).Select(c => c.Number).FirstOrDefaultAsync(cancel);
        var (about, day) = (PenaltyCase.ActKeyOf(act.Act), act.ActDay);
        // A case that ended without a notice was withdrawn; after a notice the same act comes back only by a decision to reopen.
        var others = await db.PenaltyCases.Where(c => c.Contract == act.Contract && c.ActDay == day && !(c.Ended && c.NoticePaper == null))
            .Select(c => new { c.Number, c.Act }).ToListAsync(cancel);
        // Other punctuation, width, case or blanks make no other act.
        var same = others.Find(c => PenaltyCase.ActKeyOf(c.Act) == about)?.Number;

        // Decide.
        if (same is not null) return CaseRefusals.SameActTwice(same);
        var id = await context.NewId<CaseId>(cancel);
        var flagged = PenaltyCase.Flag(id, YearNumber.After(last, "AJ", context.Today.Year),
            new(act.Contract, act.Source, act.Act, act.ActDay, act.Severity, act.ClaimedLoss, act.Legs, act.Member), books.Contract, integrity,
            PenaltyBase.Of(books.Balance), machine.Definition.Hash, machine.Begin().To, context.Actor, context.Today, members);
        if (!flagged.IsDone) return flagged.Refusal;
        var findings = new List<CaseFinding>();
        foreach (var leg in act.Legs)
        {
            var found = CaseFinding.Of(id, findings.Count + 1, leg, context.Actor, context.Today);
            if (!found.IsDone) return found.Refusal;
            findings.Add(found.Value);
        }

        // Keep.
        await db.Pin(machine.Definition, cancel);
        db.PenaltyCases.Add(flagged.Value);
        db.CaseFindings.AddRange(findings);
        return await work.Begin(context, new CaseFile
        {
            OfMatters = [],
            Case = flagged.Value, Machine = machine, Books = books, Calendar = await new Calendars(db).Current(cancel),
            ClauseSignedOn = integrity!.SignedOn, Findings = findings,
            Steps = [], Papers = [], Tasks = [], Defences = [], Instalments = [], Deadlines = [],
        }, new() { Words = act.Act }, cancel);
    }
}
