using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.App.Storage;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

public static class DecisionSets
{
    extension(IntegrityDb db)
    {
        public DbSet<Body> Bodies => db.Set<Body>();
        public DbSet<Meeting> Meetings => db.Set<Meeting>();
        public DbSet<Item> DecisionItems => db.Set<Item>();
        public DbSet<LineApart> LinesApart => db.Set<LineApart>();
        public DbSet<PaperMinutes> PaperMinutes => db.Set<PaperMinutes>();
        public DbSet<SuperiorDecision> SuperiorDecisions => db.Set<SuperiorDecision>();

        /// <summary>Items whole: candidates with their seats and ballots, recusals, preparations. The rules read nothing less.</summary>
        public IQueryable<Item> WholeItems => db.DecisionItems
            .Include(x => x.Candidates).ThenInclude(x => x.Seats)
            .Include(x => x.Candidates).ThenInclude(DecisionsStorage.Ballots)
            .Include(x => x.Recusals).Include(x => x.Preparations).AsSplitQuery();

        public Task<Item?> WholeItem(ItemId id, CancellationToken cancel) => db.WholeItems.SingleOrDefaultAsync(x => x.Id == id, cancel);

        /// <summary>What is on a meeting's agenda, in its order.</summary>
        public Task<List<Item>> Agenda(MeetingId meeting, CancellationToken cancel) =>
            db.WholeItems.Where(x => x.Meeting == meeting).OrderBy(x => x.AgendaPlace).ThenBy(x => x.Id).ToListAsync(cancel);

        public Task<Meeting?> MeetingWith(MeetingId id, CancellationToken cancel) =>
            db.Meetings.Include(x => x.Attendances).Include(x => x.Reports).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == id, cancel);

        public Task<Body?> BodyWith(BodyId id, CancellationToken cancel) =>
            db.Bodies.Include(x => x.Memberships).SingleOrDefaultAsync(x => x.Id == id, cancel);

        /// <summary>Who could enter what a superior body decided: two of them are needed, and none is recused (D-4, D-7).</summary>
        public async Task<IReadOnlyList<OfficialId>> MayEnterAbove(IReadOnlyCollection<OfficialId> recused, CancellationToken cancel) =>
            [.. (await db.Officials.AsNoTracking().Where(o => o.Active && o.Party == null).OrderBy(o => o.Id).ToListAsync(cancel))
                .Where(o => (o.Has(Duty.KeepMeetings) || o.Has(Duty.Vote)) && !recused.Contains(o.Id)).Select(o => o.Id)];

        /// <summary>What is closed to a person altogether, by the numbers of what is decided; of a round only his lines are, which are an item of their own (D-4).</summary>
        public async Task<List<long>> ClosedTo(OfficialId person, CancellationToken cancel) =>
            [.. (await db.DecisionItems.Where(x => x.LinesOf == null && x.Recusals.Any(r => r.Person == person && r.Ground != RecusalGround.EarlierPart)).OrderBy(x => x.Id).Select(x => new { x.About, x.Origin }).ToListAsync(cancel))
                .SelectMany(x => new[] { x.About, x.Origin }).Distinct()];

        /// <summary>The contracts whose lines are closed to a person, in every round: in one of them they are voted apart, because he is recused from them (D-4).</summary>
        public async Task<IReadOnlyList<long>> LinesClosedTo(OfficialId person, CancellationToken cancel)
        {
            var items = (await db.DecisionItems.Where(x => x.LinesOf != null && x.Recusals.Any(r => r.Person == person)).Select(x => x.Id).ToListAsync(cancel)).ConvertAll(item => item.Value);
            return items.Count == 0 ? [] : await db.LinesApart.Where(l => items.Contains(l.Item)).Select(l => l.Contract).Distinct().ToListAsync(cancel);
        }

        /// <summary>Own interest and kin, as they were given in earlier items about the same: they last through every later one (D-4).</summary>
        public async Task<IReadOnlyList<Conflict>> LastingConflicts(IEnumerable<long> abouts, CancellationToken cancel) =>
            [.. (await db.DecisionItems.AsNoTracking().Include(x => x.Recusals).Where(x => (abouts.Contains(x.About) || abouts.Contains(x.Origin)) && x.LinesOf == null).OrderBy(x => x.Id).ToListAsync(cancel))
                .SelectMany(x => x.Recusals).Where(r => r.Ground != RecusalGround.EarlierPart).DistinctBy(r => r.Person).Select(r => new Conflict(r.Person, r.Ground, r.Words))];

        /// <summary>Why the papers of a case, matter or list are closed to a person, or null: his own interest or kin keeps him away from an item about it (D-4).</summary>
        /// <param name="abouts">Numbers of what is decided.</param>
        /// <param name="person">The reader. Who took an earlier part knows the papers already, and only does not vote.</param>
        /// <param name="cancel">Stops it.</param>
        public async Task<Refusal?> KeptAway(IEnumerable<long> abouts, OfficialId person, CancellationToken cancel) =>
            await db.DecisionItems.AnyAsync(x => (abouts.Contains(x.About) || abouts.Contains(x.Origin)) && x.Recusals.Any(r => r.Person == person && r.Ground != RecusalGround.EarlierPart), cancel)
                ? DecisionRefusals.PapersClosedToRecused() : null;

        /// <summary>To whom something is closed (D-4).</summary>
        public Task<List<OfficialId>> RecusedFrom(IReadOnlyCollection<long> abouts, CancellationToken cancel) =>
            db.DecisionItems.Where(x => abouts.Contains(x.About) || abouts.Contains(x.Origin)).SelectMany(x => x.Recusals).Where(r => r.Ground != RecusalGround.EarlierPart).Select(r => r.Person).Distinct().ToListAsync(cancel);

        /// <summary>Those in whose place a person may act in something: nobody acts in the place of one to whom it is closed (D-4).</summary>
        public async Task<IReadOnlyList<Official>> AbsentFor(Official person, IReadOnlyCollection<long> abouts, DateOnly day, CancellationToken cancel)
        {
            var absents = new List<Official>();
            foreach (var absent in await db.AbsentFor(person, day, cancel))
                if (await db.KeptAway(abouts, absent.Id, cancel) is null) absents.Add(absent);
            return absents;
        }

        /// <summary>Why whoever acts keeps away from it, for himself or because everybody does in whose place he could; null where he may. He acts for nobody to whom it is closed (D-4).</summary>
        public async Task<Refusal?> KeptAway(IEnumerable<long> abouts, ActContext context, CancellationToken cancel)
        {
            if (context.Caller.Kind != CallerKind.Official || context.Official.Party is not null) return null;
            if (await db.KeptAway(abouts, context.Actor, cancel) is { } away) return away;
            foreach (var absent in context.Absents)
                if (await db.KeptAway(abouts, absent.Id, cancel) is not null && !context.MayWithout(absent)) return DecisionRefusals.AbsentIsRecused(absent.Name);
            return null;
        }
    }
}

internal sealed class DecisionsStorage : IModuleStorage
{
    /// <summary>Ballots have no public list before their vote is closed; only the mapping knows the field.</summary>
    internal static readonly System.Linq.Expressions.Expression<Func<Candidate, IEnumerable<Ballot>>> Ballots =
        candidate => EF.Property<IEnumerable<Ballot>>(candidate, "ballots");

    public void Map(ModelBuilder model)
    {
        model.Entity<Body>(e =>
        {
            e.ToTable("bodies").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasMany(x => x.Memberships).WithOne().HasForeignKey(x => x.Body);
        });
        model.Entity<Membership>().ToTable("memberships").HasKey(x => new { x.Body, x.Number });
        model.Entity<Meeting>(e =>
        {
            e.ToTable("meetings").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<Body>().WithMany().HasForeignKey(x => x.Body);
            e.HasMany(x => x.Attendances).WithOne().HasForeignKey(x => x.Meeting);
            e.HasMany(x => x.Reports).WithOne().HasForeignKey(x => x.Meeting);
        });
        model.Entity<Attendance>().ToTable("attendances").HasKey(x => new { x.Meeting, x.Member });
        model.Entity<MeetingReport>().ToTable("meeting_reports").HasKey(x => new { x.Meeting, x.Place });
        MapItems(model);
        model.Entity<PaperMinutes>(e =>
        {
            e.ToTable("paper_minutes").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<Meeting>().WithMany().HasForeignKey(x => x.Meeting);
        });
        model.Entity<SuperiorDecision>(e =>
        {
            e.ToTable("superior_decisions").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<Item>().WithMany().HasForeignKey(x => x.Item);
        });
    }

    private static void MapItems(ModelBuilder model)
    {
        model.Entity<Item>(e =>
        {
            e.ToTable("decision_items").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<Body>().WithMany().HasForeignKey(x => x.Body);
            e.HasOne<Meeting>().WithMany().HasForeignKey(x => x.Meeting);
            e.HasOne<Item>().WithMany().HasForeignKey(x => x.LinesOf);
            e.HasMany(x => x.Candidates).WithOne().HasForeignKey(x => x.Item);
            e.HasMany(x => x.Recusals).WithOne().HasForeignKey(x => x.Item);
            e.HasMany(x => x.Preparations).WithOne().HasForeignKey(x => x.Item);
            e.Ignore(x => x.Voting).Ignore(x => x.OwingReasons).Ignore(x => x.Next).Ignore(x => x.Decided);
        });
        model.Entity<Candidate>(e =>
        {
            e.ToTable("decision_candidates").HasKey(x => new { x.Item, x.Place });
            e.Property(x => x.Place).ValueGeneratedNever();
            e.HasMany(x => x.Seats).WithOne().HasForeignKey(x => new { x.Item, x.Place });
            e.HasMany<Ballot>("ballots").WithOne().HasForeignKey(x => new { x.Item, x.Place });
            e.Ignore(x => x.OpenedBallots).Ignore(x => x.Counted).Ignore(x => x.Dissent).Ignore(x => x.Tally).Ignore(x => x.Silent);
        });
        model.Entity<Seat>().ToTable("decision_seats").HasKey(x => new { x.Item, x.Place, x.Member });
        model.Entity<Ballot>().ToTable("ballots").HasKey(x => new { x.Item, x.Place, x.Number });
        model.Entity<LineApart>().ToTable("lines_apart").HasKey(x => new { x.Item, x.Contract });
        model.Entity<Recusal>().ToTable("recusals").HasKey(x => new { x.Item, x.Person });
        model.Entity<Preparation>().ToTable("preparations").HasKey(x => new { x.Item, x.Person });
    }
}
