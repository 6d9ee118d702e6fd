using Integrity.App.Contracts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>What a row of the workbook becomes, by the other modules' own rules (C-1, C-3, C-4, C-9).</summary>
internal static class LedgerEntities
{
    /// <summary>A firm is taken for a small or medium one until two people say otherwise: that protects the contractor's money (O-7).</summary>
    public static Outcome<Counterparty> Party(CounterpartyId id, LedgerRow row, PayeeTypeId type, DateOnly today) => Counterparty.Register(
        id, row.Kind, row.Party, row.Code, row.IsPerson, overrideReason: null, type, smallOrMedium: !row.IsPerson, today);

    public static Outcome<Project> Project(ProjectId id, string number, LedgerRow row, DateOnly today) =>
        Domain.Projects.Project.Register(id, number, row.Project, KindOf(row.ProjectKind), today);

    /// <summary>Its clauses are not in the workbook: two people confirm them with the opening (C-9).</summary>
    public static NewContract Contract(LedgerRow row, string document, ProjectId project, CounterpartyId party) => new(
        row.Number, row.Project, KindOf(row.Kind), project, party, PayeeType: null, row.Amount, row.Signed, document, new ContractTerms());

    /// <summary>Why the contract's own rules would not have it, or null.</summary>
    public static Refusal? Against(LedgerRow row, string document, DateOnly today)
    {
        var head = Contract(row, document, default, default);
        return WorksContract.Register(default, new(head.Number, head.Name, head.Kind, default, default, PayeeTypeId.From(1), head.Amount, head.SignedOn, head.Document),
            head.Terms, smallOrMedium: true, unsplit: true, today).Refusal;
    }

    /// <summary>Number, day and range are there; otherwise the contract stands without one until it is entered (C-5).</summary>
    public static bool HasIntegrityContract(LedgerRow row) => row.Integrity.Length > 0 && row is { IntegritySigned: not null, Band: not null };

    /// <summary>The single range is one band for all severities; the workbook agrees no cap, so there is none below the whole amount (C-4).</summary>
    public static SignIntegrityContract Integrity(LedgerRow row, string document, CounterpartyId party, IReadOnlyList<ContractId> contracts) => new(
        row.Integrity, party, contracts, TemplateVersion: 1, [new(row.Band!.Value.Min, row.Band.Value.Max)], Cap: Ratio.One, ReachesOtherContracts: false,
        row.IntegritySigned!.Value, document);

    /// <summary>Why the rules of integrity contracts would not have it, or null.</summary>
    public static Refusal? AgainstIntegrity(LedgerRow row, string document, DateOnly today)
    {
        var act = Integrity(row, document, default, []);
        return IntegrityContract.Sign(default, act.Number, default, act.TemplateVersion, act.Bands, act.Cap, act.ReachesOtherContracts, act.SignedOn, act.Document, today).Refusal;
    }

    private static ContractKind KindOf(CounterpartyKind kind) => kind switch
    {
        CounterpartyKind.ConstructionTeam => ContractKind.Works,
        CounterpartyKind.Supplier => ContractKind.Supply,
        _ => ContractKind.MachineryHire,
    };

    /// <summary>As <c>seed/ledger-columns.json</c> names the kinds; where the workbook names none, the preview has warned.</summary>
    private static ProjectKind KindOf(string? name) => name switch
    {
        "新建" => ProjectKind.NewConstruction,
        "改建" => ProjectKind.Reconstruction,
        "中修养护" => ProjectKind.MediumMaintenance,
        "小修养护" => ProjectKind.MinorMaintenance,
        "沥青拌合场" => ProjectKind.AsphaltPlant,
        "碎石拌合场" => ProjectKind.CrushedStonePlant,
        "预制件厂" => ProjectKind.PrecastYard,
        "基建" => ProjectKind.BuildingWorks,
        _ => ProjectKind.MajorMaintenance,
    };
}
