using Integrity.App.Acts;
using Integrity.App.Exchange;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;

namespace Integrity.App;

// The demo's people with any number of contracts, for trying the program at size.
public sealed partial class DemoBureau
{
    /// <summary>So many contracts to an act: a leaf of the journal names them all.</summary>
    private const long ToAnAct = 5_000;

    private static readonly DateOnly ManyBegin = new(2026, 8, 3);

    /// <summary>Plants the demo's people, many made-up contracts and one receipt into an empty database, the same every time.</summary>
    /// <param name="engine">The database, with its schema.</param>
    /// <param name="count">How many contracts.</param>
    /// <param name="progress">Told how far it is, in hundredths.</param>
    public static Task PlantMany(Engine engine, long count, Action<int>? progress = null) => In(engine, demo => demo.PlantMany(count, progress));

    private async Task PlantMany(long count, Action<int>? progress)
    {
        clock.Set(ManyBegin);
        await Do(Operator, new ImportCalendar(null));
        await AppointPeople();
        for (var after = 0L; after < count; after += ToAnAct)
        {
            await Do(Operator, new PlantContracts(Math.Min(ToAnAct, count - after), Words: true, Waiting: 0)
            {
                After = after, Named = true, HeldEvery = 0, PreparedBy = Engineer.Official, ApprovedBy = Chief.Official,
            });
            progress?.Invoke((int)(Math.Min(count, after + ToAnAct) * 100 / count));
        }
        // About a fifth of what is owed.
        var receipt = await Do(Accountant, new RecordReceipt(FundSource.Recovered, new(checked(count * 90_000_000)), clock.Today, data.Payers[0], null, null, await Kept(Accountant, "到账凭证", "合成数据")));
        await Do(Treasurer, new ConfirmReceipt(receipt, await Seen(receipt.Value)));
    }
}
