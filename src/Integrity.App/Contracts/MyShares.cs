using Integrity.App.Acts;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>What a contract says to one of those who signed it: its head and his share, whoever leads. The books, the account and the cases are the other's (C-3).</summary>
/// <param name="Share">The whole where it was signed with him alone.</param>
public sealed record MyShare(
    ContractId Contract, string Number, string Name, ContractKind Kind, string ProjectName, string LeadingName, bool Leads, Money Amount, DateOnly SignedOn, DateOnly? ClosedOn, Ratio Share, string Document);

/// <summary>A contractor's share of a contract; one that he did not sign looks like none.</summary>
/// <remarks>Rules: C-3.</remarks>
[May(Duty.ActAsContractor), Said("我在合同中的份额", "My share of a contract")]
public sealed record ShowMyShare(ContractId Contract) : IAsk<MyShare>;

/// <summary>The contracts of consortiums in which the contractor is a member and does not lead.</summary>
/// <remarks>Rules: C-3.</remarks>
[May(Duty.ActAsContractor), Said("我参加的联合体合同", "My contracts in consortiums")]
public sealed record ListMyShares(string? Cursor) : IAsk<Listed<MyShare>>;

public sealed class ShowMyShareAnswer(IntegrityDb db) : IAnswer<ShowMyShare, MyShare>
{
    public async Task<Outcome<MyShare>> Answer(ShowMyShare ask, AskContext context, CancellationToken cancel) =>
        (await db.SharesOf(context.OwnParty, (contracts, members, own) =>
            contracts.Where(c => c.Id == ask.Contract && (c.Party == own || members.Any(m => m.Contract == c.Id && m.Party == own))), cancel)) is [var mine] ? mine : ActRefusals.NotFound();
}

public sealed class ListMySharesAnswer(IntegrityDb db) : IAnswer<ListMyShares, Listed<MyShare>>
{
    private const int PageSize = 30;

    public async Task<Outcome<Listed<MyShare>>> Answer(ListMyShares ask, AskContext context, CancellationToken cancel)
    {
        var after = ContractId.From(Cursor.Read(ask.Cursor)?.Id ?? 0);
        var rows = await db.SharesOf(context.OwnParty, (contracts, members, own) => members.Where(m => m.Party == own && m.Contract.CompareTo(after) > 0)
            .Join(contracts, m => m.Contract, c => c.Id, (_, c) => c).Where(c => c.Party != own).OrderBy(c => c.Id).Take(PageSize + 1), cancel);
        return Cursor.Page(rows, PageSize, last => Cursor.Write("", last.Contract.Value));
    }
}

internal static class Shares
{
    /// <summary>One reading, whatever the answer: another's contract cannot be told from none by the work that is done.</summary>
    /// <param name="db">The database.</param>
    /// <param name="party">Whose.</param>
    /// <param name="which">Of all contracts and members of consortia, the contracts in which the party has a share.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<List<MyShare>> SharesOf(
        this IntegrityDb db, long? party, Func<IQueryable<WorksContract>, IQueryable<ConsortiumMember>, CounterpartyId, IQueryable<WorksContract>> which, CancellationToken cancel)
    {
        var (own, members) = (CounterpartyId.From(party ?? 0), db.ConsortiumMembers.AsNoTracking());
        var rows = await (from contract in which(db.WorksContracts.AsNoTracking(), members, own)
                          join project in db.Projects on contract.Project equals project.Id
                          join leading in db.Counterparties on contract.Party equals leading.Id
                          from member in members.Where(m => m.Contract == contract.Id && m.Party == own).DefaultIfEmpty()
                          orderby contract.Id
                          select new { contract, Project = project.Name, Leading = leading.Name, Member = member }).ToListAsync(cancel);
        return rows.ConvertAll(r => new MyShare(r.contract.Id, r.contract.Number, r.contract.Name, r.contract.Kind, r.Project, r.Leading, r.contract.Party == own,
            r.contract.Amount + r.contract.ApprovedVariations, r.contract.SignedOn, r.contract.ClosedOn, r.Member?.Share ?? Ratio.One, r.contract.Document));
    }
}
