using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Payments;
using Integrity.App.Projects;
using Integrity.Domain.Contracts;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App;

// Two contracts that agree on more than the others: an advance with its clause (C-6), and a consortium of two teams (C-3).
public sealed partial class DemoBureau
{
    private void AgreeOtherwise()
    {
        ContractId advanced = default, joint = default;
        On(new(2026, 9, 14), async () =>
        {
            advanced = await Sign(121, party: 3, 240_000_000, "预拌料场场坪施工合同", TeamTerms with { AdvanceRate = new(100_000), AdvanceRecovery = new(200_000) });
            joint = await Sign(122, party: 5, 360_000_000, "桥梁加固联合体施工合同", TeamTerms, new(parties[5], new(700_000)), new(parties[6], new(300_000)));
        });
        On(new(2026, 9, 22), async () =>
        {
            var run = await Do(Accountant, new ProposeDecidedRun(DecidedRunKind.Advance, null));
            await Decide(new(await Read(db => db.DecidedRuns.Where(r => r.Id == run).Select(r => r.DecisionItem).SingleAsync())), Domain.Decisions.Vote.Yes);
            await Do(Accountant, new CarryOutDecidedRun(run, await Seen(run.Value)));
            await Answer(run.Value, "预付款", returned: 0);
        });
        On(new(2026, 10, 14), async () =>
        {
            foreach (var (contract, number, gross) in new[] { (advanced, "JL-121-1", 60_000_000L), (joint, "JL-122-1", 90_000_000L) })
            {
                var certificate = await Do(Engineer, new PrepareCertificate(contract, number, null, null, new(gross), await Kept(Engineer, "计量单", number)));
                await Do(Chief, new ApproveCertificate(certificate, await Seen(certificate.Value)));
            }
        });
    }

    private static ContractTerms TeamTerms => Terms(Domain.Parties.CounterpartyKind.ConstructionTeam);

    private async Task<ContractId> Sign(int number, int party, long amount, string name, ContractTerms terms, params IReadOnlyList<MemberShare> members)
    {
        var project = await Read(db => db.Projects.OrderBy(p => p.Id).Select(p => p.Id).FirstAsync());
        var (own, wage) = accounts[parties[party]];
        var contract = await Do(Engineer, new RegisterWorksContract($"JZGL-2026-{number}", name, ContractKind.Works, project, parties[party], null, new(amount), clock.Today, await Kept(Engineer, "合同文本", $"JZGL-2026-{number}"), terms, own, wage, members));
        await Do(Engineer, new SignIntegrityContract($"LZ-2026-{number}", parties[party], [contract], 1, [new(new(10_000), new(30_000)), new(new(30_000), new(60_000)), new(new(60_000), new(100_000))],
            new(200_000), false, clock.Today, await Kept(Engineer, "廉政合同文本", $"LZ-2026-{number}")));
        return contract;
    }
}
