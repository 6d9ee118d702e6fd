using System.Text;
using System.Text.Json;
using Integrity.Cli;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Web.Tests.Cli;

/// <summary>The terminal door: exit codes, the two forms of output, both languages, and files that are there whole or not at all.</summary>
[Trait("Database", "none")]
public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("integrity-cli");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Trial_writes_its_table_for_people_and_programs()
    {
        var file = Put("in.csv", "合同编号,类型,应付基数\n=A,施工队,950617.29\nB,施工队,674938.28\nC,供货商,555555.55\nD,供货商,77.77\n");
        var table = "contract,type,base,ratio,pay\n'=A,施工队,950617.29,28.0920,267047.40\nB,施工队,674938.28,28.0920,189603.66\nC,供货商,555555.55,20.0000,111111.11\nD,供货商,77.77,20.0000,15.55\n";
        var text = await Run("trial", file, "--fund", "567777.79", "--ratio", "供货商=20");
        Assert.Equal((ExitCode.Done, table), (text.Code, text.Output));
        Assert.Contains("尾差 ¥0.07", text.Error, StringComparison.Ordinal);

        var target = Path.Combine(folder.FullName, "out.csv");
        var json = await Run("trial", file, "--fund", "567777.79", "--ratio", "供货商=20", "--out", target, "--format", "json");
        Assert.Equal(7, JsonDocument.Parse(json.Output).RootElement.GetProperty("residual").GetInt64());
        Assert.Equal(Encoding.UTF8.GetBytes(table), await File.ReadAllBytesAsync(target));
        Assert.Equal(2, folder.GetFiles().Length);
    }

    [Fact]
    public async Task A_refused_trial_names_row_and_column_and_writes_nothing()
    {
        var file = Put("in.csv", "contract,type,base\nA,x,1\nA,x,many\n");
        var target = Path.Combine(folder.FullName, "out.csv");
        var answer = await Run("trial", file, "--fund", "1", "--out", target, "--format", "json", "--lang", "en");
        Assert.Equal(ExitCode.Refused, answer.Code);
        Assert.False(File.Exists(target));
        Assert.Equal(
            [(3, "base", "exchange.not_a_number"), (3, "contract", "exchange.trial_contract_twice")],
            JsonDocument.Parse(answer.Output).RootElement.GetProperty("refused").EnumerateArray().Select(one => (one.GetProperty("row").GetInt32(), one.GetProperty("column").GetString(), one.GetProperty("code").GetString())));
        Assert.Contains("exchange.fund_too_small", (await Run("trial", Put("b.csv", "contract,type,base\nA,x,10\n"), "--fund", "1", "--ratio", "x=50")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_use_has_an_exit_code_of_its_own()
    {
        var file = Put("in.csv", "contract,type,base\nA,x,1\n");
        string[][] wrong = [[], ["trial"], ["trial", file + "x"], ["trial", file, "--fund", "much"], ["trial", file, "--ratio", "x"], ["trial", file, "--format", "xml"], ["trial", file, "--fund", "1", "--out", Path.Combine(folder.FullName, "no", "where.csv")]];
        foreach (var args in wrong) Assert.Equal((string.Join(' ', args), ExitCode.WrongUse), (string.Join(' ', args), (await Run(args)).Code));
    }

    [Fact]
    public async Task Wrong_use_and_trouble_with_files_are_said_in_the_callers_language_and_to_programs_as_JSON()
    {
        var file = Put("in.csv", "contract,type,base\nA,x,1\n");
        var nowhere = Path.Combine(folder.FullName, "no", "where.csv");
        (string Code, int Exit, string[] Args)[] troubles =
        [
            ("maintenance.wrong_use", ExitCode.WrongUse, ["trial"]),
            ("maintenance.wrong_use", ExitCode.WrongUse, ["trial", file + "x"]),
            ("maintenance.wrong_use", ExitCode.WrongUse, ["nonsense"]),
            ("maintenance.file_unreachable", ExitCode.WrongUse, ["trial", file, "--fund", "1", "--out", nowhere]),
            ("maintenance.file_unreachable", ExitCode.WrongUse, ["trial", file, "--fund", "1", "--out", folder.FullName]),
            ("maintenance.not_whole", ExitCode.Refused, ["verify", "--database", file]),
            ("maintenance.database_unreachable", ExitCode.Refused, ["verify", "--database", "Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2"]),
        ];
        foreach (var (code, exit, args) in troubles)
            foreach (var isChinese in new[] { true, false })
            {
                var answer = await Run([.. args, "--format", "json", "--lang", isChinese ? "zh" : "en"]);
                var refused = JsonDocument.Parse(answer.Output).RootElement.GetProperty("refused")[0];
                Assert.Equal((string.Join(' ', args), exit, code), (string.Join(' ', args), answer.Code, refused.GetProperty("code").GetString()));
                Assert.Equal(isChinese, refused.GetProperty("message").GetString()!.Any(one => one is >= '一' and <= '鿿'));
                Provoked.SawCode(code);
            }
        var words = await Run("trial");
        Assert.Contains("缺少", words.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_of_a_later_year_is_taken_whole_or_not_at_all()
    {
        var database = Path.Combine(folder.FullName, "calendar.db");
        const string head = "year,date,kind,occasion,source\n";
        var faulty = await Run("import", "calendar", Put("faulty.csv", head + "2027,2027-01-01,off,元旦,国办\n2027,2027-02-30,off,春节,国办\n2027,2027-02-08,maybe,春节,国办\n"), "--database", database, "--format", "json");
        Assert.Equal(ExitCode.Refused, faulty.Code);
        Assert.Equal([(3, "exchange.no_such_date"), (4, "exchange.calendar_kind_unknown")],
            JsonDocument.Parse(faulty.Output).RootElement.GetProperty("refused").EnumerateArray().Select(one => (one.GetProperty("row").GetInt32(), one.GetProperty("code").GetString())));
        Assert.Contains("exchange.file_empty", (await Run("import", "calendar", Put("none.csv", head), "--database", database)).Error, StringComparison.Ordinal);
        var done = await Run("import", "calendar", Put("2027.csv", head + "2027,2027-01-01,off,元旦,国办\n2027,2027-01-09,work,元旦,国办\n"), "--database", database, "--format", "json");
        Assert.Equal(ExitCode.Done, done.Code);
        Assert.Equal((2027, 2), (JsonDocument.Parse(done.Output).RootElement.GetProperty("years")[0].GetInt32(), JsonDocument.Parse(done.Output).RootElement.GetProperty("days").GetInt32()));
        Assert.Equal(ExitCode.Done, (await Run("verify", "--database", database)).Code);
    }

    [Fact]
    public async Task The_shared_ledger_in_a_dry_run_gives_112_rows_and_8_faulty_ones()
    {
        var ledger = Path.Combine(AppContext.BaseDirectory, "Exchange", "data", "ledger-2026.xlsx");
        var answer = await Run("import", "ledger", ledger, "--dry-run", "--format", "json");
        var json = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal(ExitCode.Refused, answer.Code);
        Assert.Equal(("2026-09-30", 112, 8), (json.GetProperty("asOf").GetString(), json.GetProperty("accepted").GetArrayLength(), json.GetProperty("refused").GetArrayLength()));
        Assert.Equal(
            ["sheet", "row", "number", "party", "code", "kind", "project", "projectKind", "amountFen", "signed", "integrity", "integritySigned", "bandPpm", "certifiedFen", "paidFen", "warnings"],
            json.GetProperty("accepted")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(ExitCode.Done, (await Run("import", "ledger", ledger, "--dry-run", "--accept-valid")).Code);
        Assert.Contains("faulty", (await Run("import", "ledger", ledger, "--dry-run", "--lang", "en")).Output, StringComparison.Ordinal);
    }

    /// <summary>C-9: nothing unless every row is good or the good ones are taken on purpose; the second time all of them are there.</summary>
    [Fact]
    public async Task The_shared_ledger_is_imported_once_and_the_second_time_all_rows_are_equal()
    {
        var ledger = Path.Combine(AppContext.BaseDirectory, "Exchange", "data", "ledger-2026.xlsx");
        string[] import = ["import", "ledger", ledger, "--database", Path.Combine(folder.FullName, "integrity.db"), "--format", "json"];
        var refused = await Run(import);
        var read = JsonDocument.Parse(refused.Output).RootElement;
        Assert.Equal((ExitCode.Refused, 112, 8), (refused.Code, read.GetProperty("accepted").GetArrayLength(), read.GetProperty("refused").GetArrayLength()));
        Assert.False(read.TryGetProperty("imported", out _));
        foreach (var (imported, skipped) in new[] { (112, 0), (0, 112) })
        {
            var answer = await Run([.. import, "--accept-valid"]);
            var json = JsonDocument.Parse(answer.Output).RootElement;
            Assert.Equal((112, 8), (json.GetProperty("accepted").GetArrayLength(), json.GetProperty("refused").GetArrayLength()));
            Assert.Equal((ExitCode.Done, imported, skipped, 0), (answer.Code, json.GetProperty("imported").GetInt32(), json.GetProperty("skipped").GetInt32(), json.GetProperty("different").GetArrayLength()));
        }
        Assert.Contains("112", (await Run("import", "ledger", ledger, "--accept-valid", "--database", Path.Combine(folder.FullName, "integrity.db"))).Output, StringComparison.Ordinal);
    }

    /// <summary>C-9: a dry run says what the import would find, the contracts that are there among it, and changes nothing.</summary>
    [Fact]
    public async Task A_dry_run_tells_what_is_in_the_database_already_and_what_differs_there()
    {
        var ledger = Path.Combine(AppContext.BaseDirectory, "Exchange", "data", "ledger-2026.xlsx");
        var database = Path.Combine(folder.FullName, "integrity.db");
        string[] check = ["import", "ledger", ledger, "--dry-run", "--database", database, "--format", "json"];
        Assert.False(JsonDocument.Parse((await Run(check)).Output).RootElement.TryGetProperty("skipped", out _));
        Assert.False(File.Exists(database));
        Assert.Equal(ExitCode.Done, (await Run("import", "ledger", ledger, "--accept-valid", "--database", database)).Code);

        var answer = await Run(check);
        var json = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal((ExitCode.Refused, 0, 112, 8), (answer.Code, json.GetProperty("new").GetInt32(), json.GetProperty("skipped").GetInt32(), json.GetProperty("refused").GetArrayLength()));

        var first = json.GetProperty("accepted")[0];
        var number = first.GetProperty("number").GetString();
        var other = Put("other.csv", $"合同编号,乙方名称,统一社会信用代码,乙方类型,工程名称,工程类别,合同金额,签订日期,廉政合同编号,累计计量,累计已付\n{number},{first.GetProperty("party").GetString()},{first.GetProperty("code").GetString()},{first.GetProperty("kind").GetString()},{first.GetProperty("project").GetString()},{first.GetProperty("projectKind").GetString()},99999999.99,{first.GetProperty("signed").GetString()},{first.GetProperty("integrity").GetString()},0,0\n");
        var differs = await Run("import", "ledger", other, "--dry-run", "--as-of", "2026-09-30", "--database", database, "--format", "json");
        var different = JsonDocument.Parse(differs.Output).RootElement.GetProperty("different").EnumerateArray().ToList();
        Assert.Contains((2, number, "amount"), different.Select(d => (d.GetProperty("row").GetInt32(), d.GetProperty("number").GetString(), d.GetProperty("field").GetString())));
        foreach (var (language, certified) in new[] { ("zh", "累计计量"), ("en", "Certified") })
        {
            var table = (await Run("import", "ledger", other, "--dry-run", "--as-of", "2026-09-30", "--database", database, "--lang", language)).Output;
            Assert.Contains(number!, table, StringComparison.Ordinal);
            Assert.Contains($"│ {certified} ", table, StringComparison.Ordinal);
        }
    }

    /// <summary>The platform speaks English of files; the caller is told in his language which one it is and what is wrong with it.</summary>
    [Fact]
    public async Task Help_and_trouble_with_files_are_said_in_one_language()
    {
        var file = Put("in.csv", "contract,type,base\nA,x,1\n");
        var nowhere = Path.Combine(folder.FullName, "no", "where.csv");
        foreach (var target in new[] { nowhere, folder.FullName + "/x.csv" })
        {
            Directory.CreateDirectory(folder.FullName + "/x.csv");
            var chinese = await Run("trial", file, "--fund", "1", "--out", target);
            Assert.Equal(ExitCode.WrongUse, chinese.Code);
            Assert.Contains($"“{(target == nowhere ? Path.GetDirectoryName(nowhere) : target)}”", chinese.Error, StringComparison.Ordinal);
            Assert.DoesNotMatch("[A-Za-z]+ [A-Za-z]+", chinese.Error[..chinese.Error.IndexOf('[', StringComparison.Ordinal)]);
            Assert.DoesNotMatch("[一-鿿]", (await Run("trial", file, "--fund", "1", "--out", target, "--lang", "en")).Error);
        }
        foreach (var command in new[] { new[] { "--help" }, ["trial", "--help"], ["import", "ledger", "--help"], ["seed", "synthetic", "--help"] })
        {
            var chinese = (await Run(command)).Output;
            Assert.Contains("用法", chinese, StringComparison.Ordinal);
            Assert.DoesNotMatch("Usage|Options|Description|Show|default|REQUIRED| · ", chinese);
            var english = (await Run([.. command, "--lang", "en"])).Output;
            Assert.Contains("Usage", english, StringComparison.Ordinal);
            Assert.DoesNotMatch(" · |用法|选项", english);
        }
    }

    [Theory]
    [InlineData("trial", "x.csv", "--nope")]
    [InlineData("trail")]
    [InlineData("trial", "--fund")]
    [InlineData("trial", "--fund", "1", "--fund", "2")]
    [InlineData("seed", "synthetic")]
    [InlineData("seed", "synthetic", "--contracts", "many")]
    [InlineData("seed", "synthetic", "--contracts", "0")]
    [InlineData("import", "ledger", "README.md", "--as-of", "zz")]
    [InlineData("verify", "--format", "xml")]
    public async Task A_wrong_word_is_complained_of_in_the_callers_language(params string[] args)
    {
        var chinese = await Run(args);
        Assert.Equal(ExitCode.WrongUse, chinese.Code);
        Assert.DoesNotMatch("[a-z]+ [a-z]+ [a-z]+", chinese.Error);
        var english = await Run([.. args, "--lang", "en"]);
        Assert.Equal(ExitCode.WrongUse, english.Code);
        Assert.DoesNotMatch("[一-鿿]", english.Error + english.Output);
    }

    [Theory]
    [InlineData("“--fund”只能写一个值，却写了 2 个。", "trial", "x.csv", "--fund", "1", "--fund", "2")]
    [InlineData("缺少“--contracts”，请写明。", "seed", "synthetic")]
    [InlineData("“--version”不能与其他参数同用，请单独写。", "--version", "verify")]
    public async Task What_the_parser_has_no_Chinese_for_is_said_with_what_to_do(string words, params string[] args) =>
        Assert.Contains(words, JsonDocument.Parse((await Run([.. args, "--format", "json"])).Output).RootElement.GetProperty("refused")[0].GetProperty("message").GetString(), StringComparison.Ordinal);

    [Fact]
    public async Task A_result_is_written_as_CSV_or_XLSX_and_as_nothing_else()
    {
        var file = Put("in.csv", "contract,type,base\nA,x,1\n");
        var answer = await Run("trial", file, "--fund", "1", "--out", Path.Combine(folder.FullName, "x.pdf"));
        Assert.Equal(ExitCode.WrongUse, answer.Code);
        Assert.Contains("maintenance.result_neither_csv_nor_xlsx", answer.Error, StringComparison.Ordinal);
        Assert.Contains(".xlsx", answer.Error, StringComparison.Ordinal);
        Provoked.SawCode("maintenance.result_neither_csv_nor_xlsx");
        Assert.Single(folder.GetFiles());
        Assert.Contains("-1", (await Run("trial", file, "--ratio", "x=-1")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_torn_file_is_refused_and_not_a_fault()
    {
        var answer = await Run("import", "ledger", Put("torn.xlsx", "PK\u0003\u0004torn"), "--dry-run", "--format", "json");
        Assert.Equal(ExitCode.Refused, answer.Code);
        Assert.Equal("exchange.file_torn", JsonDocument.Parse(answer.Output).RootElement.GetProperty("refused")[0].GetProperty("code").GetString());
    }

    private string Put(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandHost.Run(args, output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
