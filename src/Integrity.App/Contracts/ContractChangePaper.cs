using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>A party, a payee type or an integrity contract with its penalty schedule, as a paper names it.</summary>
public sealed record NamedOnPaper(long Id, string Zh, string En);

/// <summary>The bands, the cap and the reach that an integrity contract has or is to have (C-4).</summary>
public sealed record ScheduleOnPaper(IReadOnlyList<Band> Bands, Ratio Cap, bool ReachesOtherContracts)
{
    public static ScheduleOnPaper Of(IntegrityContract integrity)
    {
        ArgumentNullException.ThrowIfNull(integrity);
        return new([.. integrity.Bands.Select(b => new Band(b.Min, b.Max))], integrity.Cap, integrity.ReachesOtherContracts);
    }

    public bool IsSameAs(ScheduleOnPaper other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Bands.SequenceEqual(other.Bands) && Cap == other.Cap && ReachesOtherContracts == other.ReachesOtherContracts;
    }

    /// <param name="of">The integrity contract that has it; 0 for one that is to be signed.</param>
    public NamedOnPaper Named(long of) => new(of,
        string.Join("、", Bands.Select((b, i) => $"第{i + 1}档 {b.Min.ToPercent()}%–{b.Max.ToPercent()}%")) + $"，上限 {Cap.ToPercent()}%，{(ReachesOtherContracts ? "可及其他合同" : "不及其他合同")}",
        string.Join(", ", Bands.Select((b, i) => $"band {i + 1}: {b.Min.ToPercent()}–{b.Max.ToPercent()} %")) + $", cap {Cap.ToPercent()} %, {(ReachesOtherContracts ? "reaching other contracts" : "this contract only")}");
}

/// <summary>What the leadership group is asked about a contract: another party, payee type or penalty schedule.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Number">Its number.</param>
/// <param name="Kind">Novation, change of payee type, or of the penalty schedule.</param>
/// <param name="From">What the contract has.</param>
/// <param name="To">What it is to have.</param>
/// <param name="AssumesIntegrityContract">The successor assumes the integrity contract; else a new one is to be signed (C-8).</param>
/// <param name="Ground">Why.</param>
/// <param name="Evidence">SHA-256 of the paper that shows it.</param>
/// <param name="Schedule">The penalty schedule that is to be signed; null for the other kinds.</param>
public sealed record ContractChangePaper(long Contract, string Number, ItemKinds Kind, NamedOnPaper From, NamedOnPaper To, bool AssumesIntegrityContract, string Ground, string Evidence, ScheduleOnPaper? Schedule = null)
{
    /// <summary>The decision in words.</summary>
    public Words Decides() => Kind != ItemKinds.Novation ? new($"由“{From.Zh}”调整为“{To.Zh}”", $"From {From.En} to {To.En}")
        : AssumesIntegrityContract ? new($"由“{From.Zh}”变更为“{To.Zh}”，承继原廉政合同", $"From {From.En} to {To.En}, who assumes the integrity contract")
        : new($"由“{From.Zh}”变更为“{To.Zh}”，另签廉政合同", $"From {From.En} to {To.En}, who signs a new integrity contract");

    /// <summary>The hash of the paper as it would be written for the contract as it stands: the voted one, unless the contract has changed since (D-5).</summary>
    /// <param name="contract">As it stands.</param>
    /// <param name="integrity">The integrity contract in force for it.</param>
    public Digest DigestFor(WorksContract contract, IntegrityContractId? integrity) => CanonicalJson.DigestOf(this with
    {
        Contract = contract.Id.Value,
        Number = contract.Number,
        From = From with { Id = Kind switch { ItemKinds.Novation => contract.Party.Value, ItemKinds.PayeeTypeChange => contract.PayeeType.Value, _ => integrity?.Value ?? 0 } },
    });
}

/// <summary>A paper about a contract with the item that votes it.</summary>
internal sealed record PutContractChange(ContractChangePaper Paper, Item Item)
{
    /// <summary>Of several of one kind, the one that counts: the last that passed, else the last.</summary>
    public static PutContractChange? Counting(IEnumerable<PutContractChange> put, ItemKinds kind) =>
        put.Where(p => p.Item.Kinds == kind).OrderByDescending(p => p.Item.Result == ItemResult.Passed).ThenByDescending(p => p.Item.Id.Value).FirstOrDefault();

    /// <summary>A decision is carried out once, and not by who proposed it.</summary>
    public Refusal? WhyNot(bool byProposer) =>
        Item.ExecutionBegunOn is { } on ? ContractRefusals.ChangeCarriedOut(on) : byProposer ? ContractRefusals.ChangeBySamePerson() : null;
}

/// <summary>Says why a contract stays as it is for now: another module has it in its hands as it is.</summary>
public interface IHoldsContracts
{
    /// <summary>Why it keeps its party and its payee type.</summary>
    Task<Refusal?> WhyNotChanged(WorksContract contract, DateOnly today, CancellationToken cancel);

    /// <summary>Why what is owed under it does not become less by these postings: something counts on it, and only a set-aside with its ground makes it smaller.</summary>
    Task<Refusal?> WhyNotLess(WorksContract contract, IReadOnlyList<Posting> postings, DateOnly today, CancellationToken cancel);
}

internal static class ContractChanges
{
    extension(IntegrityDb db)
    {
        /// <summary>All that was put to the vote about a contract, the latest first.</summary>
        public async Task<IReadOnlyList<PutContractChange>> ChangesPut(ContractId contract, CancellationToken cancel)
        {
            var papers = await db.ContractProposals.AsNoTracking().Where(p => p.Contract == contract).ToDictionaryAsync(p => p.Item, p => p.Text, cancel);
            var put = papers.Keys.ToList();
            var items = await db.WholeItems.Where(i => put.Contains(i.Id)).ToListAsync(cancel);
            return [.. items.OrderByDescending(i => i.Id.Value).Select(i => new PutContractChange(CanonicalJson.Read<ContractChangePaper>(papers[i.Id])!, i))];
        }

        /// <summary>Puts a change of a contract to the leadership group, bound to the hash of its paper. One of a kind is on the table at a time; what was decided may be decided anew.</summary>
        public async Task<Outcome<ItemId>> PutChange(ContractChangePaper paper, ActContext context, CancellationToken cancel)
        {
            var contract = ContractId.From(paper.Contract);
            if ((await db.ChangesPut(contract, cancel)).Any(p => p.Item.Kinds == paper.Kind && p.Item.Result == ItemResult.Pending)) return ContractRefusals.ChangePutAlready();
            if (await db.LeadershipGroup(cancel) is not { } body) return DecisionRefusals.NobodyDecides();
            var words = paper.Decides();
            var proposed = await db.Propose(new Proposal(body, paper.Contract, paper.Kind, $"{paper.Number} {paper.Kind.Zh()}", $"{paper.Kind.En()} of contract {paper.Number}",
                [new CandidateFacts(words.Zh, words.En, CanonicalJson.DigestOf(paper))], [], [context.Actor]), context, cancel);
            if (!proposed.IsDone) return proposed.Refusal;
            db.ContractProposals.Add(ContractProposal.Put(proposed.Value.Id, contract, CanonicalJson.Of(paper), paper.Evidence));
            return proposed.Value.Id;
        }

        /// <summary>Begins to carry out what was decided about a contract; the paper's hash is made anew and compared with the voted one (D-5).</summary>
        public async Task<Outcome<PutContractChange>> BeginChange(WorksContract contract, ItemKinds kind, ActContext context, WorkingCalendar calendar, CancellationToken cancel)
        {
            if (PutContractChange.Counting(await db.ChangesPut(contract.Id, cancel), kind) is not { } put) return ContractRefusals.NoChangePut();
            if (put.WhyNot(byProposer: context.IsOneOf([put.Item.ProposedBy])) is { } refusal) return refusal;
            var integrity = await db.LiveIntegrityContractOf(contract.Id, context.Today, cancel);
            var begun = put.Item.BeginExecution(kind, put.Paper.DigestFor(contract, integrity?.Id), context.Today, calendar);
            if (!begun.IsDone) return begun.Refusal;
            context.Touch(put.Item.Id.Value);
            return put;
        }
    }
}
