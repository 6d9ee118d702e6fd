using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Xunit;

namespace Integrity.Tests.Decisions;

/// <summary>D-2: all members in office by the roster.</summary>
public sealed class BodyTests
{
    private static readonly OfficialId Lin = new(11), Zhao = new(12), Qian = new(13);
    private static readonly DateOnly January = new(2026, 1, 1), June = new(2026, 6, 1);

    [Fact]
    public void The_roster_of_a_day_holds_who_is_in_office_on_it_first_and_last_day_included()
    {
        var body = Group();
        Assert.Equal([Lin, Zhao], body.On(January).Members);
        Assert.True(body.EndTerm(Zhao, June, "任〔2026〕9号").IsDone);
        Assert.Equal([Lin, Zhao], body.On(June).Members);
        Assert.Equal([Lin], body.On(June.AddDays(1)).Members);
        Assert.Empty(body.On(January.AddDays(-1)).Members);
        Assert.Equal(Lin, body.On(June).Chair);
    }

    [Fact]
    public void Nobody_sits_twice_and_there_is_one_chair()
    {
        var body = Group();
        Assert.Equal("decisions.already_in_office", body.Appoint(Zhao, asChair: false, June, "任〔2026〕2号").Code());
        Assert.Equal("decisions.chair_in_office", body.Appoint(Qian, asChair: true, June, "任〔2026〕2号").Code());
        Assert.True(body.EndTerm(Lin, June, "任〔2026〕3号").IsDone);
        Assert.True(body.Appoint(Qian, asChair: true, June.AddDays(1), "任〔2026〕3号").IsDone);
        Assert.Equal(Qian, body.On(June.AddDays(1)).Chair);
    }

    [Fact]
    public void A_term_begins_and_ends_by_a_document_and_ends_once()
    {
        var body = Group();
        Assert.Equal("decisions.appointing_document_missing", body.Appoint(Qian, asChair: false, June, " ").Code());
        Assert.Equal("decisions.appointing_document_missing", body.EndTerm(Zhao, June, "").Code());
        Assert.Equal("decisions.not_in_office", body.EndTerm(Qian, June, "任〔2026〕9号").Code());
        Assert.True(body.EndTerm(Zhao, June, "任〔2026〕9号").IsDone);
        Assert.Equal("decisions.not_in_office", body.EndTerm(Zhao, January, "任〔2026〕9号").Code());
        Assert.Equal("decisions.name_missing", Body.Found(new(1), "局领导班子", "").Code());
    }

    private static Body Group()
    {
        var body = Body.Found(new(1), "局领导班子", "Leadership group").Value;
        Assert.True(body.Appoint(Lin, asChair: true, January, "任〔2026〕1号").IsDone);
        Assert.True(body.Appoint(Zhao, asChair: false, January, "任〔2026〕1号").IsDone);
        return body;
    }
}
