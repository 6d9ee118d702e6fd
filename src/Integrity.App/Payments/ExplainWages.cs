using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Explains the wages of a run, or of one that would be prepared today: line by line, each with the entry that made it a debt.</summary>
/// <param name="Run">The run, or null for today's wages of all contracts.</param>
/// <param name="Standing">Only the lines of this standing.</param>
/// <param name="Line">Only this line.</param>
/// <param name="Unpaid">Only what the run leaves unpaid, whatever keeps it out.</param>
/// <remarks>Rules: O-5.</remarks>
[May(Duty.ReadBusiness), Said("工资数字的由来", "Explain a figure of the wages")]
public sealed record ExplainWages(WageRunId? Run, WageLineStanding? Standing, int? Line, string? Cursor, bool? Unpaid = null) : IAsk<Explanation<ExplainWages>>;

public sealed class ExplainWagesAnswer(IntegrityDb db, Funds funds) : IAnswer<ExplainWages, Explanation<ExplainWages>>
{
    public async Task<Outcome<Explanation<ExplainWages>>> Answer(ExplainWages ask, AskContext context, CancellationToken cancel)
    {
        if (ask.Run is { } run && !await db.WageRuns.AnyAsync(r => r.Id == run, cancel)) return ActRefusals.NotFound();
        var lines = ask.Run is { } of ? await db.Set<WageRunLine>().AsNoTracking().Where(l => l.Run == of).OrderBy(l => l.Ordinal).ToListAsync(cancel)
            : WageLines.Today(await WagesOwed.Read(db, null, cancel), await funds.Available(FundScope.All, cancel)).Lines;
        lines = lines.FindAll(l => (ask.Standing is not { } standing || l.Standing == standing) && (ask.Line is not { } line || l.Ordinal == line) && (ask.Unpaid != true || l.Standing != WageLineStanding.Paid));
        var from = Cursor.Read(ask.Cursor)?.Id ?? 0;
        var page = Cursor.Page([.. lines.Where(l => l.Ordinal > from).Take(WageLines.PageSize + 1)], WageLines.PageSize, last => Cursor.Write("", last.Ordinal));
        var parts = await Parts(page.Items, cancel);
        var sum = lines.Sum(l => l.Amount);
        if (sum - parts.Sum(p => p.Amount) is { IsZero: false } rest) parts.Add(new("未在本页列出的各笔", "Lines not on this page", rest));
        return new Explanation<ExplainWages>(null, sum, "O-5", "各笔人工费之和，按计量先后", "The sum of the wage lines, oldest certificate first", parts, page.Next);
    }

    private async Task<List<ExplainedPart<ExplainWages>>> Parts(IReadOnlyList<WageRunLine> page, CancellationToken cancel)
    {
        var views = await WageLines.View(db, page, cancel);
        var owners = views.Select(l => l.Contract).Distinct().ToList();
        var owed = (await db.Postings.AsNoTracking().Where(p => owners.Contains(p.Owner) && p.Account == Account.Payable && p.Standing == Standing.Wage && p.Fen < 0).ToListAsync(cancel))
            .GroupBy(p => (p.Owner, p.Tranche)).ToDictionary(g => g.Key, g => g.MinBy(p => p.Id)!);
        var entries = await new EntriesExplained(db).Entries([.. owed.Values], cancel);
        return [.. views.Select(l => new ExplainedPart<ExplainWages>($"{l.ContractNumber} {l.Party}", $"{l.ContractNumber} {l.Party}", l.Amount,
            owed.TryGetValue((l.Contract, l.Certificate), out var posting) ? entries[posting.Id] : null))];
    }
}
