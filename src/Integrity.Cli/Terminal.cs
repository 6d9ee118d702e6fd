using System.Text.Encodings.Web;
using System.Text.Json;
using Integrity.App.Exchange;
using Integrity.App.Exchange.LedgerImport;
using Integrity.Domain.Values;
using Spectre.Console;

namespace Integrity.Cli;

/// <summary>Speaks to whoever called the command: results on standard output, progress and refusals for people on standard error.</summary>
public sealed class Terminal(TextWriter output, TextWriter error, bool isJson, Language language)
{
    private const int WidthWithoutScreen = 200;

    public TextWriter Output { get; } = output;
    public TextWriter Error { get; } = error;
    public bool IsJson { get; } = isJson;
    public Language Language { get; } = language;

    /// <summary>One of the two languages.</summary>
    public string Say(string zh, string en) => Language == Language.Chinese ? zh : en;

    /// <summary>Runs long work under a sign of life, when a person is watching.</summary>
    public T Working<T>(string what, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!IsWatched) return work();
        return Screen(Error).Status().Start(Markup.Escape(what), _ => work());
    }

    /// <summary>Runs long work under a bar, when a person is watching.</summary>
    /// <param name="what">What is being done.</param>
    /// <param name="work">Tells how far it is, in hundredths.</param>
    public async Task Progress(string what, Func<Action<int>, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!IsWatched) await work(_ => { });
        else await Screen(Error).Progress().StartAsync(async bars =>
        {
            var bar = bars.AddTask(Markup.Escape(what));
            await work(done => bar.Value = done);
        });
    }

    public void Table(Table table) => Screen(Output).Write(table);

    public void TableAside(Table table) => Screen(Error).Write(table);

    public void Json(Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var kept = new MemoryStream();
        using (var json = new Utf8JsonWriter(kept, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        Output.WriteLine(System.Text.Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length));
    }

    public int Refuse(Refusal refusal, int code = ExitCode.Refused)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        if (!IsJson) Error.WriteLine($"{refusal.In(Language)} [{refusal.Code}, {refusal.Rule}]");
        else
        {
            Json(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("refused");
                json.WriteStartObject();
                json.WriteNull("row");
                json.WriteNull("column");
                json.WriteNull("value");
                json.WriteString("code", refusal.Code);
                json.WriteString("message", refusal.In(Language));
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteEndObject();
            });
        }
        return code;
    }

    public int Refuse(IReadOnlyList<RowRefusal> rows)
    {
        if (!IsJson) TableAside(TableOf(rows));
        else
        {
            Json(json =>
            {
                json.WriteStartObject();
                json.WritePropertyName("refused");
                LedgerJson.WriteRefused(rows, Language, json);
                json.WriteEndObject();
            });
        }
        return ExitCode.Refused;
    }

    public Table TableOf(IReadOnlyList<RowRefusal> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var table = new Table().AddColumns(Say("行", "row"), Say("列", "column"), Say("内容", "value"), Say("原因", "reason"));
        foreach (var row in rows)
            table.AddRow(Markup.Escape(row.Sheet.Length > 0 ? $"{row.Sheet}!{row.Row}" : $"{row.Row}"), Markup.Escape(row.Column), Markup.Escape(Short(row.Value)), Markup.Escape(row.Why.In(Language)));
        return table;
    }

    private bool IsWatched => !IsJson && !Console.IsErrorRedirected && Error == Console.Error;

    private static string Short(string value) => value.Length <= 60 ? value : value[..60] + "…";

    private static IAnsiConsole Screen(TextWriter writer)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer) });
        var isScreen = (writer == Console.Out && !Console.IsOutputRedirected) || (writer == Console.Error && !Console.IsErrorRedirected);
        if (!isScreen) console.Profile.Width = WidthWithoutScreen;
        return console;
    }
}
