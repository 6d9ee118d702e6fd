using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Disclosure;

/// <param name="Party">A firm's name in full, a person's with only the family name.</param>
/// <param name="Text">What was published, with personal data masked.</param>
/// <param name="CorrectedOn">The day on which it was corrected, because the decision was revoked; what is corrected no longer counts.</param>
public sealed record PublicDeduction(
    CaseId Case, string Number, string ContractNumber, string Party, DateOnly ServedOn, DateOnly PublishedOn, Money Deducted, string Text, DateOnly? CorrectedOn);

/// <summary>Deductions and other sanctions in effect: only what was served and published, with every correction where it stood.</summary>
/// <remarks>Rules: V-1, P-6, P-7.</remarks>
[May(Public = true)]
public sealed record ListPublicDeductions(string? Cursor) : IAsk<Listed<PublicDeduction>>;

public sealed class ListPublicDeductionsAnswer(IntegrityDb db) : IAnswer<ListPublicDeductions, Listed<PublicDeduction>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<PublicDeduction>>> Answer(ListPublicDeductions ask, AskContext context, CancellationToken cancel)
    {
        var cases = db.PenaltyCases.AsNoTracking().Where(c => c.PublishedOn != null && c.DecisionServedOn != null);
        if (Cursor.Read(ask.Cursor) is { } after) cases = cases.Where(c => c.Id.CompareTo(CaseId.From(after.Id)) < 0);
        var page = Cursor.Page(await cases.OrderByDescending(c => c.Id).Take(PageSize + 1).ToListAsync(cancel), PageSize, last => Cursor.Write("", last.Id.Value));
        var contracts = page.Items.Select(c => c.Contract).Distinct().ToList();
        var names = await (from contract in db.WorksContracts.AsNoTracking()
                           where contracts.Contains(contract.Id)
                           join party in db.Counterparties on contract.Party equals party.Id
                           select new { contract.Id, contract.Number, Party = party.Name, party.IsPerson }).ToDictionaryAsync(n => n.Id, cancel);
        return new Listed<PublicDeduction>(
        [
            .. page.Items.Select(c => new PublicDeduction(c.Id, c.Number, names[c.Contract].Number, PublicRounds.Masked(names[c.Contract].Party, names[c.Contract].IsPerson),
                c.DecisionServedOn!.Value, c.PublishedOn!.Value, c.Deducted, c.PublicText!, c.CorrectedOn)),
        ], page.Next);
    }
}
