using Integrity.App.Acts;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>The engineering office registers a works, supply or machinery-hire contract as it was signed.</summary>
/// <remarks>
/// Rules: C-2, C-3, C-5, C-7, P-8. The payee type is the party's own unless another is named; an account must be confirmed by two people already.
/// The signed paper is kept. Members are named where it is made with a consortium; none of them may be excluded.
/// </remarks>
[May(Duty.RegisterContracts), Said("登记合同", "Register a works contract")]
public sealed record RegisterWorksContract(
    string Number, string Name, ContractKind Kind, ProjectId Project, CounterpartyId Party, PayeeTypeId? PayeeType, Money Amount, DateOnly SignedOn,
    string Document, ContractTerms Terms, AccountId? PayeeAccount, AccountId? WageAccount, IReadOnlyList<MemberShare>? Members = null) : IAct<ContractId>;

public sealed class RegisterWorksContractHandler(IntegrityDb db) : IHandle<RegisterWorksContract, ContractId>
{
    public async Task<Outcome<ContractId>> Handle(RegisterWorksContract act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        (string Field, string Zh, string En, bool IsThere)[] needed =
        [
            ("number", "合同编号", "number", act.Number.Trim().Length > 0), ("name", "合同名称", "name", act.Name.Trim().Length > 0), ("project", "工程", "project", act.Project != default),
            ("party", "合同相对人", "counterparty", act.Party != default), ("amount", "合同金额", "amount", !act.Amount.IsZero), ("document", "合同文本", "the signed contract", act.Document.Trim().Length > 0),
        ];
        var missing = needed.Where(field => !field.IsThere).ToList();
        if (missing.Count > 1)
            return ContractRefusals.SeveralMissing(string.Join("、", missing.Select(f => f.Zh)), string.Join(", ", missing.Select(f => f.En))) with { Field = string.Join(',', missing.Select(f => f.Field)) };
        var payee = await db.PayeeAccounts.SingleOrDefaultAsync(a => a.Id == act.PayeeAccount, cancel);
        var wage = await db.PayeeAccounts.SingleOrDefaultAsync(a => a.Id == act.WageAccount, cancel);
        if (act.PayeeAccount is not null && payee is null) return ContractRefusals.AccountOfAnotherParty() with { Field = "payeeAccount" };
        if (act.WageAccount is not null && wage is null) return ContractRefusals.AccountOfAnotherParty() with { Field = "wageAccount" };

        // Decide.
        var head = new NewContract(act.Number, act.Name, act.Kind, act.Project, act.Party, act.PayeeType, act.Amount, act.SignedOn, act.Document, act.Terms);
        var registered = await db.AddContract(context, head, unsplit: false, cancel);
        if (!registered.IsDone) return registered.Refusal;
        var contract = registered.Value;
        if (payee is not null && AccountChange.Fits(contract, payee, AccountUse.Payee) is { } unfit) return unfit with { Field = "payeeAccount" };
        if (wage is not null && AccountChange.Fits(contract, wage, AccountUse.Wage) is { } unfitWage) return unfitWage with { Field = "wageAccount" };
        var members = ConsortiumMember.Of(contract.Id, contract.Party, act.Members ?? []);
        if (!members.IsDone) return members.Refusal;
        foreach (var member in members.Value)
        {
            if (await db.Counterparties.FindAsync([member.Party], cancel) is not { } one) return ContractRefusals.MemberUnknown();
            if (one.Id != contract.Party && await db.Screen(context, one, contract.Id.Value, ScreeningPurpose.Registration, contract.SignedOn, cancel) is { } excluded) return excluded with { Field = "members" };
        }

        // Keep.
        db.ConsortiumMembers.AddRange(members.Value);
        if (payee is not null) contract.PayTo(payee.Id);
        if (wage is not null) contract.PayWagesTo(wage.Id);
        return contract.Id;
    }
}

/// <summary>What a contract's paper or the office's workbook says of it.</summary>
/// <param name="PayeeType">Null for the party's own.</param>
/// <param name="Document">SHA-256 of it, hexadecimal.</param>
public sealed record NewContract(
    string Number, string Name, ContractKind Kind, ProjectId Project, CounterpartyId Party, PayeeTypeId? PayeeType, Money Amount, DateOnly SignedOn,
    string Document, ContractTerms Terms);

/// <summary>Puts a contract on record, for the act that registers one and for the import of the office's ledger.</summary>
public static class ContractRegistration
{
    extension(IntegrityDb db)
    {
        /// <summary>Checks everything, looks the party up among the excluded, and adds the contract with its words.</summary>
        /// <param name="context">The act.</param>
        /// <param name="head">What it says.</param>
        /// <param name="unsplit">Taken over from a workbook that does not split what is owed (C-9).</param>
        /// <param name="cancel">Stops it.</param>
        public async Task<Outcome<WorksContract>> AddContract(ActContext context, NewContract head, bool unsplit, CancellationToken cancel)
        {
            // Found by key, so that a project and a party which this very act registers are found before they are saved.
            if (await db.Projects.FindAsync([head.Project], cancel) is not { } project) return ContractRefusals.ProjectUnknown();
            if (await db.Counterparties.FindAsync([head.Party], cancel) is not { } party) return PartyRefusals.PartyUnknown();
            var type = head.PayeeType ?? party.PayeeType;
            if (!await db.PayeeTypes.AnyAsync(t => t.Id == type, cancel)) return PartyRefusals.PayeeTypeUnknown();

            var registered = WorksContract.Register(
                await context.NewId<ContractId>(cancel),
                new(head.Number, head.Name, head.Kind, head.Project, head.Party, type, head.Amount, head.SignedOn, head.Document),
                head.Terms, party.SmallOrMedium, unsplit, context.Today);
            if (!registered.IsDone) return registered.Refusal;
            var contract = registered.Value;
            if (await NumberTaken(db, contract.NumberKey, cancel) is { } taken) return taken;
            if (await db.Screen(context, party, contract.Id.Value, ScreeningPurpose.Registration, contract.SignedOn, cancel) is { } excluded) return excluded;

            db.WorksContracts.Add(contract);
            await db.Index(SearchKind.Contract, contract.Id.Value, [contract.Number, contract.Name, party.Name, project.Name], cancel,
                ContractFacets.Of(contract));
            return contract;
        }
    }

    private static async Task<Refusal?> NumberTaken(IntegrityDb db, string key, CancellationToken cancel)
    {
        var taken = await (from other in db.WorksContracts
                           where other.NumberKey == key
                           join party in db.Counterparties on other.Party equals party.Id
                           select new { other.Number, Party = party.Name }).SingleOrDefaultAsync(cancel);
        return taken is null ? null : ContractRefusals.NumberTaken(taken.Number, taken.Party);
    }
}

/// <summary>The words under which a contract is found within a project, party or type.</summary>
internal static class ContractFacets
{
    public static string Project(ProjectId project) => $"project:{project.Value}";

    public static string Party(CounterpartyId party) => $"party:{party.Value}";

    public static string PayeeType(PayeeTypeId type) => $"type:{type.Value}";

    /// <summary>Both at once, a word of its own: two common facets would be met row by row.</summary>
    public static string PayeeType(ProjectId project, PayeeTypeId type) => $"project:{project.Value};type:{type.Value}";

    public static string[] Of(WorksContract contract) => [Project(contract.Project), Party(contract.Party), .. OfType(contract)];

    /// <summary>What changes with its type.</summary>
    public static string[] OfType(WorksContract contract) => [PayeeType(contract.PayeeType), PayeeType(contract.Project, contract.PayeeType)];
}
