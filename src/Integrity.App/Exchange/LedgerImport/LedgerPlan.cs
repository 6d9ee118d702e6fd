using Integrity.App.Workflows;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>What an import of this workbook would do to the database as it is now (C-9).</summary>
/// <param name="New">Contracts that are not there yet.</param>
/// <param name="Equal">Contracts that are there and say the same: skipped.</param>
/// <param name="Different">Contracts that are there and say something else: reported, nothing is changed.</param>
/// <param name="Refused">Every fault of every row that is not accepted.</param>
public sealed record LedgerPlan(
    DateOnly AsOf, IReadOnlyList<LedgerRow> New, IReadOnlyList<LedgerRow> Equal, IReadOnlyList<LedgerDifference> Different,
    IReadOnlyList<RowRefusal> Refused, IReadOnlyList<LedgerWarning> Warnings)
{
    /// <summary>The look-ups among them that found the party excluded: the attempt stays on record (P-8).</summary>
    internal IReadOnlyList<FoundExcluded> Excluded { get; init; } = [];

    public int RefusedRows => Refused.Select(one => (one.Sheet, one.Row)).Distinct().Count();
}

/// <summary>A row of the workbook whose party was excluded on the day of signature.</summary>
internal sealed record FoundExcluded(CounterpartyId Party, DateOnly Day, IReadOnlyCollection<MarketExclusion> OnRecord);

/// <summary>One figure that the workbook and the books say differently.</summary>
/// <param name="Field">The column's name in code.</param>
/// <param name="InSheet">What the workbook says.</param>
/// <param name="InBooks">What the books say as of the sheet's day.</param>
public sealed record LedgerDifference(string Sheet, int Row, string Number, ContractId Contract, string Field, string InSheet, string InBooks)
{
    /// <summary>What a person calls the column.</summary>
    public Words FieldWords() => Field switch
    {
        "code" => new("证件号", "Code"),
        "project" => new("工程", "Project"),
        "amount" => new("合同金额", "Amount"),
        "signed" => new("签订日期", "Signed"),
        "certified" => new("累计计量", "Certified"),
        _ => new("累计已付", "Paid"),
    };
}
