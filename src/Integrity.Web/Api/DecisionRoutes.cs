using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.Domain.Decisions;
using Integrity.Web.Doors;

namespace Integrity.Web.Api;

/// <summary>The addresses of collective decision: bodies, meetings, items, minutes.</summary>
internal static class DecisionRoutes
{
    public static void MapDecisions(this IEndpointRouteBuilder api)
    {
        api.MapAsk<ListBodies, Listed<BodyRow>>("/bodies");
        api.MapAct<FoundBody, BodyId>("/bodies");
        api.MapAsk<ShowBody, BodyDetail>("/bodies/{body}");
        api.MapAct<AppointMember, BodyId>("/bodies/{body}/members");
        api.MapAct<EndMembership, BodyId>("/bodies/{body}/members/end");

        api.MapAsk<ListMeetings, Listed<MeetingRow>>("/meetings");
        api.MapAct<ConveneMeeting, MeetingId>("/meetings");
        api.MapAsk<ShowMeeting, MeetingDetail>("/meetings/{meeting}");
        api.MapAct<PutOnAgenda, MeetingId>("/meetings/{meeting}/agenda");
        api.MapAct<RecordPresence, MeetingId>("/meetings/{meeting}/presence");
        api.MapAct<CloseMeeting, MeetingId>("/meetings/{meeting}/close");
        api.MapAsk<ShowMinutes, MinutesShown>("/meetings/{meeting}/minutes");
        api.MapAct<EnterPaperMinutes, PaperMinutesId>("/meetings/{meeting}/paper");
        api.MapAct<CorrectPaperMinutes, PaperMinutesId>("/paper-minutes/{minutes}/correct");
        api.MapAct<ConfirmPaperMinutes, MeetingId>("/paper-minutes/{minutes}/confirm");

        api.MapAsk<ListItems, Listed<ItemRow>>("/items");
        api.MapAsk<ShowItem, ItemDetail>("/items/{item}");
        api.MapAct<RecordRecusal, ItemId>("/items/{item}/recusals");
        api.MapAct<OpenItem, ItemId>("/items/{item}/open");
        api.MapAct<CastBallot, BallotTaken>("/items/{item}/ballots");
        api.MapAct<CallTheSilent, ItemId>("/items/{item}/call");
        api.MapAct<HandOverChair, ItemId>("/items/{item}/hand-over");
        api.MapAct<CloseItem, VoteClosed>("/items/{item}/close");
        api.MapAct<RecordReasons, ItemResult>("/items/{item}/reasons");
        api.MapAct<DeferItem, ItemId>("/items/{item}/defer");
        api.MapAct<WithdrawItem, ItemId>("/items/{item}/withdraw");
        api.MapAct<EnterSuperiorDecision, SuperiorDecisionId>("/items/{item}/above");
        api.MapAct<ConfirmSuperiorDecision, ItemResult>("/superior-decisions/{decision}/confirm");
    }
}
