using System.Net;
using System.Text.Json.Nodes;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Tests.Certificates;
using Xunit;

namespace Integrity.Web.Tests.Certificates;

/// <summary>ACCEPTANCE, Certificates: every figure of the table through the API (C-6, O-3, O-4, O-7).</summary>
public sealed class CertificateApiTests(Site site) : IClassFixture<Site>
{
    private const string Paper = WorldCertificates.Paper;

    [Fact]
    public async Task The_certificates_of_the_acceptance_example_post_the_figures_of_its_table()
    {
        var team = WorldCertificates.TeamTerms;
        var a = await site.World.Contract("A", team);
        var b = await site.World.Contract("B", team);
        var c = await site.World.Contract("C", new ContractTerms(), kind: CounterpartyKind.Supplier);
        var d = await site.World.Contract("D", new ContractTerms(), kind: CounterpartyKind.Supplier);
        await Certify(c, 55_555_555, "C1", 6, 1);
        await Certify(d, 7_777, "D1", 6, 1);
        await Certify(b, 87_654_321, "B1", 8, 6);
        await Certify(a, 123_456_789, "A1", 8, 10);
        site.Clock.Set(new(2026, 9, 20));
        await Certify(b, 5_000_000, "B2", 9, 20);

        await Expect(a, "2026-09-25", wage: 24_691_357, due: 95_061_729, notYetDue: 0, retention: 3_703_703);
        await Expect(b, "2026-09-25", wage: 18_530_864, due: 67_493_828, notYetDue: 3_850_000, retention: 2_779_629);
        await Expect(c, "2026-09-25", wage: 0, due: 55_555_555, notYetDue: 0, retention: 0);
        await Expect(d, "2026-09-25", wage: 0, due: 7_777, notYetDue: 0, retention: 0);
        // Due days: A1 09-09, B1 09-05, B2 10-20.
        await Expect(a, "2026-09-08", wage: 24_691_357, due: 0, notYetDue: 95_061_729, retention: 3_703_703);
        await Expect(b, "2026-09-05", wage: 17_530_864, due: 67_493_828, notYetDue: 0, retention: 2_629_629);
        await Expect(b, "2026-10-20", wage: 18_530_864, due: 71_343_828, notYetDue: 0, retention: 2_779_629);

        var finance = await site.SignIn("finance");
        var why = await finance.Read($"/api/owed/explain?figure=Outstanding&contract={b.Value}&asOf=2026-09-25");
        Assert.Equal((89_874_692L, 89_874_692L), ((long)why["amount"]!, why["parts"]!.AsArray().Sum(p => (long)p!["amount"]!)));
        Assert.All(why["parts"]!.AsArray(), p => Assert.Equal(Paper, p!["entry"]!["document"]!.ToString()));
        var entry = await finance.Read($"/api/ledger/postings/{why["parts"]![0]!["entry"]!["posting"]}");
        Assert.Equal(0, entry["lines"]!.AsArray().Sum(l => (long)l!["amount"]!));
    }

    [Fact]
    public async Task A_certificate_is_approved_on_the_version_that_was_seen_and_never_by_its_preparer()
    {
        var contract = await site.World.Contract("V", WorldCertificates.TeamTerms);
        var engineer = await site.SignIn("engineer");
        var second = await site.SignIn("engineer-2");
        var id = (long)(await engineer.Do($"/api/contracts/{contract.Value}/certificates", Work("V1", 1_000)))!;
        Assert.Equal((HttpStatusCode.PreconditionRequired, "acts.seen_missing"), await second.Refused($"/api/certificates/{id}/approve"));
        Assert.Equal((HttpStatusCode.Forbidden, "acts.not_permitted"), await engineer.Refused($"/api/certificates/{id}/approve", seen: await Version(id)));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "acts.changed_since"), await second.Refused($"/api/certificates/{id}/approve", seen: 1));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "certificates.number_missing"), await engineer.Refused($"/api/contracts/{contract.Value}/certificates", Work("", 1_000)));
        await second.Do($"/api/certificates/{id}/approve", seen: await Version(id));
        Assert.Equal("Approved", (await second.Read($"/api/certificates/{id}"))["state"]!.ToString());
        Assert.Contains((await second.Read("/api/certificates?state=Approved"))["items"]!.AsArray(), c => (long)c!["id"]! == id);
    }

    /// <summary>O-1: the head of the page names all that was asked together, and what is not there is not found.</summary>
    [Fact]
    public async Task The_page_of_what_is_owed_names_all_that_was_asked_and_what_is_not_there_is_not_found()
    {
        var contract = await site.World.Contract("HT-OWED", WorldCertificates.TeamTerms);
        var finance = await site.Known("finance");
        var shown = await finance.Read($"/api/contracts/{contract.Value}");
        var (party, project, type) = ((long)shown["party"]!, (long)shown["project"]!, (long)shown["payeeType"]!);
        var page = WebUtility.HtmlDecode(await (await finance.Get($"/owed?number=HT-OWED&party={party}&project={project}&type={type}")).Content.ReadAsStringAsync());
        Assert.Contains($"HT-OWED {shown["name"]} · {shown["partyName"]} · {shown["projectName"]} · {shown["payeeTypeZh"]} · 截至", page, StringComparison.Ordinal);
        page = WebUtility.HtmlDecode(await (await finance.Get($"/owed?party={party}&type={type}")).Content.ReadAsStringAsync());
        Assert.Contains($">{shown["partyName"]} · {shown["payeeTypeZh"]} · 截至", page, StringComparison.Ordinal);
        foreach (var name in new[] { "contract", "party", "project", "type" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await finance.Get($"/api/owed?{name}=987654")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await finance.Get($"/api/owed/explain?figure=Due&{name}=987654")).StatusCode);
        }
    }

    private static JsonObject Work(string number, long gross) => new() { ["number"] = number, ["gross"] = gross, ["document"] = Paper };

    private async Task Certify(ContractId contract, long gross, string number, int month, int day)
    {
        site.Clock.Set(new(2026, month, day));
        var id = (long)(await (await site.SignIn("engineer")).Do($"/api/contracts/{contract.Value}/certificates", Work(number, gross)))!;
        await (await site.SignIn("engineer-2")).Do($"/api/certificates/{id}/approve", seen: await Version(id));
    }

    private async Task<long> Version(long certificate) => (long)(await (await site.SignIn("engineer-2")).Read($"/api/certificates/{certificate}"))["version"]!;

    private async Task Expect(ContractId contract, string asOf, long wage, long due, long notYetDue, long retention)
    {
        var owed = await (await site.SignIn("finance")).Read($"/api/owed?contract={contract.Value}&asOf={asOf}");
        var buckets = owed["buckets"]!;
        Assert.Equal((wage, due, notYetDue, retention, wage + due + notYetDue),
            ((long)buckets["wage"]!, (long)buckets["due"]!, (long)buckets["notYetDue"]!, (long)owed["retentionNotDue"]!, (long)owed["outstanding"]!));
    }
}
