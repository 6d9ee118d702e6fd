using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>The unpaid wages of a scope: those that can be sent to a checked wage account, and those that cannot yet (O-5).</summary>
public sealed record WagesOwed(IReadOnlyList<WageLine> Sendable, IReadOnlyList<WageLine> WithoutAccount)
{
    /// <summary>Adds up the wage postings of all contracts in one statement; returned wages have their cash already and are not among them .</summary>
    public static async Task<WagesOwed> Read(IntegrityDb db, long? project, CancellationToken cancel)
    {
        var owed = await db.Postings.AsNoTracking()
            .Where(p => p.Account == Account.Payable && p.Standing == Standing.Wage && p.Subject == 0)
            .GroupBy(p => new { p.Owner, p.Tranche, p.Due })
            .Select(g => new { g.Key.Owner, g.Key.Tranche, g.Key.Due, Fen = g.Sum(p => p.Fen) })
            .Where(g => g.Fen != 0).ToListAsync(cancel);
        var contracts = owed.Select(w => ContractId.From(w.Owner)).Distinct().ToList();
        var inScope = db.WorksContracts.AsNoTracking().Where(c => contracts.Contains(c.Id));
        if (project is { } only) inScope = inScope.Where(c => c.Project == ProjectId.From(only));
        var accounts = await inScope.Select(c => new { c.Id, c.WageAccount }).ToDictionaryAsync(c => c.Id.Value, c => c.WageAccount, cancel);
        var payable = await PayableAccounts.Payable(db, [.. accounts.Values.OfType<AccountId>().Distinct()], cancel);
        var lines = owed.Where(w => accounts.ContainsKey(w.Owner)).Select(w => new WageLine(w.Owner, w.Tranche, w.Due, new(-w.Fen)))
            .ToLookup(w => accounts[w.Contract] is { } account && payable.Contains(account));
        return new([.. lines[true]], [.. lines[false].OrderBy(w => w.Certificate).ThenBy(w => w.Due)]);
    }
}
