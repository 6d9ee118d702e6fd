using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>A figure of the bureau's money that can be asked why.</summary>
public enum FundFigure
{
    /// <summary>Confirmed and taken by no run; of one receipt, or of all of which something is free.</summary>
    Free = 1,

    /// <summary>What a run of all contracts could use now, deficits made good first.</summary>
    UsableForAll = 2,

    /// <summary>Recorded and not yet confirmed.</summary>
    Waiting = 3,

    /// <summary>Expected recoveries, never usable (F-2); all that are open, or one.</summary>
    Expected = 4,

    /// <summary>Used out of receipts that proved wrong.</summary>
    Deficit = 5,

    /// <summary>Of one receipt: what came in.</summary>
    Amount = 6,

    /// <summary>Of one receipt: what a run has of it and has not given back.</summary>
    Used = 7,
}

/// <summary>Explains a figure of the bureau's money: all of it by receipts, a receipt by its ledger entries, an expected recovery by the act that noted it.</summary>
/// <param name="Run">Of what was used: by which run.</param>
/// <param name="Recovery">Of what is expected: only this one.</param>
/// <remarks>Rules: F-1, F-2.</remarks>
[May(Duty.ReadBusiness), Said("资金数字的由来", "Explain a figure of the funds")]
public sealed record ExplainFunds(FundFigure Figure, FundReceiptId? Receipt, long? Run = null, ExpectedRecoveryId? Recovery = null) : IAsk<Explanation<ExplainFunds>>;

public sealed class ExplainFundsAnswer(IntegrityDb db, Funds funds) : IAnswer<ExplainFunds, Explanation<ExplainFunds>>
{
    public async Task<Outcome<Explanation<ExplainFunds>>> Answer(ExplainFunds ask, AskContext context, CancellationToken cancel)
    {
        var isOfOne = ask.Figure is FundFigure.Amount or FundFigure.Used || (ask.Figure == FundFigure.Free && ask.Receipt is not null);
        if (!Enum.IsDefined(ask.Figure) || isOfOne != ask.Receipt is not null) return ActRefusals.Malformed("receipt");
        if (ask.Figure == FundFigure.Used != ask.Run is not null) return ActRefusals.Malformed("run");
        if (ask.Recovery is { } expected)
        {
            if (ask.Figure != FundFigure.Expected) return ActRefusals.Malformed("recovery");
            var recovery = await db.ExpectedRecoveries.AsNoTracking().SingleOrDefaultAsync(r => r.Id == expected, cancel);
            return recovery is null ? ActRefusals.NotFound() : Explained.By<ExplainFunds>(WordsOf(ask.Figure), await Expected([recovery], cancel));
        }
        if (ask.Receipt is { } one)
        {
            var receipt = await db.Receipts.AsNoTracking().SingleOrDefaultAsync(r => r.Id == one, cancel);
            if (receipt is null) return ActRefusals.NotFound();
            return Explained.By<ExplainFunds>(WordsOf(ask.Figure), ask.Run is { } run ? await UsedBy(run, receipt, cancel) : await OfReceipt(ask.Figure, receipt, cancel));
        }
        return Explained.By<ExplainFunds>(WordsOf(ask.Figure), ask.Figure switch
        {
            FundFigure.Waiting => (await Named(await db.Receipts.AsNoTracking().Where(r => r.State == ReceiptState.Recorded).OrderBy(r => r.Id).Select(r => r.Id.Value).ToListAsync(cancel), cancel))
                .Select(r => Part(r, r.Amount, FundFigure.Amount)),
            FundFigure.Expected => await Expected(await db.ExpectedRecoveries.AsNoTracking().Where(r => !r.IsClosed).OrderBy(r => r.ExpectedOn).ThenBy(r => r.Id).ToListAsync(cancel), cancel),
            _ => await Confirmed(ask.Figure, cancel),
        });
    }

    private async Task<List<ExplainedPart<ExplainFunds>>> OfReceipt(FundFigure figure, Receipt receipt, CancellationToken cancel)
    {
        var owner = receipt.Id.Value;
        var rows = await db.Postings.AsNoTracking().Where(p => p.Owner == owner).OrderBy(p => p.Id).ToListAsync(cancel);
        var explained = new EntriesExplained(db);
        if (figure != FundFigure.Amount) return await explained.Parts<ExplainFunds>(rows, p => p.Account == Account.Fund ? p.Fen : 0, cancel);
        // What came in is what was confirmed, whatever became of it; before that it is what was recorded.
        if (rows.Count > 0) return await explained.Parts<ExplainFunds>(rows, p => p.Account == Account.FundSource && p.Fen < 0 ? -p.Fen : 0, cancel);
        var act = (await explained.Acts([(owner, receipt.Document)], cancel)).GetValueOrDefault(owner);
        return [new($"{receipt.Number} {receipt.Payer}", $"{receipt.Number} {receipt.Payer}", receipt.Amount, act)];
    }

    private async Task<List<ExplainedPart<ExplainFunds>>> Confirmed(FundFigure figure, CancellationToken cancel)
    {
        var receipts = await funds.Confirmed(cancel);
        var amounts = (figure switch
        {
            FundFigure.UsableForAll => RoundFund.Usable(receipts, FundScope.All),
            FundFigure.Free => receipts.Where(r => r.Free.IsPositive),
            _ => [],
        }).ToDictionary(r => r.Id, r => r.Free);
        if (figure is FundFigure.UsableForAll or FundFigure.Deficit)
        {
            // A deficit takes no more than there is.
            var left = figure == FundFigure.Deficit ? RoundFund.Deficit(receipts) : amounts.Values.Sum() - RoundFund.Available(receipts, FundScope.All);
            foreach (var wrong in receipts.Where(r => r.Free.IsNegative))
            {
                var part = Money.Min(left, -wrong.Free);
                amounts[wrong.Id] = figure == FundFigure.Deficit ? part : -part;
                left -= part;
            }
        }
        return [.. (await Named([.. amounts.Keys], cancel)).Select(r => Part(r, amounts[r.Id.Value], FundFigure.Free))];
    }

    /// <summary>What left the receipt in the entries that set money apart for the run, less what came back in those that gave it back.</summary>
    private async Task<List<ExplainedPart<ExplainFunds>>> UsedBy(long run, Receipt receipt, CancellationToken cancel)
    {
        var owner = receipt.Id.Value;
        var entries = db.Postings.Where(p => p.Owner == run && p.Subject == run && p.Account == Account.RunCash).Select(p => p.Entry);
        var rows = await db.Postings.AsNoTracking().Where(p => p.Owner == owner && p.Account == Account.Fund && entries.Contains(p.Entry)).OrderBy(p => p.Id).ToListAsync(cancel);
        return await new EntriesExplained(db).Parts<ExplainFunds>(rows, p => -p.Fen, cancel);
    }

    private async Task<List<ExplainedPart<ExplainFunds>>> Expected(List<ExpectedRecovery> recoveries, CancellationToken cancel)
    {
        var acts = await new EntriesExplained(db).Acts([.. recoveries.Select(r => (r.Id.Value, ""))], cancel);
        return recoveries.ConvertAll(r => new ExplainedPart<ExplainFunds>($"{r.ExpectedOn:yyyy-MM-dd} {r.Note}", $"{r.ExpectedOn:yyyy-MM-dd} {r.Note}", r.Amount, acts.GetValueOrDefault(r.Id.Value)));
    }

    private async Task<List<Receipt>> Named(IReadOnlyList<long> receipts, CancellationToken cancel)
    {
        var ids = receipts.Select(FundReceiptId.From).ToList();
        return await db.Receipts.AsNoTracking().Where(r => ids.Contains(r.Id)).OrderBy(r => r.ReceivedOn).ThenBy(r => r.Id).ToListAsync(cancel);
    }

    private static ExplainedPart<ExplainFunds> Part(Receipt receipt, Money amount, FundFigure figure) =>
        new($"{receipt.Number} {receipt.Payer}", $"{receipt.Number} {receipt.Payer}", amount, Into: new(figure, receipt.Id));

    private static (string Rule, string Zh, string En) WordsOf(FundFigure figure) => figure switch
    {
        FundFigure.Amount => ("F-1", "到账凭证记载的金额", "The amount on the evidence of the receipt"),
        FundFigure.Free => ("F-1", "已确认、未被任何批次或支付取用", "Confirmed, and taken by no round or run"),
        FundFigure.Used => ("F-1", "批次或支付从这笔到账取用、未退回的金额", "What the round or run took from this receipt and has not given back"),
        FundFigure.UsableForAll => ("F-1", "对全部合同都可用的未用资金，先补足缺口", "Free money usable for every contract, deficits made good first"),
        FundFigure.Waiting => ("F-1", "已登记、待另一人确认，不是可用资金", "Recorded and waiting for another person: not money yet"),
        FundFigure.Expected => ("F-2", "预计回收，只列示，不可用", "Expected recoveries: shown and never usable"),
        _ => ("F-1", "从已冲销的到账中使用的款项，由下一笔到账先补足", "Used out of receipts that proved wrong: the first claim on the next receipt"),
    };
}
