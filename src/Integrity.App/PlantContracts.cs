using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Ledger;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App;

/// <summary>Many made-up contracts at once, the same everywhere, each with its counterparty, account, integrity contract, one certificate and its postings.</summary>
/// <remarks>For trying and measuring the program at size: through the door, so that the journal names what it posts and <c>verify</c> stays clean.</remarks>
/// <param name="Contracts">How many.</param>
/// <param name="Words">With the words by which they are found.</param>
/// <param name="Waiting">One in so many has an unchecked account, a waiting variation, a missing opening; 0 for none.</param>
[May(Operator = true), Said("批量造数", "Plant contracts")]
public sealed record PlantContracts(long Contracts, bool Words, long Waiting) : IAct<long>
{
    /// <summary>How many were planted before; these go on from there.</summary>
    public long After { get; init; }

    /// <summary>Each contract and counterparty is named by the journal, so that later acts can refer to what they saw of it.</summary>
    public bool Named { get; init; }

    /// <summary>One in so many has a part held, as if for a case; 0 for none.</summary>
    public long HeldEvery { get; init; } = 100;

    /// <summary>Two people stand behind the certificates.</summary>
    public OfficialId? PreparedBy { get; init; }

    public OfficialId? ApprovedBy { get; init; }
}

public sealed class PlantContractsHandler(IntegrityDb db, Books books) : IHandle<PlantContracts, long>
{
    public const int Projects = 40;
    private const int Stems = 400;
    private const int Due = 20260901;
    private static readonly int NoDay = DayNumber.Of(Posting.NoDay);
    public static readonly IReadOnlyList<string> Places = ["江州", "临河", "安平", "东岭", "青石", "南渡", "西陵", "白沙", "永宁", "石桥", "云台", "新港", "高坪", "柳林", "长滩", "金水", "望城", "大洋", "清泉", "双溪"];
    public static readonly IReadOnlyList<string> Trades = ["路桥", "公路养护", "市政工程", "建材", "机械租赁", "沥青", "隧道", "交通设施", "土石方", "桥梁加固", "水泥制品", "运输", "钢构", "绿化", "测绘", "检测", "爆破", "劳务", "砂石", "涵洞"];

    /// <summary>The name of the counterparty planted at this place, from 1.</summary>
    public static string NameOf(long place) => $"{Places[(int)(place % Stems / 20)]}{Trades[(int)(place % 20)]}{place}号有限公司";

    public async Task<Outcome<long>> Handle(PlantContracts act, ActContext context, CancellationToken cancel)
    {
        db.Database.SetCommandTimeout(1800);
        var n = act.Contracts;
        // Numbers by kind, in blocks: projects, counterparties, accounts, contracts, integrity contracts, certificates, waiting things.
        var p = await context.NewNumbers(Projects + n * 7, cancel);
        new BulkRange(null, p, p + Projects + n * 7, null).NameIn(context.Effects);
        // The i-th of all that is planted has number block + i.
        long Block(int place) => p + Projects + n * place - act.After;
        var (parties, accounts, contracts, integrity, certificates, waiting) = (Block(0), Block(1), Block(2), Block(3), Block(4), Block(5));
        // A quarter of the counterparties has all contracts of its block.
        var quarter = Math.Max(1, n / 4);
        var project = act.After == 0 ? p : (await db.Projects.SingleAsync(one => one.Number == "XM-1001", cancel)).Id.Value - 1;
        var (party, account) = ($"{parties + act.After + 1} + i % {quarter}", $"{accounts + act.After + 1} + i % {quarter}");
        var by = await db.Database.SqlQuery<long>($"SELECT MAX(id) AS \"Value\" FROM officials").SingleAsync(cancel);
        var every = Math.Max(1, act.Waiting);
        var none = act.Waiting == 0;
        var stems = Enumerable.Range(0, Stems).Select(i => (Stem: i, Name: Places[i / 20] + Trades[i % 20])).ToList();
        await Sql("CREATE TEMPORARY TABLE IF NOT EXISTS stems (stem BIGINT PRIMARY KEY, name TEXT NOT NULL)");
        await Sql("DELETE FROM stems");
        await Sql("INSERT INTO stems VALUES " + string.Join(',', stems.Select(s => $"({s.Stem}, '{s.Name}')")));
        if (act.After == 0) await Sql($"INSERT INTO projects (id, number, number_key, name, kind, registered_on) {Series(0, Projects)} SELECT {p} + i, 'XM-' || (1000 + i), 'XM-' || (1000 + i), '国道改造' || (1000 + i) || '项目', 'NewConstruction', '2024-01-01' FROM n");
        await Sql($"INSERT INTO counterparties (id, kind, name, code, is_person, payee_type, small_or_medium, registered_on) {Series(act.After, n)} "
            + $"SELECT {parties} + i, CASE i % 3 WHEN 0 THEN 'ConstructionTeam' WHEN 1 THEN 'Supplier' ELSE 'MachineryOwner' END, name || i || '号有限公司', 'B' || (10000000 + i), false, 1 + i % 3, false, '2024-01-01' FROM n JOIN stems ON stem = i % {Stems}");
        await Sql($"INSERT INTO payee_accounts (id, party, kind, holder, number, bank_name, cnaps, evidence, state, proposed_by, proposed_on) {Series(act.After, n)} "
            + $"SELECT {accounts} + i, {parties} + i, 'Normal', '户名', '6228' || (10000000 + i), '银行', '102290000000', '', {(none ? "'Confirmed'" : $"CASE WHEN i % {every} = 0 THEN 'Proposed' ELSE 'Confirmed' END")}, {by}, '2024-01-01' FROM n");
        await Sql($"INSERT INTO works_contracts (id, number, number_key, name, kind, project, party, payee_type, amount_fen, approved_variations_fen, labour_share, retention_rate, payment_days, defect_months, signing_is_payment_condition, payee_account, wage_account, unsplit, opening_confirmed, signed_on, document, registered_on) {Series(act.After, n)} "
            + $"SELECT {contracts} + i, 'HT-' || (10000000 + i), 'HT-' || (10000000 + i), '施工合同' || i, 'Works', {project} + 1 + i % {Projects}, {party}, 1 + i % 3, 1000000000, 0, 200000, 0, 30, 24, false, {account}, {account}, {(none ? "false, true" : $"i % {every} = 1, i % {every} <> 1")}, '2024-01-02', '', '2024-01-02' FROM n");
        await Sql($"INSERT INTO integrity_contracts (id, number, number_key, party, template_version, signed_on, document, cap, reaches_other_contracts) {Series(act.After, n)} "
            + $"SELECT {integrity} + i, 'LZ-' || (10000000 + i), 'LZ-' || (10000000 + i), {party}, 1, '2024-01-02', '', 200000, false FROM n");
        await Sql($"INSERT INTO integrity_bands (integrity_contract, number, min, max) {Series(act.After, n)} SELECT {integrity} + i, 1, 20000, 60000 FROM n");
        await Sql($"INSERT INTO integrity_bindings (contract, integrity_contract, bound_on) {Series(act.After, n)} SELECT {contracts} + i, {integrity} + i, '2024-01-02' FROM n");
        var approved = none ? "true" : $"i % {every} <> 2";
        var gross = $"CASE WHEN {approved} THEN {Gross("i")} ELSE 0 END";
        await Sql($"INSERT INTO certificates (id, contract, kind, number, number_key, amount_fen, document, reason, prepared_by, prepared_at, state, decided_by, decided_at, reject_reason, gross_fen, labour_fen, retention_fen, overpaid_recovered_fen, advance_recovered_fen, due) {Series(act.After, n)} "
            + $"SELECT {certificates} + i, {contracts} + i, 'Progress', 'JL-' || i, 'JL-' || i, {Gross("i")}, '', '', {Person(act.PreparedBy)}, '2026-07-01 00:00:00+00', CASE WHEN {approved} THEN 'Approved' ELSE 'Prepared' END, "
            + $"{Person(act.ApprovedBy)}, '2026-07-02 00:00:00+00', '', {gross}, {gross} / 5, 0, 0, 0, '2026-09-01' FROM n");
        if (!none)
        {
            await Sql($"INSERT INTO contract_variations (id, contract, amount_fen, reason, evidence, state, proposed_by, proposed_on) {Series(act.After, n / 10)} "
                + $"SELECT {waiting} + i, {contracts} + i, 100, '', '', CASE WHEN i % {every} = 0 THEN 'Proposed' ELSE 'Confirmed' END, {by}, '2026-01-01' FROM n");
            await Sql($"INSERT INTO account_changes (id, contract, use, account, evidence, state, proposed_by, proposed_on) {Series(act.After, n / 10)} "
                + $"SELECT {waiting + n} + i, {contracts} + i, 'Payee', {accounts} + i, '', CASE WHEN i % {every} = 0 THEN 'Proposed' ELSE 'Confirmed' END, {by}, '2026-01-01' FROM n");
        }
        if (act.Words) await PutWords(act, stems, project, (parties, contracts, integrity), cancel);
        var entry = await Certify(act, context, project, contracts, certificates, cancel);
        await Sql($"UPDATE certificates SET entry = id - {certificates + act.After + 1} + {entry} WHERE id > {certificates + act.After} AND id <= {certificates + act.After + n} AND state = 'Approved'");
        if (act.Named)
        {
            for (var i = 1; i <= n; i++) context.Touch(contracts + act.After + i);
            for (var i = 1; i <= quarter; i++) context.Touch(parties + act.After + i);
            for (var i = 1; i <= Projects && act.After == 0; i++) context.Touch(project + i);
        }
        return contracts;

        Task<int> Sql(string sql) => db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{").Replace("}", "}}"), cancel);
    }

    private async Task PutWords(PlantContracts act, List<(int Stem, string Name)> stems, long project, (long Parties, long Contracts, long Integrity) of, CancellationToken cancel)
    {
        var quarter = Math.Max(1, act.Contracts / 4);
        var party = $"{of.Parties + act.After + 1} + i % {quarter}";
        await Sql("CREATE TEMPORARY TABLE IF NOT EXISTS stem_words (stem BIGINT NOT NULL, word TEXT NOT NULL)");
        await Sql("CREATE TEMPORARY TABLE IF NOT EXISTS new_words (kind SMALLINT NOT NULL, word TEXT NOT NULL, subject BIGINT NOT NULL)");
        await Sql("DELETE FROM stem_words");
        await Sql("DELETE FROM new_words");
        await Sql("INSERT INTO stem_words VALUES " + string.Join(',', stems.SelectMany(s => SearchText.KeptOf(s.Name).Concat(SearchText.KeptOf("号有限公司")).Distinct().Select(w => $"({s.Stem}, '{w}')"))));
        await Sql($"""
            INSERT INTO new_words (kind, word, subject) {Series(act.After, act.Contracts)}
            SELECT 1 AS kind, word, {of.Parties} + i AS subject FROM n JOIN stem_words ON stem = i % {Stems}
            UNION ALL SELECT 1, CAST(i AS TEXT), {of.Parties} + i FROM n
            UNION ALL SELECT 1, 'B' || (10000000 + i), {of.Parties} + i FROM n
            UNION ALL SELECT 3, word, {of.Contracts} + i FROM n JOIN stem_words ON stem = ({act.After + 1} + i % {quarter}) % {Stems}
            UNION ALL SELECT 3, CAST({act.After + 1} + i % {quarter} AS TEXT), {of.Contracts} + i FROM n
            UNION ALL SELECT 3, w, {of.Contracts} + i FROM n CROSS JOIN ({WordsOf("HT-", "施工合同", "国道改造", "项目")}) words
            UNION ALL SELECT 3, CAST(i AS TEXT), {of.Contracts} + i FROM n WHERE i <> {act.After + 1} + i % {quarter}
            UNION ALL SELECT 3, CAST(1001 + i % {Projects} AS TEXT), {of.Contracts} + i FROM n WHERE 1001 + i % {Projects} NOT IN (i, {act.After + 1} + i % {quarter})
            UNION ALL SELECT 3, CAST(10000000 + i AS TEXT), {of.Contracts} + i FROM n
            UNION ALL SELECT 3, 'project:' || ({project} + 1 + i % {Projects}), {of.Contracts} + i FROM n
            UNION ALL SELECT 3, 'party:' || ({party}), {of.Contracts} + i FROM n
            UNION ALL SELECT 3, 'type:' || (1 + i % 3), {of.Contracts} + i FROM n
            UNION ALL SELECT 3, 'project:' || ({project} + 1 + i % {Projects}) || ';type:' || (1 + i % 3), {of.Contracts} + i FROM n
            UNION ALL SELECT 4, w, {of.Integrity} + i FROM n CROSS JOIN ({WordsOf("LZ-", "HT-")}) words
            UNION ALL SELECT 4, CAST(10000000 + i AS TEXT), {of.Integrity} + i FROM n
            UNION ALL SELECT 4, 'party:' || ({party}), {of.Integrity} + i FROM n
            """);
        if (act.After == 0)
        {
            await Sql($"INSERT INTO new_words (kind, word, subject) {Series(0, Projects)} SELECT 2, w, {project} + i FROM n CROSS JOIN ({WordsOf("XM-", "国道改造", "项目")}) words");
            await Sql($"INSERT INTO new_words (kind, word, subject) {Series(0, Projects)} SELECT 2, CAST(1000 + i AS TEXT), {project} + i FROM n");
        }
        await Sql("""
            INSERT INTO search_words (id, kind, word, subjects)
            SELECT (SELECT COALESCE(MAX(id), 0) FROM search_words) + ROW_NUMBER() OVER (ORDER BY kind, word), kind, word, COUNT(*) FROM new_words WHERE true GROUP BY kind, word
            ON CONFLICT (kind, word) DO UPDATE SET subjects = search_words.subjects + excluded.subjects
            """);
        await Sql("INSERT INTO search_subjects (word, subject) SELECT w.id, n.subject FROM new_words n JOIN search_words w ON w.kind = n.kind AND w.word = n.word ORDER BY w.id, n.subject");

        Task<int> Sql(string sql) => db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{").Replace("}", "}}"), cancel);
    }

    private static string WordsOf(params string[] texts) => string.Join(" UNION ALL ", texts.SelectMany(SearchText.KeptOf).Distinct().Select(word => $"SELECT '{word}' AS w"));

    private async Task<long> Certify(PlantContracts act, ActContext context, long project, long contracts, long certificates, CancellationToken cancel)
    {
        using var entries = await books.Open(context, "plant", null, cancel);
        for (var i = act.After + 1; i <= act.After + act.Contracts; i++)
        {
            var gross = GrossOf(i);
            var (wage, held) = (gross / 5, act.HeldEvery > 0 && i % act.HeldEvery == 0 ? gross / 20 : 0);
            entries.Begin(new(1 + i % 3, project + 1 + i % Projects));
            entries.Add(contracts + i, Account.WorkCertified, Standing.None, certificates + i, NoDay, 0, gross);
            entries.Add(contracts + i, Account.Payable, Standing.Wage, certificates + i, Due, 0, -wage);
            entries.Add(contracts + i, Account.Payable, Standing.Open, certificates + i, Due, 0, -(gross - wage - held));
            if (held > 0) entries.Add(contracts + i, Account.Payable, Standing.Held, certificates + i, Due, 500, -held);
            entries.End();
        }
        await entries.Close(cancel);
        return entries.FirstEntry;
    }

    /// <summary>What the i-th certificate says, in SQL and here.</summary>
    private static string Gross(string i) => $"(100000 + {i} * 7654321 % 899900000)";

    private static long GrossOf(long i) => 100_000 + i * 7_654_321 % 899_900_000;

    private static string Person(OfficialId? person) => person is { } one ? $"{one.Value}" : "NULL";

    private static string Series(long after, long count) => $"WITH RECURSIVE n(i) AS (SELECT CAST({after + 1} AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {after + count})";
}
