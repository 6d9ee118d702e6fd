namespace Integrity.Web.Api;

/// <summary>The addresses of the API. Each line is one door; who may pass is declared on the act it leads to.</summary>
public static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api");

        api.MapIdentity();
        api.MapRounds();
        api.MapCases();
        api.MapPublic();

        api.MapContracts();
        api.MapDecisions();
        api.MapCertificates();
        api.MapImport();
        api.MapCalendar();
        api.MapFunds();
        api.MapBank();
        api.MapEvidence();
    }
}
