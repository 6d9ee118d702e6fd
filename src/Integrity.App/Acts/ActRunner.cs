using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Values;
using Integrity.Domain.Acts;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.App.Acts;

/// <summary>Runs one act: the lock, who may, once per key, what was seen, the rule, the journal, and all of it in one transaction.</summary>
/// <remarks>Rules: J-1. Nothing else in the program saves but the exceptions that a test lists.</remarks>
public sealed class ActRunner(IntegrityDb db, Permits permits, Counters counters, SerialGate gate, TimeProvider clock, Chance chance)
{
    private const string Savepoint = "act";
    private const long AdvisoryLock = 0x416374;

    /// <summary>Why a sealed act was refused would tell what it said: only a No needs its reason.</summary>
    private const string Sealed = "sealed";

    // What is called a hash or a digest is that of a list; everything else of this length is of a paper.
    private static readonly Regex Papers = new("(?<!(?:[hH]ash|digest)\":)\"([0-9a-fA-F]{64})\"", RegexOptions.CultureInvariant);

    // In JSON, where a backslash may itself be escaped.
    private static readonly Regex Unkept = new(@"(?<!\\)(?:\\\\)*\\u0000", RegexOptions.CultureInvariant);

    private static readonly string NotThere = ActRefusals.NotFound().Code;

    internal async Task<Outcome<TAnswer>> Run<TAnswer>(
        IAct<TAnswer> act, Door.ActCall<TAnswer> call, IServiceProvider services, Caller caller, string key, CancellationToken cancel)
    {
        var pass = db.Engine.IsSqlite ? await gate.Enter(cancel) : null;
        if (db.Engine.IsSqlite && pass is null) return ActRefusals.Busy();
        using (pass)
        {
            await using var transaction = await Lock(cancel);
            if (transaction is null) return ActRefusals.Busy();

            var name = act.GetType().Name;
            var payload = CanonicalJson.Of(act);
            // No database keeps it the same way, the journal least of all.
            if (Unkept.IsMatch(payload)) return ActRefusals.TextUnreadable();
            var digest = ActAnswer.DigestOf(name, payload);
            var stored = await db.ActAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.Actor == caller.Actor && a.Key == key, cancel);
            if (stored is not null)
                return stored.ActDigest.AsSpan().SequenceEqual(digest) ? Read<TAnswer>(stored.Answer) : ActRefusals.KeyReused();

            var permit = await permits.Check(act.GetType(), caller, cancel);
            if (!permit.IsDone && caller.Kind == CallerKind.Anonymous) return permit.Refusal;

            var last = await db.JournalEntries.OrderByDescending(e => e.Number).Select(e => new { e.Number, e.At }).FirstOrDefaultAsync(cancel);
            var now = Truncate(clock.GetUtcNow().UtcDateTime);
            if (last is not null && last.At > now) now = last.At;
            var number = await counters.Take(Counters.Journal, 1, cancel);
            var context = new ActContext(caller, permit.IsDone ? permit.Value : new(null), now, number, counters);
            if (act is ISealed) context.Seal();

            var salt = chance.Bytes(16);
            var rows = new BoundRows(db, salt);
            db.SavingChanges += (_, _) => rows.Collect();

            // One savepoint for all that the act saves: what fails in between fails the act.
            db.Database.AutoSavepointsEnabled = false;
            await transaction.CreateSavepointAsync(Savepoint, cancel);
            var outcome = !permit.IsDone ? await SaidWhen(permit.Refusal, act, context, services, cancel)
                : Amounts.AreBeyond(act) ? ActRefusals.AmountTooLarge(Amounts.Most)
                : await NamedByRight(act, payload, context, services, cancel) is { } notHis ? notHis
                : await OnWhatWasSeen(act, context, () => call.Invoke(act, context, services, cancel), cancel);
            // Nobody who has not said who he is makes the journal grow by what is refused to him.
            if (!outcome.IsDone && caller.Kind == CallerKind.Anonymous) return outcome;
            if (!outcome.IsDone)
            {
                await transaction.RollbackToSavepointAsync(Savepoint, cancel);
                db.ChangeTracker.Clear();
                rows.Clear();
                if (permit.IsDone) outcome = await SaidWhen(outcome.Refusal, act, context, services, cancel);
                db.ChangeTracker.Clear();
                db.AddRange(context.KeptIfRefused);
            }

            var answer = Write(outcome);
            var effects = outcome.IsDone ? context.Effects : new JsonObject { ["act"] = name, ["code"] = act is ISealed ? Sealed : outcome.Refusal.Code };
            // Both names stand in the leaf: who acted, and in whose place.
            if (context.For is { } absent) effects[JournalEntry.ForEffect] = Caller.Of(absent.Id, caller.Language).Actor;
            if (context.Sealed) effects[JournalEntry.SealedEffect] = true;
            effects[JournalEntry.AnswerEffect] = Convert.ToHexStringLower(ActAnswer.Commit(salt, key, answer));
            if (last is null) await rows.CollectGround(cancel);
            rows.Collect();
            if (rows.Effect() is { } added) effects[JournalEntry.RowsEffect] = added;
            db.JournalEntries.Add(JournalEntry.Write(
                number, now, outcome.IsDone ? name : JournalEntry.Refused, caller.Actor,
                outcome.IsDone ? context.Subjects : [],
                effects,
                SHA256.HashData([.. salt, .. System.Text.Encoding.UTF8.GetBytes(payload)])));
            db.JournalPayloads.Add(new() { Entry = number, Salt = salt, Payload = payload, Sealed = context.Sealed });
            if (outcome.IsDone)
                foreach (var subject in context.Subjects) db.JournalSubjects.Add(new() { Subject = subject, Entry = number });
            db.ActAnswers.Add(new() { Actor = caller.Actor, Key = key, ActDigest = digest, Entry = number, Answer = answer });
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return outcome;
        }
    }

    private async Task<IDbContextTransaction?> Lock(CancellationToken cancel)
    {
        if (db.Engine.IsSqlite)
        {
            try
            {
                return await db.Database.BeginTransactionAsync(cancel);
            }
            catch (Microsoft.Data.Sqlite.SqliteException busy) when (busy.SqliteErrorCode == 5)
            {
                return null;
            }
        }
        var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancel);
        try
        {
            await db.Database.ExecuteSqlAsync($"SELECT set_config('lock_timeout', {gate.LongestWait.TotalMilliseconds + "ms"}, true), pg_advisory_xact_lock({AdvisoryLock})", cancel);
            return transaction;
        }
        catch (Npgsql.PostgresException busy) when (busy.SqlState == Npgsql.PostgresErrorCodes.LockNotAvailable)
        {
            await transaction.DisposeAsync();
            return null;
        }
    }

    /// <summary>Who names a paper opens it to those who read what he writes: he names only what he may read himself.</summary>
    private static async Task<Refusal?> NamedByRight<TAnswer>(IAct<TAnswer> act, string payload, ActContext context, IServiceProvider services, CancellationToken cancel)
    {
        if (act is INamesToRead || context.Caller.Kind != CallerKind.Official) return null;
        var named = Papers.Matches(payload).Select(match => match.Groups[1].Value).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return named.Count == 0 ? null : await services.GetRequiredService<INamingRight>().Check(named, context, cancel);
    }

    private static async Task<Refusal> SaidWhen<TAnswer>(Refusal refusal, IAct<TAnswer> act, ActContext context, IServiceProvider services, CancellationToken cancel) =>
        refusal.Code is "acts.not_permitted" or "workflows.same_person" or "cases.chair_does_not_review" or "cases.involved_puts_no_review" or "cases.names_not_yours" && context.Caller.Kind == CallerKind.Official && act is IOnExisting existing
            ? await services.GetRequiredService<ISaysWhen>().Told(refusal, existing, context, cancel) : refusal;

    /// <summary>An act on something that exists, as whoever acts has looked at it.</summary>
    /// <remarks>The attacker names a thing of another kind, or one that is not his, and reads in the refusal who changed it last: the act itself says first whether it is there for him at all.</remarks>
    private async Task<Outcome<TAnswer>> OnWhatWasSeen<TAnswer>(IAct<TAnswer> act, ActContext context, Func<Task<Outcome<TAnswer>>> handle, CancellationToken cancel)
    {
        if (act is not IOnExisting existing) return await handle();
        if (existing.Seen <= 0) return ActRefusals.SeenMissing();
        // An attacker could tell by the refusal that another party has such a thing.
        if (act is IOnOwn owned && context.Caller.Kind == CallerKind.Official && context.Official.Party is { } own && await owned.PartyOf(db, cancel) != own) return ActRefusals.NotFound();
        if (act is IOnHidden hidden && context.Caller.Kind == CallerKind.Official && await hidden.IsHiddenFrom(db, context.Official, context.Today, cancel)) return ActRefusals.NotFound();
        var version = await db.VersionOf(existing.Subject(), cancel);
        if (version == existing.Seen)
        {
            context.Touch(existing.Subject());
            return await handle();
        }
        // Nothing of it is kept: what is refused is rolled back.
        var stale = await handle();
        context.KeepNothing();
        if (version == 0 || (!stale.IsDone && stale.Refusal.Code == NotThere)) return ActRefusals.NotFound();
        var change = await db.JournalEntries.AsNoTracking().SingleAsync(e => e.Number == version, cancel);
        var ((whoZh, whoEn), said) = (await Who(change.Actor, cancel), ActNames.Of(change.Kind));
        return ActRefusals.ChangedSince(whoZh, said.Zh, said.En, change.At, whoEn);
    }

    private async Task<(string Zh, string En)> Who(string actor, CancellationToken cancel)
    {
        if (actor == Caller.Clock.Actor) return ("系统（到期自动办理）", "the clock");
        if (Caller.OfficialBehind(actor) is not { } id) return (actor, actor);
        var name = await db.Set<Domain.Identity.Official>().Where(o => o.Id == id).Select(o => o.Name).SingleOrDefaultAsync(cancel) ?? actor;
        return (name, name);
    }

    private static string Write<TAnswer>(Outcome<TAnswer> outcome) => outcome.IsDone
        ? JsonSerializer.Serialize(new StoredAnswer<TAnswer>(outcome.Value, null), Json.Options)
        : JsonSerializer.Serialize(new StoredAnswer<TAnswer>(default, outcome.Refusal), Json.Options);

    private static Outcome<TAnswer> Read<TAnswer>(string answer)
    {
        var stored = JsonSerializer.Deserialize<StoredAnswer<TAnswer>>(answer, Json.Options)!;
        return stored.Refusal is { } refusal ? refusal : stored.Answer!;
    }

    // PostgreSQL keeps microseconds; the leaf must hash the same before and after it is stored.
    private static DateTime Truncate(DateTime now) => new(now.Ticks - now.Ticks % 10, DateTimeKind.Utc);

    private sealed record StoredAnswer<TAnswer>(TAnswer? Answer, Refusal? Refusal);
}


/// <summary>The acts by name, in words.</summary>
public static class ActNames
{
    private static readonly Dictionary<string, SaidAttribute> Said = typeof(ActNames).Assembly.GetTypes()
        .Select(t => (t.Name, Said: t.GetCustomAttribute<SaidAttribute>()))
        .Where(t => t.Said is not null)
        .ToDictionary(t => t.Name, t => t.Said!);

    public static (string Zh, string En) Of(string kind) =>
        Said.TryGetValue(kind, out var said) ? (said.Zh, said.En)
        : kind == JournalEntry.Refused ? ("未予办理", "Refused") : (kind, kind);
}
