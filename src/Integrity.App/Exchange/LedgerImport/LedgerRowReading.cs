using Integrity.App.Acts;
using Integrity.App.Exchange.Tables;
using Integrity.Domain.Acts;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>Reads one contract of a ledger; every fault is reported, not only the first.</summary>
/// <param name="unitFen">Fen in one unit of the sheet.</param>
/// <param name="above">The contract right above, whose project a blank one shares; or null.</param>
internal sealed class LedgerRowReading(TableReading table, KnownColumns known, SheetRow row, long unitFen, DateOnly? asOf, LedgerRowReading? above)
{
    private readonly List<LedgerWarning> warnings = [];
    private string? project;
    private string? projectKind;

    public LedgerRow? Read()
    {
        var number = table.Text(row, "number");
        var party = table.Text(row, "party");
        var code = Code();
        var kind = Kind();
        ReadProject();
        var amount = table.Amount(row, "amount", unitFen);
        var signed = Date("signed", isRequired: true);
        var certified = table.Amount(row, "certified", unitFen);
        var paid = table.Amount(row, "paid", unitFen);
        var integrity = Integrity();
        var integritySigned = integrity is null ? null : Date("integritySigned", isRequired: false);
        var (band, bandIsWrong) = Band();

        var isWrong = number is null || party is null || code is null || kind is null || project is null || integrity is null || bandIsWrong;
        if (amount > Amounts.Most) table.Refuse(row, "amount", ActRefusals.AmountTooLarge(Amounts.Most));
        if (certified > amount) table.Refuse(row, "certified", ExchangeRefusals.CertifiedAboveContract(amount!.Value));
        if (paid > certified) table.Refuse(row, "paid", ExchangeRefusals.PaidAboveCertified(certified!.Value));
        isWrong |= amount > Amounts.Most || certified > amount || paid > certified || dateIsWrong;
        if (isWrong || amount is null || signed is null || certified is null || paid is null) return null;

        Warn(integrity!, integritySigned, band, signed.Value, certified.Value - paid.Value);
        return new(table.Sheet.Name, row.Number, PlainText.Fold(number!), PlainText.FoldName(party!), code!.Value.Code, code.Value.IsPerson, kind!.Value,
            project!, projectKind, amount.Value, signed.Value, integrity!, integritySigned, band, certified.Value, paid.Value, warnings);
    }

    private bool dateIsWrong;

    private (string Code, bool IsPerson)? Code()
    {
        if (table.Text(row, "code") is null) return null;
        var read = PartyCodeText.Read(table[row, "code"]);
        if (read.Refusal is not { } refusal) return read.Value;
        table.Refuse(row, "code", refusal);
        return null;
    }

    private CounterpartyKind? Kind()
    {
        if (table.Text(row, "kind") is not { } text) return null;
        if (known.Kinds.TryGetValue(HeaderText.Fold(text), out var kind)) return kind;
        table.Refuse(row, "kind", ExchangeRefusals.KindUnknown());
        return null;
    }

    private void ReadProject()
    {
        if (table[row, "project"].IsBlank && above?.project is { } shared)
        {
            (project, projectKind) = (shared, above.projectKind);
            warnings.Add(LedgerWarnings.ProjectFromAbove());
        }
        else
        {
            project = table.Text(row, "project") is { } text ? PlainText.FoldName(text) : null;
        }
        if (table.OptionalText(row, "projectKind") is { } named) projectKind = known.ProjectKinds.GetValueOrDefault(HeaderText.Fold(named));
    }

    private DateOnly? Date(string field, bool isRequired)
    {
        if ((isRequired ? table.Text(row, field) : table.OptionalText(row, field)) is null) return null;
        var (date, noSuchDay) = DateText.Read(table[row, field], table.Sheet.CountsFrom1904);
        if (date is not null) return date;
        dateIsWrong = true;
        table.Refuse(row, field, noSuchDay ? ExchangeRefusals.NoSuchDate() : ExchangeRefusals.DateUnreadable());
        return null;
    }

    /// <summary>Its number, empty where there is none, null where the cell cannot be read.</summary>
    private string? Integrity()
    {
        var cell = table[row, "integrity"];
        if (cell.IsBlank) return "";
        if (table.OptionalText(row, "integrity") is not { } text) return null;
        var folded = PlainText.Fold(text);
        return known.None.Contains(folded) ? "" : folded;
    }

    private (LedgerBand? Band, bool IsWrong) Band()
    {
        Outcome<LedgerBand> read;
        var field = "band";
        if (table.OptionalText(row, "band") is { } text)
        {
            if (known.None.Contains(PlainText.Fold(text))) return (null, false);
            read = BandText.Read(table[row, "band"], table.Header.Columns["band"].Title);
        }
        else if (!table[row, "band"].IsBlank) return (null, true);
        else if (table.OptionalText(row, "bandMin") is not null && table.OptionalText(row, "bandMax") is not null)
        {
            field = "bandMin";
            read = BandText.Read((table[row, "bandMin"], table.Header.Columns["bandMin"].Title), (table[row, "bandMax"], table.Header.Columns["bandMax"].Title));
        }
        else return (null, false);
        if (read.Refusal is not { } refusal) return (read.Value, false);
        table.Refuse(row, field, refusal);
        return (null, true);
    }

    private void Warn(string integrity, DateOnly? integritySigned, LedgerBand? band, DateOnly signed, Money owed)
    {
        if (integrity.Length == 0) warnings.Add(LedgerWarnings.NoIntegrityContract());
        else
        {
            if (integritySigned is null) warnings.Add(LedgerWarnings.IntegrityDayMissing());
            if (band is null) warnings.Add(LedgerWarnings.BandMissing());
        }
        if (signed > asOf) warnings.Add(LedgerWarnings.SignedAfterSheet());
        if (projectKind is null) warnings.Add(LedgerWarnings.ProjectKindUnknown());
        var cell = table[row, "owed"];
        if (cell.Kind is not (CellKind.Text or CellKind.Number) || cell.IsBlank) return;
        var shown = AmountText.Read(cell, table.Header.Columns["owed"].UnitFen ?? unitFen);
        if (shown.Refusal is not null || shown.Value != owed) warnings.Add(LedgerWarnings.OwedDiffers(owed));
    }
}
