using System.Globalization;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>Compares a workbook with the database: what is new, what is there already and equal, what differs, what no rule lets in (C-9).</summary>
internal sealed class LedgerPlanning(IntegrityDb db)
{
    private const string PartyExcluded = "parties.party_excluded";

    public async Task<Outcome<LedgerPlan>> Plan(LedgerFile file, string? sheet, DateOnly? asOf, DateOnly today, CancellationToken cancel)
    {
        var read = LedgerReader.Read(file.Content, sheet, asOf);
        if (!read.IsDone) return read.Refusal;
        if (read.Value.Accepted.Count + read.Value.Refused.Count == 0) return ExchangeRefusals.NoRows();
        if (read.Value.AsOf is not { } day) return ExchangeRefusals.AsOfMissing();
        if (day > today) return ExchangeRefusals.SheetFromFuture(day);

        var numbers = read.Value.Accepted.Select(row => row.Key).Distinct().ToList();
        var there = (await db.WorksContracts.AsNoTracking().Where(c => numbers.Contains(c.NumberKey)).ToListAsync(cancel)).ToLookup(c => c.NumberKey);
        var books = await Books(there.SelectMany(c => c).ToList(), day, cancel);
        var excluded = await Excluded(read.Value.Accepted, cancel);
        var refused = new List<RowRefusal>(read.Value.Refused);
        var found = new List<FoundExcluded>();
        var (fresh, equal, different) = (new List<LedgerRow>(), new List<LedgerRow>(), new List<LedgerDifference>());
        foreach (var row in read.Value.Accepted)
        {
            if (there[row.Key].FirstOrDefault() is { } contract)
            {
                var differences = Differences(row, books[contract.Id]).ToList();
                if (differences.Count == 0) equal.Add(row);
                different.AddRange(differences);
            }
            else if ((Refusal(row, file.Digest, today) ?? Screened(row, excluded[row.Code])) is { } refusal)
            {
                var (column, field, value) = CellOf(row, refusal.Field ?? "", today);
                refused.Add(new(row.Sheet, row.Row, column, field, value, refusal));
                if (refusal.Code == PartyExcluded) found.Add(new(excluded[row.Code].First().Party.Id, row.Signed, [.. excluded[row.Code].Select(one => one.Exclusion)]));
            }
            else
            {
                fresh.Add(row);
            }
        }
        return new LedgerPlan(day, fresh, equal, different, refused, read.Value.Warnings) { Excluded = found };
    }

    /// <summary>The cell that another module's rule is about: its usual title, its field and what stands in it; else the contract as a whole.</summary>
    private static (string Column, string Field, string Value) CellOf(LedgerRow row, string field, DateOnly today) => field switch
    {
        "signedOn" when row.Signed > today => ("签订日期", "signed", $"{row.Signed:yyyy-MM-dd}"),
        "signedOn" => ("廉政合同签订日期", "integritySigned", $"{row.IntegritySigned:yyyy-MM-dd}"),
        _ => ("", field, row.Number),
    };

    /// <summary>What the other modules' own rules say against the row, or null.</summary>
    private static Refusal? Refusal(LedgerRow row, string document, DateOnly today)
    {
        var party = LedgerEntities.Party(default, row, PayeeTypeId.From(1), today);
        if (!party.IsDone) return party.Refusal;
        var project = LedgerEntities.Project(default, "1", row, today);
        if (!project.IsDone) return project.Refusal;
        if (LedgerEntities.Against(row, document, today) is { } contract) return contract;
        return LedgerEntities.HasIntegrityContract(row) ? LedgerEntities.AgainstIntegrity(row, document, today) : null;
    }

    private static Refusal? Screened(LedgerRow row, IEnumerable<(Counterparty Party, MarketExclusion Exclusion)> onRecord)
    {
        var all = onRecord.ToList();
        return all.Count == 0 ? null
            : PartyScreening.Look(all[0].Party, about: 0, ScreeningPurpose.Registration, row.Signed, entry: 0, all.ConvertAll(one => one.Exclusion)).Refusal;
    }

    /// <summary>The exclusions on record of the parties in the workbook, by code (C-5, P-8).</summary>
    private async Task<ILookup<string, (Counterparty Party, MarketExclusion Exclusion)>> Excluded(IEnumerable<LedgerRow> rows, CancellationToken cancel)
    {
        var codes = rows.Select(row => row.Code).Distinct().ToList();
        var found = await (from party in db.Counterparties.AsNoTracking()
                           where codes.Contains(party.Code)
                           join exclusion in db.MarketExclusions.AsNoTracking() on party.Id equals exclusion.Party
                           select new { party, exclusion }).ToListAsync(cancel);
        return found.ToLookup(one => one.party.Code, one => (one.party, one.exclusion));
    }

    private async Task<Dictionary<ContractId, InBooks>> Books(List<WorksContract> contracts, DateOnly day, CancellationToken cancel)
    {
        var ids = contracts.ConvertAll(c => c.Id.Value);
        var postings = (await db.Postings.AsNoTracking().Where(p => ids.Contains(p.Owner) && p.Day <= day).ToListAsync(cancel)).ToLookup(p => p.Owner);
        var (parties, projects) = (contracts.Select(c => c.Party).Distinct().ToList(), contracts.Select(c => c.Project).Distinct().ToList());
        var codes = await db.Counterparties.AsNoTracking().Where(p => parties.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Code, cancel);
        var names = await db.Projects.AsNoTracking().Where(p => projects.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        return contracts.ToDictionary(c => c.Id, c => new InBooks(c, codes[c.Party], names[c.Project],
            ContractBalance.At(c.Id.Value, postings[c.Id.Value].Select(p => p.ToPosting()), day)));
    }

    private static IEnumerable<LedgerDifference> Differences(LedgerRow row, InBooks books)
    {
        (string Field, string InSheet, string InBooks)[] figures =
        [
            ("code", row.Code, books.Code),
            ("project", row.Project, books.Project),
            ("amount", row.Amount.ToPlainYuan(), books.Contract.Amount.ToPlainYuan()),
            ("signed", Day(row.Signed), Day(books.Contract.SignedOn)),
            ("certified", row.Certified.ToPlainYuan(), books.Balance.Certified.ToPlainYuan()),
            ("paid", row.Paid.ToPlainYuan(), books.Balance.Settled.ToPlainYuan()),
        ];
        return figures.Where(f => f.InSheet != f.InBooks)
            .Select(f => new LedgerDifference(row.Sheet, row.Row, row.Number, books.Contract.Id, f.Field, f.InSheet, f.InBooks));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record InBooks(WorksContract Contract, string Code, string Project, ContractBalance Balance);
}
