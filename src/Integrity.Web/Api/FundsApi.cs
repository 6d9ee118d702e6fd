using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Payments;
using Integrity.Domain.Payments;
using Integrity.Web.Doors;

namespace Integrity.Web.Api;

/// <summary>The doors of money that comes in, and of wage runs (F-1, F-2, O-5).</summary>
public static class FundsApi
{
    public static void MapFunds(this IEndpointRouteBuilder api)
    {
        api.MapAsk<ShowFunds, FundsStand>("/funds");
        api.MapAsk<ExplainFunds, Explanation<ExplainFunds>>("/funds/explain");
        api.MapAsk<ListReceipts, Listed<ReceiptRow>>("/receipts");
        api.MapAct<RecordReceipt, FundReceiptId>("/receipts");
        api.MapAsk<ShowReceipt, ReceiptDetail>("/receipts/{receipt}");
        api.MapAct<ConfirmReceipt, FundReceiptId>("/receipts/{receipt}/confirm");
        api.MapAct<WithdrawReceipt, FundReceiptId>("/receipts/{receipt}/withdraw");
        api.MapAct<AskReversalOfReceipt, FundReceiptId>("/receipts/{receipt}/ask-reversal");
        api.MapAct<ConfirmReversalOfReceipt, FundReceiptId>("/receipts/{receipt}/confirm-reversal");
        api.MapAct<DeclineReversalOfReceipt, FundReceiptId>("/receipts/{receipt}/decline-reversal");

        api.MapAsk<ListExpected, Listed<ExpectedRow>>("/expected-recoveries");
        api.MapAct<ExpectRecovery, ExpectedRecoveryId>("/expected-recoveries");
        api.MapAsk<ShowExpected, ExpectedDetail>("/expected-recoveries/{recovery}");
        api.MapAct<CloseExpected, ExpectedRecoveryId>("/expected-recoveries/{recovery}/close");
        api.MapAsk<ListChasers, Listed<ChaserRow>>("/chasers");

        api.MapAsk<PreviewWages, WagePreview>("/wages");
        api.MapAsk<ExplainWages, Explanation<ExplainWages>>("/wages/explain");
        api.MapAsk<ListWageRuns, Listed<WageRunRow>>("/wage-runs");
        api.MapAct<PrepareWageRun, WageRunId>("/wage-runs");
        api.MapAsk<ShowWageRun, WageRunDetail>("/wage-runs/{run}");
        api.MapAsk<ListWageLines, Listed<WageLineView>>("/wage-runs/{run}/lines");
        api.MapAct<ConfirmWageRun, WageRunId>("/wage-runs/{run}/confirm");
        api.MapAct<WithdrawWageRun, WageRunId>("/wage-runs/{run}/withdraw");
        api.MapAct<ReportWageRun, WageRunId>("/wage-runs/{run}/report");
        api.MapAsk<ListRunsToReport, Listed<RunToReport>>("/meetings/{meeting}/wage-runs-to-report");

        api.MapAsk<PreviewDecidedRun, DecidedRunPreview>("/decided-runs/preview");
        api.MapAsk<ExplainOwnTerms, Explanation<ExplainOwnTerms>>("/decided-runs/explain");
        api.MapAsk<ListDecidedRuns, Listed<DecidedRunRow>>("/decided-runs");
        api.MapAct<ProposeDecidedRun, DecidedRunId>("/decided-runs");
        api.MapAsk<ShowDecidedRun, DecidedRunDetail>("/decided-runs/{run}");
        api.MapAsk<ListDecidedLines, Listed<DecidedLineView>>("/decided-runs/{run}/lines");
        api.MapAct<CarryOutDecidedRun, DecidedRunId>("/decided-runs/{run}/carry-out");
    }
}
