using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Parties;

public static class PartySets
{
    extension(IntegrityDb db)
    {
        public DbSet<Counterparty> Counterparties => db.Set<Counterparty>();
        public DbSet<PartyPerson> PartyPeople => db.Set<PartyPerson>();
        public DbSet<PayeeType> PayeeTypes => db.Set<PayeeType>();
        public DbSet<PayeeAccount> PayeeAccounts => db.Set<PayeeAccount>();
        public DbSet<MarketExclusion> MarketExclusions => db.Set<MarketExclusion>();
        public DbSet<PartyScreening> PartyScreenings => db.Set<PartyScreening>();
    }
}

internal sealed class PartiesStorage : IModuleStorage
{
    public void Map(ModelBuilder model)
    {
        model.Entity<PayeeType>(e =>
        {
            e.ToTable("payee_types").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
        });
        model.Entity<Counterparty>(e =>
        {
            e.ToTable("counterparties").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<PayeeType>().WithMany().HasForeignKey(x => x.PayeeType);
        });
        model.Entity<PartyPerson>(e =>
        {
            e.ToTable("party_people").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<Counterparty>().WithMany().HasForeignKey(x => x.Party);
        });
        model.Entity<PayeeAccount>(e =>
        {
            e.ToTable("payee_accounts").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<Counterparty>().WithMany().HasForeignKey(x => x.Party);
            e.HasOne<Official>().WithMany().HasForeignKey(x => x.ProposedBy);
        });
        model.Entity<MarketExclusion>(e =>
        {
            e.ToTable("market_exclusions").HasKey(x => x.Id);
            e.Property(x => x.Id).ValueGeneratedNever();
            e.HasOne<Counterparty>().WithMany().HasForeignKey(x => x.Party);
        });
        model.Entity<PartyScreening>(e =>
        {
            e.ToTable("party_screenings").HasKey(x => new { x.About, x.Entry, x.Party, x.Place });
            e.HasOne<Counterparty>().WithMany().HasForeignKey(x => x.Party);
        });
    }
}
