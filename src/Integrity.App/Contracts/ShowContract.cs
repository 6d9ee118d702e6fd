using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

public sealed record AccountShown(AccountId Id, string Holder, string Number, string BankName, string? FrozenBy);

public sealed record IntegrityShown(IntegrityContractId Id, string Number, DateOnly SignedOn, IReadOnlyList<Band> Bands, Ratio Cap, DateOnly? BreachedOn);

/// <summary>A day until which something is to be done.</summary>
public sealed record DayLeft(DateOnly Day, int WorkingDaysLeft, bool IsProvisional);

/// <param name="Evidence">SHA-256 of the approval; null for the contractor: it is the bureau's own paper.</param>
public sealed record VariationRow(
    VariationId Id, long Version, Money Amount, string Reason, CheckState State, string ProposedBy, DateOnly ProposedOn, string? CheckedBy, DateOnly? CheckedOn,
    string? Evidence);

public sealed record AgreementRow(AgreementId Id, AgreementKind Kind, string PartyName, DateOnly SignedOn, DateOnly? Until, string Words, string Evidence);

public sealed record DepositRow(DepositId Id, long Version, DepositKind Kind, Money Amount, DateOnly ReceivedOn, DateOnly? ReturnedOn, string Evidence);

public sealed record MemberRow(CounterpartyId Party, string PartyName, Ratio Share);

/// <param name="Members">The members of the consortium, the contract's own party leading; none where it stands alone (C-3).</param>
/// <param name="SigningUnproved">Something under it was entered during an exclusion with an earlier day of signature, and a second person has not confirmed that day (P-8).</param>
/// <param name="SignIntegrityBy">Ten working days to sign the integrity contract, where there is none in force; else null (C-5).</param>
public sealed record ContractDetail(
    ContractId Id, long Version, string Number, string Name, ContractKind Kind, ProjectId Project, string ProjectName, CounterpartyId Party, string PartyName,
    PayeeTypeId PayeeType, string PayeeTypeZh, string PayeeTypeEn, Money Amount, Money ApprovedVariations, Money Certified, Money Settled, Money Outstanding,
    Ratio LabourShare, Ratio RetentionRate, int PaymentDays, int DefectMonths, DateOnly? AcceptedOn, DateOnly? RetentionDueOn, Ratio OverdueDailyRate,
    Ratio? AdvanceRate, Ratio? AdvanceRecovery, bool SigningIsPaymentCondition, AccountShown? PayeeAccount, AccountShown? WageAccount, bool Unsplit,
    bool OpeningConfirmed, DateOnly SignedOn, DateOnly RegisteredOn, DateOnly? ClosedOn, IntegrityShown? Integrity, DayLeft? SignIntegrityBy,
    bool AgreedInsideExclusion, DateOnly? SuccessionUnclearSince, IReadOnlyList<VariationRow> Variations, IReadOnlyList<AgreementRow> Agreements, IReadOnlyList<DepositRow> Deposits,
    IReadOnlyList<MemberRow> Members, bool SigningUnproved, string Document) : IVersioned;

/// <summary>One works contract with its terms, accounts, integrity contract and what is owed today. A contractor sees only his own, and another's looks like none.</summary>
/// <remarks>Rules: C-3 to C-7, O-1, D-4.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("一份合同", "One works contract")]
public sealed record ShowContract(ContractId Contract) : IAsk<ContractDetail>;

public sealed class ShowContractAnswer(IntegrityDb db, Calendars calendars) : IAnswer<ShowContract, ContractDetail>
{
    public async Task<Outcome<ContractDetail>> Answer(ShowContract ask, AskContext context, CancellationToken cancel)
    {
        var contract = await db.WorksContracts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == ask.Contract, cancel);
        if (contract is null || (context.OwnParty is { } own && own != contract.Party.Value)) return ActRefusals.NotFound();
        if (await db.KeptFrom(db.WorksContracts.Where(c => c.Id == ask.Contract), context, cancel) is { } away) return away;
        var project = await db.Projects.Where(p => p.Id == contract.Project).Select(p => p.Name).SingleAsync(cancel);
        var party = await db.Counterparties.Where(p => p.Id == contract.Party).Select(p => p.Name).SingleAsync(cancel);
        var type = await db.PayeeTypes.AsNoTracking().SingleAsync(t => t.Id == contract.PayeeType, cancel);
        var integrity = await db.LiveIntegrityContractOf(contract.Id, context.Today, cancel);
        var postings = await db.Postings.AsNoTracking().Where(p => p.Owner == contract.Id.Value).ToListAsync(cancel);
        var balance = ContractBalance.At(contract.Id.Value, postings.Select(p => p.ToPosting()), context.Today);
        return new ContractDetail(
            contract.Id, await db.VersionOf(contract.Id.Value, cancel), contract.Number, contract.Name, contract.Kind, contract.Project, project, contract.Party,
            party, type.Id, type.NameZh, type.NameEn, contract.Amount, contract.ApprovedVariations, balance.Certified, balance.Settled, balance.Outstanding,
            contract.LabourShare, contract.RetentionRate, contract.PaymentDays, contract.DefectMonths, contract.AcceptedOn, contract.RetentionDueOn,
            contract.EffectiveOverdueDailyRate, contract.AdvanceRate, contract.AdvanceRecovery, contract.SigningIsPaymentCondition,
            await Shown(contract.PayeeAccount, cancel), await Shown(contract.WageAccount, cancel), contract.OpeningMissing, contract.OpeningConfirmed,
            contract.SignedOn, contract.RegisteredOn, contract.ClosedOn,
            integrity is null ? null : new(integrity.Id, integrity.Number, integrity.SignedOn, Bands(integrity), integrity.Cap, integrity.BreachedOn),
            integrity is null && contract.ClosedOn is null ? await SignBy(contract, context.Today, cancel) : null,
            await db.ContractsAgreedInsideExclusion().AnyAsync(id => id == contract.Id, cancel), contract.SuccessionUnclearSince,
            await Variations(contract.Id, own: context.OwnParty is not null, cancel), await Agreements(contract.Id, cancel), await Deposits(contract.Id, cancel),
            await db.MemberRows(contract.Id, cancel), (await db.UnprovedSignings(context.Today, contract.Id, cancel)).Count > 0, contract.Document);
    }

    internal static IReadOnlyList<Band> Bands(IntegrityContract integrity) => [.. integrity.Bands.OrderBy(b => b.Number).Select(b => new Band(b.Min, b.Max))];

    private async Task<DayLeft> SignBy(WorksContract contract, DateOnly today, CancellationToken cancel)
    {
        var calendar = await calendars.Current(cancel);
        var limit = (await SigningTask.DueDays(db, [contract], calendar, cancel))[contract.Id];
        return new(limit.Day, calendar.WorkingDaysBetween(today, limit.Day), limit.IsProvisional);
    }

    private async Task<AccountShown?> Shown(AccountId? account, CancellationToken cancel) => account is null ? null
        : await db.PayeeAccounts.Where(a => a.Id == account).Select(a => new AccountShown(a.Id, a.Holder, a.Number, a.BankName, a.FrozenBy)).SingleAsync(cancel);

    private async Task<IReadOnlyList<VariationRow>> Variations(ContractId contract, bool own, CancellationToken cancel)
    {
        var rows = new List<VariationRow>();
        var variations = await db.ContractVariations.AsNoTracking().Where(v => v.Contract == contract).OrderBy(v => v.Id).ToListAsync(cancel);
        var people = variations.SelectMany(v => new[] { (OfficialId?)v.ProposedBy, v.CheckedBy }).OfType<OfficialId>().Distinct().ToList();
        var names = await db.Set<Official>().Where(o => people.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        foreach (var v in variations)
            rows.Add(new(v.Id, await db.VersionOf(v.Id.Value, cancel), v.Amount, v.Reason, v.State, names[v.ProposedBy], v.ProposedOn,
                v.CheckedBy is { } by ? names[by] : null, v.CheckedOn, own ? null : v.Evidence));
        return rows;
    }

    private async Task<IReadOnlyList<AgreementRow>> Agreements(ContractId contract, CancellationToken cancel) =>
        await (from agreement in db.ContractAgreements
               where agreement.Contract == contract
               join party in db.Counterparties on agreement.Party equals party.Id
               orderby agreement.Id
               select new AgreementRow(agreement.Id, agreement.Kind, party.Name, agreement.SignedOn, agreement.Until, agreement.Words, agreement.Evidence)).ToListAsync(cancel);

    private async Task<IReadOnlyList<DepositRow>> Deposits(ContractId contract, CancellationToken cancel)
    {
        var rows = new List<DepositRow>();
        foreach (var d in await db.Deposits.AsNoTracking().Where(d => d.Contract == contract).OrderBy(d => d.Id).ToListAsync(cancel))
            rows.Add(new(d.Id, await db.VersionOf(d.Id.Value, cancel), d.Kind, d.Amount, d.ReceivedOn, d.ReturnedOn, d.Evidence));
        return rows;
    }
}
