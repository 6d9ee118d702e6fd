using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.Domain.Identity;
using Integrity.Web.Doors;

namespace Integrity.Web.Api;

/// <summary>The addresses of the API. Each line is one door; who may pass is declared on the act it leads to.</summary>
public static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api");

        api.MapAsk<WhoAmI, Me>("/me");
        api.MapRounds();
        api.MapCases();
        api.MapPublic();
        api.MapAct<AppointOfficial, OfficialId>("/officials");

        api.MapContracts();
        api.MapDecisions();
        api.MapCertificates();
        api.MapImport();
        api.MapFunds();
        api.MapBank();
    }
}
