using Integrity.App.Acts;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Bank;

/// <summary>A row that was not taken, and why.</summary>
public sealed record RefusedResult(int Row, string EndToEndId, Refusal Why);

public sealed record ImportedResults(BankImportId Import, int Settled, int Returned, IReadOnlyList<RefusedResult> Refused);

/// <summary>Takes the bank's results: what is confirmed counts as settled from today, what came back is Returned today; wrong rows are refused one by one.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Document">Its SHA-256, hexadecimal.</param>
/// <param name="Source">pain.002, camt.054 or sheet.</param>
/// <param name="Rows">As <see cref="ReadBankResults"/> read them.</param>
/// <param name="Unread">Rows that it could not read, for the record.</param>
/// <remarks>Rules: O-2, R-8. Effect: one balanced entry a row. Importing a file again changes nothing: every row of it is known already.</remarks>
[May(Duty.ExecutePayments), Said("导入银行结果", "Import the bank's results")]
public sealed record ImportBankResults(string File, string Document, string Source, IReadOnlyList<BankAnswer> Rows, IReadOnlyList<RefusedResult>? Unread = null) : IAct<ImportedResults>, INamesToRead;

public sealed class ImportBankResultsHandler(IntegrityDb db, BankAnswers answers) : IHandle<ImportBankResults, ImportedResults>
{
    private const int LongestName = 200;

    public async Task<Outcome<ImportedResults>> Handle(ImportBankResults act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (!Digest.TryParse(act.Document, out var document)) return FundRefusals.EvidenceMissing();
        var judged = await answers.Judge(act.Rows, cancel);

        // Decide.
        var good = judged.Where(j => j.Why is null).ToList();
        var refused = judged.Where(j => j.Why is not null).Select(j => new RefusedResult(j.Answer.Row, j.Answer.EndToEndId, j.Why!)).Concat(act.Unread ?? []).OrderBy(r => r.Row).ToList();
        if (good.Count == 0) return Nothing(refused);
        var settled = good.Count(j => j.Answer.Word == BankWord.Settled);

        // Keep.
        var import = new BankImport
        {
            Id = await context.NewId<BankImportId>(cancel), File = act.File.Length <= LongestName ? act.File : act.File[..LongestName], Document = document.ToString(),
            Source = act.Source, ImportedBy = context.Actor, ImportedOn = context.Today, Settled = settled, Returned = good.Count - settled, Refused = refused.Count,
        };
        db.BankImports.Add(import);
        await answers.Post(context, good, import.Document, wasSent: true, cancel);
        return new ImportedResults(import.Id, import.Settled, import.Returned, refused);
    }

    /// <summary>Each row with its reason, as far as a refusal has room for them.</summary>
    private static Refusal Nothing(List<RefusedResult> refused)
    {
        var (named, more) = (refused.Take(ExchangeRefusals.MostFaultsNamed).ToList(), refused.Count - ExchangeRefusals.MostFaultsNamed);
        return BankRefusals.NothingToImport(
            string.Concat(named.Select(r => $"第 {r.Row} 行“{r.EndToEndId}”：{r.Why.Zh}")) + (more > 0 ? $"另有 {more} 行。" : ""),
            string.Concat(named.Select(r => $"Row {r.Row}, “{r.EndToEndId}”: {r.Why.En} ")) + (more > 0 ? $"And {more} more. " : ""));
    }
}
