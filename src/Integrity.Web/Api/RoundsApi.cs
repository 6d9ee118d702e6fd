using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Payments;
using Integrity.Domain.Decisions;
using Integrity.Domain.Payments;
using Integrity.Web.Doors;

namespace Integrity.Web.Api;

/// <summary>The doors of rounds .</summary>
public static class RoundsApi
{
    public static void MapRounds(this IEndpointRouteBuilder api)
    {
        api.MapAsk<MyRoundLines, Listed<MyRoundLine>>("/my/round-lines");
        api.MapAsk<ExplainMyLine, Explanation<ExplainMyLine>>("/my/contracts/{contract}/decided-rounds/{round}/explain");
        api.MapAsk<ListRounds, Listed<RoundRow>>("/rounds");
        api.MapAct<OpenRound, PaymentRoundId>("/rounds");
        api.MapAsk<ShowRound, RoundDetail>("/rounds/{round}");
        api.MapAsk<ListRoundLines, Listed<RoundLineRow>>("/rounds/{round}/lines");
        api.MapAsk<ExplainRound, Explanation<ExplainRound>>("/rounds/{round}/explain");
        api.MapAct<TakeSnapshot, PaymentRoundId>("/rounds/{round}/snapshot");
        api.MapAsk<TryRatios, TriedRatios>("/rounds/{round}/trial");
        api.MapAct<ProposeRound, ItemId>("/rounds/{round}/propose");
        api.MapAct<PutLinesApart, ItemId>("/rounds/{round}/lines-apart");
        api.MapAct<AdoptDecision, PaymentRoundId>("/rounds/{round}/adopt");
        api.MapAct<ExecuteRound, PaymentRoundId>("/rounds/{round}/execute");
        api.MapAct<CloseRound, PaymentRoundId>("/rounds/{round}/close");
        api.MapAct<WithdrawRound, PaymentRoundId>("/rounds/{round}/withdraw");
        api.MapAsk<ShowPrintedList, PrintedList>("/rounds/{round}/lists/{hash}");
        api.MapAsk<ListPrintedLines, Listed<PrintedLine>>("/rounds/{round}/lists/{hash}/lines");
        api.MapAct<AddCandidate, RoundCandidateId>("/rounds/{round}/candidates");
    }
}
