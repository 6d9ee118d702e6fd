using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Integrity.Tests.Acts;

/// <summary>Counts the commands that one flow of calls sends to its database; what other tests do at the same time is not counted.</summary>
public sealed class CountedQueries : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly AsyncLocal<List<string>?> Flow = new();
    private readonly List<IDisposable> subscriptions = [];

    public CountedQueries() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>The text of every command in the order it was sent.</summary>
    public static async Task<IReadOnlyList<string>> Of(Func<Task> work)
    {
        using var counted = new CountedQueries();
        var sent = new List<string>();
        Flow.Value = sent;
        await work();
        Flow.Value = null;
        return sent;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategoryName) subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData data && value.Key == RelationalEventId.CommandExecuting.Name) Flow.Value?.Add(data.Command.CommandText);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var one in subscriptions) one.Dispose();
    }

    private const string DbLoggerCategoryName = "Microsoft.EntityFrameworkCore";
}
