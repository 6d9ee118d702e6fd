using CsCheck;
using Integrity.App.Certificates;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Integrity.Tests.Ledger;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Certificates;

/// <summary>O-1, O-3, O-7, O-9: what is owed as of any day, and why.</summary>
public sealed class WhatIsOwedTests
{
    private const string Paper = WorldCertificates.Paper;
    private static readonly Figure[] Buckets = [Figure.InFlight, Figure.Wage, Figure.FrozenByAuthority, Figure.Assigned, Figure.Disputed, Figure.Held, Figure.Returned, Figure.Due, Figure.NotYetDue];

    [Fact]
    public async Task The_buckets_of_a_contract_party_project_and_type_agree_on_any_day()
    {
        var (world, (a, b, c)) = await World.After(new(2026, 8, 10), Three);
        await using var own = world;
        foreach (var day in new[] { new DateOnly(2026, 8, 9), new(2026, 8, 10), new(2026, 9, 8), new(2026, 9, 9), new(2026, 9, 20), new(2027, 1, 1) })
        {
            var one = await Owed(world, contract: a, day: day);
            var balance = await world.Balance(a, day);
            Assert.Equal((balance.Outstanding, balance.Buckets, balance.Certified, balance.RetentionNotDue), (one.Outstanding, one.Buckets, one.Certified, one.RetentionNotDue));
            var kept = await world.Read(db => db.Set<WorksContract>().OrderBy(x => x.Id).ToListAsync());
            var two = await Owed(world, contract: b, day: day);
            var three = await Owed(world, contract: c, day: day);
            var party = await Owed(world, party: kept[0].Party, day: day);
            Assert.Equal(one.Buckets.Plus(two.Buckets), party.Buckets);
            Assert.Equal(2, party.Contracts);
            Assert.Equal(one.Buckets.Plus(two.Buckets), (await Owed(world, type: kept[0].PayeeType, day: day)).Buckets);
            Assert.Equal(one.Buckets.Plus(three.Buckets), (await Owed(world, project: kept[0].Project, day: day)).Buckets);
            var all = await Owed(world, day: day);
            Assert.Equal(one.Buckets.Plus(two.Buckets).Plus(three.Buckets), all.Buckets);
            Assert.Equal((one.Certified + two.Certified + three.Certified, all.Buckets.Total), (all.Certified, all.Outstanding));
        }
    }

    /// <summary>Whatever is named together holds together: of a contract that is not within all of it nothing is owed.</summary>
    [Fact]
    public async Task All_that_is_named_holds_together_and_the_explanation_agrees()
    {
        var (world, (a, _, _)) = await World.After(new(2026, 8, 10), Three);
        await using var own = world;
        var day = new DateOnly(2026, 9, 20);
        var kept = await world.Read(db => db.Set<WorksContract>().OrderBy(x => x.Id).ToListAsync());
        var alone = new Dictionary<ContractId, Owed>();
        foreach (var contract in kept) alone[contract.Id] = await Owed(world, contract: contract.Id, day: day);
        var scopes = from contract in kept.Select(c => (ContractId?)c.Id).Append(null)
                     from party in kept.Select(c => (CounterpartyId?)c.Party).Append(null).Distinct()
                     from project in kept.Select(c => (Domain.Projects.ProjectId?)c.Project).Append(null).Distinct()
                     from type in kept.Select(c => (PayeeTypeId?)c.PayeeType).Append(null).Distinct()
                     select new OwedScope(contract, party, project, type);
        foreach (var scope in scopes)
        {
            var within = kept.Where(c => c.Id == (scope.Contract ?? c.Id) && c.Party == (scope.Party ?? c.Party) && c.Project == (scope.Project ?? c.Project) && c.PayeeType == (scope.Type ?? c.PayeeType)).ToList();
            var owed = await world.Ask(world.Finance, new WhatIsOwed(scope.Contract, scope.Party, scope.Project, scope.Type, day));
            Assert.Equal((scope, within.Sum(c => alone[c.Id].Outstanding), within.Sum(c => alone[c.Id].Certified)), (scope, owed.Outstanding, owed.Certified));
            if (scope.Party is not null && scope.Contract is null) Assert.Equal((scope, within.Count), (scope, owed.Contracts));
            foreach (var figure in new[] { Figure.Outstanding, Figure.Certified })
            {
                var why = await world.Ask(world.Finance, Explain.Of(figure, scope, day));
                Assert.Equal((scope, figure == Figure.Outstanding ? owed.Outstanding : owed.Certified), (scope, why.Amount));
                Assert.Equal((scope, why.Amount), (scope, why.Parts.Sum(p => p.Amount)));
            }
        }
        Assert.Equal(alone[a].Outstanding, (await Owed(world, a, kept[0].Party, kept[0].Project, kept[0].PayeeType, day)).Outstanding);
    }

    [Fact]
    public async Task A_party_project_or_type_that_is_not_there_is_not_found()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        foreach (var none in new OwedScope[] { new(new(987), null, null, null), new(null, new(987), null, null), new(null, null, new(987), null), new(null, null, null, new(987)) })
        {
            Assert.Equal("acts.not_found", (await world.Door.Ask(new WhatIsOwed(none.Contract, none.Party, none.Project, none.Type, null), world.Finance, default)).Refusal?.Code);
            Assert.Equal("acts.not_found", (await world.Door.Ask(Explain.Of(Figure.Due, none, null), world.Finance, default)).Refusal?.Code);
        }
    }

    [Fact]
    public async Task Any_day_is_answered_or_refused_in_words()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract();
        await world.Certify(contract, 1_000_000);
        foreach (var day in new[] { DateOnly.MinValue, new(2199, 12, 31) })
            foreach (var figure in Enum.GetValues<Figure>())
            {
                await Owed(world, contract: contract, day: day);
                await world.Ask(world.Finance, Explain.Of(figure, contract, day));
                await world.Ask(world.Finance, new ShowContractMoney(contract, day));
            }
        foreach (var day in new[] { new DateOnly(2200, 1, 1), DateOnly.MaxValue })
        {
            var refusals = new[]
            {
                (await world.Door.Ask(new WhatIsOwed(contract, null, null, null, day), world.Finance, default)).Refusal,
                (await world.Door.Ask(new WhatIsOwed(null, null, null, null, day), world.Finance, default)).Refusal,
                (await world.Door.Ask(Explain.Of(Figure.InterestPerDay, contract, day), world.Finance, default)).Refusal,
                (await world.Door.Ask(new ShowContractMoney(contract, day), world.Finance, default)).Refusal,
            };
            Assert.All(refusals, refusal => Assert.Equal(("certificates.day_too_far", "asOf"), (refusal?.Code, refusal?.Field)));
            Refusals.Provoked.Saw(refusals[0]!);
        }
    }

    /// <summary>Every figure of every scope is the sum of the parts shown for it.</summary>
    [Fact]
    public async Task Every_figure_is_explained_by_parts_that_add_up_to_it()
    {
        var (world, (a, _, _)) = await World.After(new(2026, 8, 10), Three);
        await using var own = world;
        var day = new DateOnly(2026, 9, 20);
        var contract = await world.Read(db => db.Set<WorksContract>().SingleAsync(x => x.Id == a));
        foreach (var figure in Enum.GetValues<Figure>())
        {
            var one = await world.Ask(world.Finance, new Explain(figure, a, null, null, null, day, null));
            Assert.Equal(one.Amount, one.Parts.Sum(p => p.Amount));
            Assert.All(one.Parts, p => Assert.NotNull(p.Entry));
            var party = await world.Ask(world.Finance, new Explain(figure, null, contract.Party, null, null, day, null));
            Assert.Equal(party.Amount, party.Parts.Sum(p => p.Amount));
            if (figure > Figure.Certified && figure is not (Figure.Overpaid or Figure.InterestOwed))
            {
                Refusals.Provoked.Saw((await world.Door.Ask(new Explain(figure, null, null, null, null, day, null), world.Finance, default)).Refusal!);
                continue;
            }
            // From all by type, by project, by contract down to the same contract.
            var all = await world.Ask(world.Finance, new Explain(figure, null, null, null, null, day, null));
            Assert.Equal(all.Amount, all.Parts.Sum(p => p.Amount));
            foreach (var type in all.Parts)
            {
                var projects = await world.Ask(world.Finance, new Explain(figure, null, null, null, type.Into!.Type, day, null));
                Assert.Equal(type.Amount, projects.Parts.Sum(p => p.Amount));
                foreach (var project in projects.Parts)
                {
                    var contracts = await world.Ask(world.Finance, new Explain(figure, null, null, project.Into!.Project, project.Into.Type, day, null));
                    Assert.Equal(project.Amount, contracts.Parts.Sum(p => p.Amount));
                    Assert.All(contracts.Parts, p => Assert.NotNull(p.Into!.Contract));
                }
            }
        }
        var owed = await Owed(world, contract: a, day: day);
        Assert.Equal(owed.Outstanding, (await world.Ask(world.Finance, new Explain(Figure.Outstanding, a, null, null, null, day, null))).Amount);
        Assert.Equal(owed.More!.InterestAccrued, (await world.Ask(world.Finance, new Explain(Figure.InterestAccrued, a, null, null, null, day, null))).Amount);
        Assert.Equal(owed.More.Settled, (await world.Ask(world.Finance, new Explain(Figure.Settled, a, null, null, null, day, null))).Amount);
    }

    [Fact]
    public async Task A_part_names_its_act_person_document_certificate_and_due_day_and_opens_its_entry()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract();
        var a1 = await world.Certify(contract, 123_456_789);
        var part = Assert.Single((await world.Ask(world.Finance, new Explain(Figure.NotYetDue, contract, null, null, null, null, null))).Parts);
        Assert.Equal((new Money(95_061_729), "复核批准计量证书", "engineer-2", Paper, a1, new DateOnly(2026, 9, 9), "JL-1"),
            (part.Amount, part.Zh, part.Entry!.Person, part.Entry.Document, part.Entry.Certificate!.Value, part.Entry.Due!.Value, part.Entry.CertificateNumber));
        var entry = await world.Ask(world.Finance, new ShowLedgerEntry(part.Entry.Posting));
        Assert.Equal((4, 0L), (entry.Lines.Count, entry.Lines.Sum(l => l.Amount).Fen));
        var page = await world.Ask(world.Finance, new LedgerOf(contract, null));
        Assert.Equal([123_456_789L, -24_691_357, -3_703_703, -95_061_729], page.Items.Select(l => l.Amount.Fen));
        Assert.Null(page.Next);
    }

    /// <summary>L-1: the ledger of a contract goes on by key, each posting once.</summary>
    [Fact]
    public async Task The_ledger_of_a_contract_goes_on_by_key()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract();
        for (var i = 0; i < 14; i++)
        {
            if (i == 7) world.Clock.Set(new(2026, 8, 11));
            await world.Certify(contract, 1_000 + i, $"JL-{i}");
        }
        var first = await world.Ask(world.Finance, new LedgerOf(contract, null));
        var second = await world.Ask(world.Finance, new LedgerOf(contract, first.Next));
        Assert.Equal((50, 6, 56), (first.Items.Count, second.Items.Count, first.Items.Concat(second.Items).Select(l => l.Posting).Distinct().Count()));
        Assert.Null(second.Next);
    }

    /// <summary>O-9 and O-7 as a reader sees them.</summary>
    [Fact]
    public async Task The_progress_floor_and_overdue_interest_are_shown()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract(terms: new() { RetentionRate = new(0) });
        await world.Certify(contract, 1_000_000);
        var before = await Owed(world, contract: contract);
        Assert.Equal((true, 0L), (before.More!.BelowFloor, before.More.InterestAccrued.Fen));
        var paid = await world.Do(world.Finance, new RecordThirdPartyPayment(contract, new(200_000), false, "总承包公司", new(2026, 8, 10), Paper));
        await world.Do(world.FinanceTwo, new ConfirmThirdPartyPayment(paid, await world.Seen(paid.Value)));
        world.Clock.Set(new(2026, 9, 19));
        var after = await Owed(world, contract: contract);
        Assert.Equal((4_000L, 400L), (after.More!.InterestAccrued.Fen, after.More.InterestPerDay.Fen));
    }

    /// <summary>A contractor sees his own money and nobody else's; what is not his looks like nothing.</summary>
    [Fact]
    public async Task A_contractor_sees_only_his_own()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var mine = await world.Contract();
        var other = await world.Contract("HT-2");
        await world.Certify(mine, 1_000);
        await world.Certify(other, 2_000, "JL-2");
        var party = await world.Read(db => db.Set<WorksContract>().Where(c => c.Id == mine).Select(c => c.Party).SingleAsync());
        var contractor = await world.Contractor("contractor", party.Value);
        Assert.Equal(1_000L, (await world.Ask(contractor, new WhatIsOwed(null, null, null, null, null))).Certified.Fen);
        Assert.Equal(1_000L, (await world.Ask(contractor, new WhatIsOwed(mine, null, null, null, null))).Certified.Fen);
        await world.Ask(contractor, new ShowContractMoney(mine, null));
        Assert.Equal("acts.not_found", (await world.Door.Ask(new WhatIsOwed(other, null, null, null, null), contractor, default)).Refusal?.Code);
        Assert.Equal("acts.not_found", (await world.Door.Ask(new WhatIsOwed(null, null, null, new PayeeTypeId(1), null), contractor, default)).Refusal?.Code);
        Assert.Equal("acts.not_found", (await world.Door.Ask(new Explain(Figure.Due, other, null, null, null, null, null), contractor, default)).Refusal?.Code);
        Assert.Equal("acts.not_found", (await world.Door.Ask(new LedgerOf(other, null), contractor, default)).Refusal?.Code);
        Assert.Equal("acts.not_found", (await world.Door.Ask(new ShowContractMoney(other, null), contractor, default)).Refusal?.Code);
        Assert.Equal("acts.not_permitted", (await world.Door.Ask(new ListCertificates(null, null), contractor, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Certificates_are_listed_by_state_and_shown_with_what_they_would_be_today()
    {
        await using var world = await World.Begin(on: new(2026, 8, 10));
        var contract = await world.Contract(amount: 2_000);
        await world.Certify(contract, 1_000);
        var waits = await world.Prepare(contract, 1_000, "JL-2");
        Assert.Equal([waits], (await world.Ask(world.EngineerTwo, new ListCertificates(CertificateState.Prepared, null))).Items.Select(c => c.Id));
        Assert.Equal(["JL-2", "JL-1"], (await world.Ask(world.EngineerTwo, new ListCertificates(null, null))).Items.Select(c => c.Number));
        var shown = await world.Ask(world.EngineerTwo, new ShowCertificate(waits));
        Assert.Equal((200L, 30L, 770L, 1_000L, 2_000L, false), (shown.Parts!.Labour.Fen, shown.Parts.Retention.Fen, shown.Parts.Rest.Fen, shown.CertifiedBefore.Fen, shown.Ceiling.Fen, shown.IsOwn));
        Assert.Equal(await world.Seen(waits.Value), shown.Version);
        Assert.True((await world.Ask(world.Engineer, new ShowCertificate(waits))).IsOwn);
        await world.Certify(contract, 1, "JL-3");
        Assert.Equal("certificates.above_contract_amount", (await world.Ask(world.EngineerTwo, new ShowCertificate(waits))).WhyNot?.Code);
    }

    /// <summary>Each figure of the rule is the sum over postings, and the nine buckets add up to Outstanding.</summary>
    [Fact]
    public void Every_figure_is_the_sum_of_its_postings() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 60], Gen.Long[1, 5_000]).Array[1, 14].Sample(moves =>
        {
            var book = new Book();
            var terms = new CertificateTerms(new(200_000), new(30_000), 30, true);
            var day = Book.Day(8, 10);
            foreach (var (kind, days, fen) in moves.OrderBy(m => m.Item2))
            {
                day = Book.Day(8, 10).AddDays(days);
                var balance = book.Balance(1, day);
                var open = Take.LatestDueFirst(balance.OpenTranches, new(fen)).Parts;
                switch (kind)
                {
                    case 0 or 1: book.Post(Certification.Certify(balance, 100 + days, new(fen), terms, new(1_000_000)).Value.Entry); break;
                    case 2 when balance.Certified > new Money(fen): book.Post(Certification.Certify(balance, 200 + days, new(-fen), terms, new(1_000_000)).Value.Entry); break;
                    case 3: book.Post(LedgerEntry.On(day).Move(1, open, Standing.Held, 9).Close()); break;
                    case 4: book.Post(LedgerEntry.On(day).Move(1, open, Standing.InFlight, 8).Close()); break;
                    case 5:
                        var lines = LedgerEntry.On(day);
                        foreach (var part in Take.OldestDueFirst(balance.Standing(Standing.InFlight), new(fen)).Parts) lines.Lower(1, part).Credit(1, Account.RunCash, part.Amount, subject: 7);
                        book.Post(lines.Close());
                        break;
                    default: book.Post(RetentionRule.Date(balance, day.AddDays(20), day)); break;
                }
            }
            foreach (var asOf in new[] { day, day.AddDays(25), day.AddDays(90) })
            {
                var balance = book.Balance(1, asOf);
                long Of(Figure figure) => book.Postings.Where(p => p.Owner == 1 && p.Day <= asOf).Sum(p => FigureRule.Part(figure, p, asOf));
                Assert.Equal(balance.Outstanding.Fen, Of(Figure.Outstanding));
                Assert.Equal(balance.Outstanding.Fen, Buckets.Sum(Of));
                Assert.Equal((balance.Buckets.Due.Fen, balance.Buckets.Held.Fen, balance.RetentionNotDue.Fen, balance.Settled.Fen, balance.Certified.Fen, balance.Overpaid.Fen),
                    (Of(Figure.Due), Of(Figure.Held), Of(Figure.RetentionNotDue), Of(Figure.Settled), Of(Figure.Certified), Of(Figure.Overpaid)));
            }
        }, iter: 100);

    /// <summary>Two contracts of one party in two projects, and one of another type in the first project, with a correction, a dispute and a guarantee.</summary>
    private static async Task<(ContractId A, ContractId B, ContractId C)> Three(World world)
    {
        var a = await world.Contract("HT-A");
        var first = await world.Read(db => db.Set<WorksContract>().SingleAsync(c => c.Id == a));
        var b = await world.ContractOf(first.Party, "HT-B");
        var c = await world.Contract("HT-C", kind: CounterpartyKind.Supplier, project: first.Project, terms: new());
        await world.Certify(a, 1_000_000);
        await world.Certify(b, 500_000, "JL-B");
        world.Clock.Set(new(2026, 8, 20));
        await world.Certify(c, 70_000, "JL-C");
        await world.Correct(a, -40_000);
        await world.Do(world.Engineer, new MarkDisputed(a, new(30_000), null, false, "厚度不足", Paper));
        await world.Do(world.EngineerTwo, new ReleaseRetentionAgainstGuarantee(b, Paper, await world.Seen(b.Value)));
        return (a, b, c);
    }

    private static Task<Owed> Owed(World world, ContractId? contract = null, CounterpartyId? party = null, Domain.Projects.ProjectId? project = null, PayeeTypeId? type = null, DateOnly? day = null) =>
        world.Ask(world.Finance, new WhatIsOwed(contract, party, project, type, day));
}
