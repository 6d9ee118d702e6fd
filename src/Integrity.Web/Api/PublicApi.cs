using Integrity.App.Acts;
using Integrity.App.Disclosure;
using Integrity.Web.Doors;

namespace Integrity.Web.Api;

/// <summary>What anyone may ask (V-1).</summary>
public static class PublicApi
{
    public static void MapPublic(this IEndpointRouteBuilder api)
    {
        api.MapAsk<ListPublicRounds, Listed<PublicRound>>("/public/rounds");
        api.MapAsk<ShowPublicRound, PublicRound>("/public/rounds/{round}");
        api.MapAsk<ListPublicWageRuns, Listed<PublicWageRun>>("/public/wage-runs");
        api.MapAsk<ListCheckpoints, Listed<CheckpointRow>>("/public/checkpoints");
        api.MapAsk<ProveEntry, EntryProof>("/public/checkpoints/{size}/entries/{number}");
        api.MapAsk<ProveGrowth, GrowthProof>("/public/checkpoints/{size}/from/{oldSize}");
        api.MapAct<PublishCheckpoint, long>("/checkpoints");
        api.MapAsk<ListPublicLines, Listed<PublicLine>>("/public/rounds/{round}/lines");
    }
}
