using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Desk;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Web.Doors;

namespace Integrity.Web.Api;

/// <summary>The doors of parties, projects and contracts (C-1 to C-8, O-6).</summary>
public static class ContractsApi
{
    public static void MapContracts(this IEndpointRouteBuilder api)
    {
        api.MapAsk<ListCounterparties, Listed<CounterpartyRow>>("/parties");
        api.MapAct<RegisterCounterparty, CounterpartyId>("/parties");
        // A person's code is his identity number: asked in the query, which no trace repeats, never in the path.
        api.MapAsk<PartyByCode, PartyNamed>("/parties/by-code");
        api.MapAsk<ShowCounterparty, CounterpartyDetail>("/parties/{counterparty}");
        api.MapAsk<ListScreenings, Listed<ScreeningRow>>("/parties/{party}/screenings");
        api.MapAsk<ListPayeeTypes, Listed<PayeeTypeRow>>("/payee-types");
        api.MapAct<AddPayeeType, PayeeTypeId>("/payee-types");
        api.MapAsk<ListAccounts, Listed<AccountRow>>("/accounts");
        api.MapAct<ProposeAccount, AccountId>("/accounts");
        api.MapAct<ProposeOwnAccount, AccountId>("/my/accounts");
        api.MapAsk<ShowAccount, AccountDetail>("/accounts/{account}");
        api.MapAct<CheckAccount, AccountId>("/accounts/{account}/check");
        api.MapAct<FreezeAccount, AccountId>("/accounts/{account}/freeze");
        api.MapAct<UnfreezeAccount, AccountId>("/accounts/{account}/unfreeze");

        api.MapAsk<ListProjects, Listed<ProjectRow>>("/projects");
        api.MapAct<RegisterProject, ProjectId>("/projects");
        api.MapAsk<ShowProject, ProjectDetail>("/projects/{project}");

        api.MapAsk<ListContracts, Listed<ContractRow>>("/contracts");
        api.MapAct<RegisterWorksContract, ContractId>("/contracts");
        api.MapAsk<ShowContract, ContractDetail>("/contracts/{contract}");
        api.MapAsk<ShowMyShare, MyShare>("/contracts/{contract}/share");
        api.MapAsk<ListMyShares, Listed<MyShare>>("/my/shares");
        api.MapAct<ProposeVariation, VariationId>("/contracts/{contract}/variations");
        api.MapAct<ProposeAccountChange, AccountChangeId>("/contracts/{contract}/account-changes");
        api.MapAct<ExtendContract, AgreementId>("/contracts/{contract}/extensions");
        api.MapAct<RegisterSubcontract, AgreementId>("/contracts/{contract}/subcontracts");
        api.MapAct<ConfirmSigning, ContractId>("/contracts/{contract}/signing/confirm");
        api.MapAct<RaiseSuccession, ContractId>("/contracts/{contract}/succession");
        api.MapAct<SettleSuccession, ContractId>("/contracts/{contract}/succession/settle");
        api.MapAsk<ListContractProposals, Listed<ContractProposalRow>>("/contracts/{contract}/proposals");
        api.MapAct<ProposeNovation, ItemId>("/contracts/{contract}/novation");
        api.MapAct<CarryOutNovation, ContractId>("/contracts/{contract}/novation/carry-out");
        api.MapAct<ProposePayeeTypeChange, ItemId>("/contracts/{contract}/payee-type");
        api.MapAct<CarryOutPayeeTypeChange, ContractId>("/contracts/{contract}/payee-type/carry-out");
        api.MapAct<ProposeScheduleChange, ItemId>("/contracts/{contract}/penalty-schedule");
        api.MapAct<CarryOutScheduleChange, IntegrityContractId>("/contracts/{contract}/penalty-schedule/carry-out");
        api.MapAct<RegisterDeposit, DepositId>("/contracts/{contract}/deposits");
        api.MapAct<ReturnDeposit, DepositId>("/deposits/{deposit}/return");
        api.MapAsk<ListWaitingVariations, Listed<WaitingVariation>>("/variations");
        api.MapAct<ApproveVariation, VariationId>("/variations/{variation}/approve");
        api.MapAct<RejectVariation, VariationId>("/variations/{variation}/reject");
        api.MapAsk<ListWaitingAccountChanges, Listed<WaitingAccountChange>>("/account-changes");
        api.MapAct<CheckAccountChange, AccountChangeId>("/account-changes/{change}/check");

        api.MapAsk<ListIntegrityTemplates, Listed<IntegrityTemplateRow>>("/integrity-templates");
        api.MapAsk<ListIntegrityContracts, Listed<IntegrityContractRow>>("/integrity-contracts");
        api.MapAct<SignIntegrityContract, IntegrityContractId>("/integrity-contracts");
        api.MapAsk<ShowIntegrityContract, IntegrityContractDetail>("/integrity-contracts/{integrityContract}");
        api.MapAct<MarkBreached, IntegrityContractId>("/integrity-contracts/{integrityContract}/breach");

        api.MapAsk<TimelineOf, Listed<TimelineEntry>>("/timeline/{subject}");
    }
}
