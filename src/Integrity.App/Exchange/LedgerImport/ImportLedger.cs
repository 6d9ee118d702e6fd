using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>What an import did.</summary>
public sealed record ImportedLedger(
    DateOnly AsOf, string Document, int Imported, int Skipped, int RefusedRows, IReadOnlyList<LedgerDifference> Different);

/// <summary>The office's contract ledger is taken over: new contracts with their parties, projects and integrity contracts, each with its opening as of the sheet's day.</summary>
/// <remarks>
/// Rules: C-9, C-1, C-3, C-4, C-5. Only new contracts; equal rows are skipped, differences reported and nothing is changed by them.
/// Nothing at all unless every row is good or the good ones are taken on purpose. Effect: one entry a contract, dated the sheet's day.
/// That a party was found excluded stays on record, whatever becomes of the workbook (P-8).
/// </remarks>
[May(Duty.ImportLedger, Operator = true), Said("导入合同台账", "Import the contract ledger")]
public sealed record ImportLedger(LedgerFile File, bool AcceptValid, string? Sheet, DateOnly? AsOf) : IAct<ImportedLedger>, INamesToRead;

public sealed class ImportLedgerHandler(IntegrityDb db, Books books) : IHandle<ImportLedger, ImportedLedger>
{
    private readonly Dictionary<string, Counterparty> parties = [];
    private readonly Dictionary<string, Project> projects = [];
    private readonly Dictionary<string, IntegrityContract> integrities = [];
    private Dictionary<CounterpartyKind, PayeeTypeId> types = [];

    public async Task<Outcome<ImportedLedger>> Handle(ImportLedger act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var planned = await new LedgerPlanning(db).Plan(act.File, act.Sheet, act.AsOf, context.Today, cancel);
        if (!planned.IsDone) return planned.Refusal;
        var plan = planned.Value;
        var looked = plan.Excluded.Select((one, place) => PartyScreening.OfRefusal(one.Party, 0, ScreeningPurpose.Registration, one.Day, context.Number, one.OnRecord, place)).ToList();
        looked.ForEach(context.KeepIfRefused);
        if (plan.Refused.Count > 0 && !act.AcceptValid) return ExchangeRefusals.RowsRefused(plan.RefusedRows, plan.New.Count, plan.Refused);
        await Known(plan.New, cancel);
        db.PartyScreenings.AddRange(looked);

        // Decide and keep, row by row: the plan has asked every rule already.
        var entries = new List<(TotalsOf, IReadOnlyList<Posting>)>();
        var opened = new List<Certificate>();
        var contracts = new List<(LedgerRow Row, WorksContract Contract)>();
        foreach (var row in plan.New)
        {
            var party = await Party(row, context, cancel);
            var kept = await db.AddContract(context, LedgerEntities.Contract(row, act.File.Digest, (await Project(row, context, cancel)).Id, party.Id), unsplit: true, cancel);
            if (!kept.IsDone) return kept.Refusal;
            var contract = kept.Value;
            contracts.Add((row, contract));
            var opening = Certificate.Open(await context.NewId<CertificateId>(cancel), contract.Id, row.Certified, act.File.Digest, plan.AsOf, context.Now);
            db.Certificates.Add(opening);
            var entry = OpeningRule.Open(contract.Id.Value, opening.Id.Value, row.Certified, row.Paid, plan.AsOf);
            if (entry.IsEmpty) continue;
            entries.Add((new(contract.PayeeType.Value, contract.Project.Value), entry.Postings));
            opened.Add(opening);
        }
        foreach (var one in contracts.Where(c => LedgerEntities.HasIntegrityContract(c.Row)).GroupBy(c => SameNumber.KeyOf(c.Row.Integrity)))
            if (await Bind([.. one], act.File.Digest, context, cancel) is { } refusal) return refusal;
        if (entries.Count > 0)
        {
            var first = await books.Post(context, "opening", entries, cancel, day: plan.AsOf, document: act.File.Digest);
            for (var i = 0; i < opened.Count; i++) opened[i].PostedAs(first + i);
        }
        return new ImportedLedger(plan.AsOf, act.File.Digest, plan.New.Count, plan.Equal.Count, plan.RefusedRows, plan.Different);
    }

    private async Task Known(IReadOnlyList<LedgerRow> rows, CancellationToken cancel)
    {
        var codes = rows.Select(r => r.Code).Distinct().ToList();
        foreach (var party in await db.Counterparties.Where(p => codes.Contains(p.Code)).ToListAsync(cancel)) parties[party.Code] = party;
        var names = rows.Select(r => r.Project).Distinct().ToList();
        foreach (var project in await db.Projects.Where(p => names.Contains(p.Name)).OrderByDescending(p => p.Id).ToListAsync(cancel)) projects[project.Name] = project;
        var numbers = rows.Select(r => SameNumber.KeyOf(r.Integrity)).Distinct().ToList();
        foreach (var integrity in await db.IntegrityContracts.Where(i => numbers.Contains(i.NumberKey)).ToListAsync(cancel)) integrities[integrity.NumberKey] = integrity;
        types = await db.PayeeTypes.AsNoTracking().Where(t => t.DefaultFor != null).ToDictionaryAsync(t => t.DefaultFor!.Value, t => t.Id, cancel);
    }

    private async Task<Counterparty> Party(LedgerRow row, ActContext context, CancellationToken cancel)
    {
        if (parties.TryGetValue(row.Code, out var party)) return party;
        party = parties[row.Code] = LedgerEntities.Party(await context.NewId<CounterpartyId>(cancel), row, types[row.Kind], context.Today).Value;
        db.Counterparties.Add(party);
        await db.Index(SearchKind.Counterparty, party.Id.Value, [party.Name, party.Code], cancel);
        return party;
    }

    private async Task<Project> Project(LedgerRow row, ActContext context, CancellationToken cancel)
    {
        if (projects.TryGetValue(row.Project, out var project)) return project;
        var id = await context.NewId<ProjectId>(cancel);
        project = projects[row.Project] = LedgerEntities.Project(id, $"TZ-{id.Value}", row, context.Today).Value;
        db.Projects.Add(project);
        await db.Index(SearchKind.Project, project.Id.Value, [project.Number, project.Name], cancel);
        return project;
    }

    /// <summary>One integrity contract binds contracts of one party, that of its first row; the preview has warned of another's.</summary>
    private async Task<Refusal?> Bind(IReadOnlyList<(LedgerRow Row, WorksContract Contract)> rows, string document, ActContext context, CancellationToken cancel)
    {
        var (first, known) = (rows[0], integrities.GetValueOrDefault(SameNumber.KeyOf(rows[0].Row.Integrity)));
        var party = known?.Party ?? first.Contract.Party;
        var contracts = rows.Where(r => r.Contract.Party == party).Select(r => r.Contract.Id).ToList();
        if (known is null) return (await db.AddIntegrityContract(context, LedgerEntities.Integrity(first.Row, document, party, contracts), cancel)).Refusal;
        foreach (var contract in contracts) db.IntegrityBindings.Add(IntegrityBinding.Of(contract, known));
        if (contracts.Count > 0) context.Touch(known.Id.Value);
        return null;
    }
}

/// <summary>What an import would do: every accepted and refused row, and how it compares with the books. Nothing is changed.</summary>
/// <remarks>Rules: C-9.</remarks>
[May(Duty.ImportLedger, Operator = true)]
public sealed record PreviewLedger(LedgerFile File, string? Sheet, DateOnly? AsOf) : IAsk<LedgerPlan>;

public sealed class PreviewLedgerAnswer(IntegrityDb db) : IAnswer<PreviewLedger, LedgerPlan>
{
    public Task<Outcome<LedgerPlan>> Answer(PreviewLedger ask, AskContext context, CancellationToken cancel) =>
        new LedgerPlanning(db).Plan(ask.File, ask.Sheet, ask.AsOf, context.Today, cancel);
}
