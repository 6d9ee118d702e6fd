using System.CommandLine;
using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.App.Storage;
using Integrity.Domain.Acts;

namespace Integrity.Cli.Commands;

/// <summary><c>seed demo</c> and <c>seed synthetic --contracts N</c>: a fictional bureau, or one with any number of contracts, in an empty database.</summary>
/// <remarks>Where no database is named it is the demo's own, never the one of the bureau: nobody gets known passwords into real books by a slip.</remarks>
public static class SeedCommand
{
    private const long Most = 10_000_000;

    public static Command Create(SharedOptions shared)
    {
        var demo = new Command("demo", "虚构单位，两年的业务 · a fictional bureau with two years behind it");
        demo.SetAction((parsed, stop) => Run(shared.Terminal(parsed), parsed.GetValue(shared.Database), new("demo", DemoBureau.Plant), stop));

        var contracts = new Option<long>("--contracts") { Description = "合同数 · how many contracts", HelpName = "N", Required = true };
        contracts.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && long.TryParse(token.Value, out var count) && count is < 1 or > Most) given.AddError(ParserWords.Complaint($"--contracts：请写 1 到 {Most} 之间的数。", $"--contracts: write a number from 1 to {Most}."));
        });
        var synthetic = new Command("synthetic", "大量虚构合同，用于按规模试用 · any number of made-up contracts, to try the program at size") { contracts };
        synthetic.SetAction((parsed, stop) =>
        {
            var count = parsed.GetValue(contracts);
            return Run(shared.Terminal(parsed), parsed.GetValue(shared.Database), new("synthetic", (engine, progress) => DemoBureau.PlantMany(engine, count, progress)), stop);
        });
        return new Command("seed", "向空库放入示例数据 · puts samples into an empty database") { demo, synthetic };
    }

    private static async Task<int> Run(Terminal terminal, string? database, Sample sample, CancellationToken stop)
    {
        await using var bureau = await Bureau.Open(Bureau.IsNamed(database) ? database : DefaultDatabase.Path(demo: true), terminal.Language, stop);
        // A ledger that was imported is somebody's work as well, though nobody is appointed yet; the calendars are entered when a database is opened.
        if (!(await bureau.Ask(new BootstrapNeeded(), stop)).Value || (await bureau.Ask(new ShowJournalHead(), stop)).Value.Size > 1) return terminal.Refuse(MaintenanceRefusals.NotEmpty());
        await terminal.Progress(terminal.Say("正在放入示例数据", "Planting samples"), told => sample.Plant(bureau.Engine, told));
        var head = (await bureau.Ask(new ShowJournalHead(), stop)).Value;
        if (terminal.IsJson) terminal.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("seeded", sample.Name);
            json.WriteStartObject("journal");
            json.WriteNumber("size", head.Size);
            json.WriteString("root", head.Root.ToString());
            json.WriteEndObject();
            json.WriteStartArray("signInNames");
            foreach (var person in SignInNames) json.WriteStringValue(person);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        else terminal.Output.WriteLine(terminal.Say(
            $"已放入 {bureau.Engine.File ?? "PostgreSQL"}：日志 {head.Size} 条，根 {head.Root}。\n登录名：{string.Join(" ", SignInNames)}；口令见 seed/demo/bureau.json。",
            $"Planted into {bureau.Engine.File ?? "PostgreSQL"}: {head.Size} journal entries, root {head.Root}.\nSign-in names: {string.Join(" ", SignInNames)}; their password is in seed/demo/bureau.json."));
        return ExitCode.Done;
    }

    private static IReadOnlyList<string> SignInNames
    {
        get
        {
            var data = DemoData.Read();
            return [.. data.People.Select(p => p.SignIn), .. data.Leaders.Select(l => l.SignIn)];
        }
    }

    private sealed record Sample(string Name, Func<Engine, Action<int>, Task> Plant);
}
