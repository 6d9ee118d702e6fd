using Integrity.App.Parties;
using Integrity.Domain.Parties;
using Xunit;

namespace Integrity.Tests.Parties;

/// <summary>C-1: a counterparty stands in the register once, under the name of its licence, with its people.</summary>
public sealed class RegisterCounterpartyTests
{
    private static readonly RegisterCounterparty Team =
        new(CounterpartyKind.ConstructionTeam, "江州路通养护工程队", "91329900MAJU5HND5H", false, null, null, true, [new("王建国", PartyRole.LegalRepresentative, null)]);

    [Fact]
    public async Task A_party_and_each_of_its_people_has_a_name()
    {
        await using var world = await World.Begin();
        await world.Refused("parties.name_missing", world.Engineer, Team with { Name = " " });
        await world.Refused("parties.name_too_long", world.Engineer, Team with { Name = new string('路', 121) });
        await world.Refused("parties.person_name_missing", world.Engineer, Team with { People = [new(" ", PartyRole.ProjectManager, null)] });
        await world.Do(world.Engineer, Team with { Name = new string('路', 120) });
    }

    [Fact]
    public async Task A_code_is_registered_once_whatever_name_comes_with_it()
    {
        await using var world = await World.Begin();
        await world.Do(world.Engineer, Team);
        await world.Refused("parties.code_taken", world.Engineer, Team with { Name = "江州另一工程队" });
        await world.Refused("parties.code_taken", world.Engineer, Team with { Code = "91329900maju5hnd5h" });
    }
}
