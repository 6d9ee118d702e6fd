using System.Reflection;
using Integrity.Domain.Values;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Integrity.App.Storage;

/// <summary>A module's part of the one database: its tables' mapping. Sets are extension properties beside it.</summary>
public interface IModuleStorage
{
    void Map(ModelBuilder model);
}

/// <summary>The bureau's database, on either engine. Tables come from the numbered scripts; this only maps them.</summary>
public sealed class IntegrityDb(DbContextOptions<IntegrityDb> options, Engine engine)
    : IdentityUserContext<IdentityUser<Guid>, Guid>(options), IDataProtectionKeyContext
{
    public Engine Engine => engine;

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        foreach (var id in typeof(Money).Assembly.GetTypes().Concat(typeof(IntegrityDb).Assembly.GetTypes()).Where(IsId))
            configurationBuilder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        configurationBuilder.Properties<Ratio>().HaveConversion<RatioConverter>();
        configurationBuilder.Properties<Digest>().HaveConversion<DigestConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        foreach (var storage in Modules) storage.Map(builder);
        foreach (var entity in builder.Model.GetEntityTypes().ToList())
        {
            foreach (var money in entity.ClrType.GetProperties().Where(p => p.PropertyType == typeof(Money) && p.SetMethod is not null))
            {
                builder.Entity(entity.ClrType).ComplexProperty(typeof(Money), money.Name)
                    .Property(nameof(Money.Fen)).HasColumnName(Snake(money.Name) + "_fen");
            }
        }
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table) entity.SetTableName(TableName(table));
            foreach (var property in entity.GetProperties()) property.SetColumnName(Snake(property.Name));
        }
    }

    private static readonly IReadOnlyList<IModuleStorage> Modules =
    [
        .. typeof(IntegrityDb).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(IModuleStorage)))
            .OrderBy(t => t.FullName, StringComparer.Ordinal)
            .Select(t => (IModuleStorage)Activator.CreateInstance(t)!),
    ];

    private static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    private static string TableName(string name) => Snake(name.Replace("AspNet", "SignIn", StringComparison.Ordinal));

    internal static string Snake(string name) => string.Concat(name.Select((c, i) =>
        char.IsUpper(c) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))) && name[i - 1] != '_'
            ? "_" + char.ToLowerInvariant(c)
            : char.ToLowerInvariant(c).ToString()));

    private sealed class IdConverter<TId>() : ValueConverter<TId, long>(id => id.Value, value => Make(value)) where TId : struct, IId<TId>
    {
        private static TId Make(long value) => TId.From(value);
    }

    private sealed class RatioConverter() : ValueConverter<Ratio, int>(ratio => ratio.Ppm, ppm => new Ratio(ppm));

    private sealed class DigestConverter() : ValueConverter<Digest, string>(digest => digest.ToString(), text => Digest.Parse(text));

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        instant => instant.ToUniversalTime(), stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
}
