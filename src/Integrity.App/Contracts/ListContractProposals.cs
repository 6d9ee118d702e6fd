using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <param name="Item">The item that votes it.</param>
/// <param name="Paper">What is asked.</param>
/// <param name="Digest">Its hash, which is voted.</param>
/// <param name="ProposedBy">Who put it to the group.</param>
/// <param name="ProposedOn">When.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Meeting">The meeting on whose agenda it stands.</param>
/// <param name="CarriedOutOn">The day on which the contract was changed by it.</param>
/// <param name="Counts">It is the one of its kind that would be carried out.</param>
/// <param name="WhyNot">Why the reader cannot carry it out now, whatever his duty; null when nothing keeps him.</param>
public sealed record ContractProposalRow(
    ItemId Item, ContractChangePaper Paper, Digest Digest, PersonNamed ProposedBy, DateOnly ProposedOn, ItemResult Result, MeetingId? Meeting, DateOnly? CarriedOutOn, bool Counts, Refusal? WhyNot);

/// <summary>What was put to the leadership group about a contract, the latest first: the papers that are voted, and what became of them. A recused reader does not find his.</summary>
/// <remarks>Rules: C-2, C-4, C-8, D-4, D-5.</remarks>
[May(Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote), Said("合同的提请事项", "What was put to the vote about a contract")]
public sealed record ListContractProposals(ContractId Contract) : IAsk<Listed<ContractProposalRow>>;

public sealed class ListContractProposalsAnswer(IntegrityDb db) : IAnswer<ListContractProposals, Listed<ContractProposalRow>>
{
    public async Task<Outcome<Listed<ContractProposalRow>>> Answer(ListContractProposals ask, AskContext context, CancellationToken cancel)
    {
        if (await db.WorksContracts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == ask.Contract, cancel) is not { } contract) return ActRefusals.NotFound();
        if (await db.KeptFrom(db.WorksContracts.Where(c => c.Id == ask.Contract), context, cancel) is { } away) return away;
        var put = await db.ChangesPut(contract.Id, cancel);
        PutContractChange?[] counting = [PutContractChange.Counting(put, ItemKinds.Novation), PutContractChange.Counting(put, ItemKinds.PayeeTypeChange), PutContractChange.Counting(put, ItemKinds.PenaltyScheduleChange)];
        var integrity = await db.LiveIntegrityContractOf(contract.Id, context.Today, cancel);
        var names = await PeopleNamed.Of(db, put.Select(p => p.Item.ProposedBy), cancel);
        return new Listed<ContractProposalRow>([.. put.Where(p => p.Item.OpenPapersFor(context.Caller.Official).IsDone).Select(p => new ContractProposalRow(
            p.Item.Id, p.Paper, p.Item.Candidates[0].Digest, names[p.Item.ProposedBy], BureauTime.DayOf(p.Item.ProposedAt), p.Item.Result, p.Item.Meeting, p.Item.ExecutionBegunOn, counting.Contains(p),
            p.WhyNot(p.Item.ProposedBy == context.Official?.Id || p.Item.ProposedBy == context.For?.Id) ?? p.Item.Authorises(p.Item.Kinds, p.Paper.DigestFor(contract, integrity?.Id)).Refusal))], null);
    }
}
