using System.Collections.Concurrent;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.App.Acts;

/// <summary>The one way in, for pages, endpoints and commands alike. Each attempt gets a scope of its own, so an act that was rolled back leaves nothing behind.</summary>
public sealed class Door(IServiceScopeFactory scopes)
{
    private static readonly ConcurrentDictionary<Type, object> Calls = new();

    /// <summary>Does an act, once per (actor, key).</summary>
    /// <param name="act">The well-formed act.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="key">Chosen when the form is opened, or the API's Idempotency-Key.</param>
    /// <param name="cancel">Stops the wait for the lock, or the attempt.</param>
    public async Task<Outcome<TAnswer>> Enter<TAnswer>(IAct<TAnswer> act, Caller caller, string key, CancellationToken cancel = default)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > 200) return ActRefusals.KeyMissing();
        await using var scope = scopes.CreateAsyncScope();
        var runner = scope.ServiceProvider.GetRequiredService<ActRunner>();
        var call = (ActCall<TAnswer>)Calls.GetOrAdd(act.GetType(),
            type => Activator.CreateInstance(typeof(ActCall<,>).MakeGenericType(type, typeof(TAnswer)))!);
        return await runner.Run(act, call, scope.ServiceProvider, caller, key, cancel);
    }

    /// <summary>Asks a question: permission, own-data filter, a fresh scope, no lock.</summary>
    public async Task<Outcome<TAnswer>> Ask<TAnswer>(IAsk<TAnswer> ask, Caller caller, CancellationToken cancel = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var permits = scope.ServiceProvider.GetRequiredService<Permits>();
        var permit = await permits.Check(ask.GetType(), caller, cancel);
        if (!permit.IsDone) return permit.Refusal;
        var call = (AskCall<TAnswer>)Calls.GetOrAdd(ask.GetType(),
            type => Activator.CreateInstance(typeof(AskCall<,>).MakeGenericType(type, typeof(TAnswer)))!);
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        return await call.Invoke(ask, new AskContext(caller, permit.Value.Official, clock.GetUtcNow().UtcDateTime, permit.Value.For), scope.ServiceProvider, cancel);
    }

    internal abstract class ActCall<TAnswer>
    {
        public abstract Task<Outcome<TAnswer>> Invoke(IAct<TAnswer> act, ActContext context, IServiceProvider services, CancellationToken cancel);
    }

    private sealed class ActCall<TAct, TAnswer> : ActCall<TAnswer> where TAct : IAct<TAnswer>
    {
        public override Task<Outcome<TAnswer>> Invoke(IAct<TAnswer> act, ActContext context, IServiceProvider services, CancellationToken cancel) =>
            services.GetRequiredService<IHandle<TAct, TAnswer>>().Handle((TAct)act, context, cancel);
    }

    private abstract class AskCall<TAnswer>
    {
        public abstract Task<Outcome<TAnswer>> Invoke(IAsk<TAnswer> ask, AskContext context, IServiceProvider services, CancellationToken cancel);
    }

    private sealed class AskCall<TAsk, TAnswer> : AskCall<TAnswer> where TAsk : IAsk<TAnswer>
    {
        public override Task<Outcome<TAnswer>> Invoke(IAsk<TAnswer> ask, AskContext context, IServiceProvider services, CancellationToken cancel) =>
            services.GetRequiredService<IAnswer<TAsk, TAnswer>>().Answer((TAsk)ask, context, cancel);
    }
}
