using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Values;

namespace Integrity.App.Acts;

/// <param name="Name">What <see cref="Verify"/> takes.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Zh">What it proves, in Chinese.</param>
/// <param name="En">What it proves, in English.</param>
public sealed record CheckRow(string Name, string Rule, string Zh, string En);

/// <summary>The invariants that can be proved again from what is stored.</summary>
[May(Operator = true)]
public sealed record ListChecks : IAsk<IReadOnlyList<CheckRow>>;

public sealed class ListChecksAnswer(Verification verification) : IAnswer<ListChecks, IReadOnlyList<CheckRow>>
{
    public Task<Outcome<IReadOnlyList<CheckRow>>> Answer(ListChecks ask, AskContext context, CancellationToken cancel) =>
        Task.FromResult<Outcome<IReadOnlyList<CheckRow>>>(verification.Checks.Select(c => new CheckRow(c.Name, c.Rule, c.Zh, c.En)).ToList());
}

/// <summary>Proves one invariant again; no finding means that it holds.</summary>
/// <remarks>Rules: J-1, L-1, DOMAIN 7. Nothing is changed, and the database may be in use.</remarks>
[May(Operator = true)]
public sealed record Verify(string Check) : IAsk<IReadOnlyList<Finding>>;

public sealed class VerifyAnswer(Verification verification) : IAnswer<Verify, IReadOnlyList<Finding>>
{
    public async Task<Outcome<IReadOnlyList<Finding>>> Answer(Verify ask, AskContext context, CancellationToken cancel) =>
        verification.Checks.FirstOrDefault(c => c.Name == ask.Check) is { } check
            ? new List<Finding>(await verification.Run(check, cancel))
            : ActRefusals.NotFound();
}
