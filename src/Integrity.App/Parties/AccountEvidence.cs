using Integrity.App.Documents;
using Integrity.App.Storage;
using Integrity.Domain.Parties;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Parties;

/// <summary>The accounts that name a paper.</summary>
internal sealed class AccountEvidence(IntegrityDb db) : INamesEvidence
{
    public async Task<IReadOnlyList<NamedIn>> PlacesOf(string paper, long? party, CancellationToken cancel)
    {
        var accounts = db.PayeeAccounts.AsNoTracking().Where(a => a.Evidence == paper);
        if (party is { } own)
        {
            var mine = CounterpartyId.From(own);
            accounts = accounts.Where(a => a.Party == mine);
        }
        var found = await accounts.OrderBy(a => a.Id).Select(a => new { a.Id, a.Holder }).Take(NamedIn.Most).ToListAsync(cancel);
        return [.. found.Select(a => new NamedIn<ShowAccount, AccountDetail>(new(a.Id), $"收款账户（{a.Holder}）", $"Account of {a.Holder}", $"/accounts/{a.Id.Value}"))];
    }
}
