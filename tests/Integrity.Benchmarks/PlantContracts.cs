using Integrity.App.Acts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Benchmarks;

/// <summary>Many contracts at once, each with its counterparty, account, integrity contract, one certificate and its postings; one in a hundred is held.</summary>
/// <remarks>An act of this program only: through the door, so that the journal names what it posts and <c>verify</c> stays clean.</remarks>
/// <param name="Contracts">How many.</param>
/// <param name="Words">With the words by which they are found.</param>
/// <param name="Waiting">One in so many has an unchecked account, a waiting variation, a missing opening; 0 for none.</param>
[May(Operator = true), Said("批量造数", "Plant contracts")]
public sealed record PlantContracts(long Contracts, bool Words, long Waiting) : IAct<long>;

public sealed class PlantContractsHandler(IntegrityDb db, Books books) : IHandle<PlantContracts, long>
{
    public const int Projects = 40;
    private const int Stems = 400;
    internal static readonly string[] Places = ["江州", "临河", "安平", "东岭", "青石", "南渡", "西陵", "白沙", "永宁", "石桥", "云台", "新港", "高坪", "柳林", "长滩", "金水", "望城", "大洋", "清泉", "双溪"];
    internal static readonly string[] Trades = ["路桥", "公路养护", "市政工程", "建材", "机械租赁", "沥青", "隧道", "交通设施", "土石方", "桥梁加固", "水泥制品", "运输", "钢构", "绿化", "测绘", "检测", "爆破", "劳务", "砂石", "涵洞"];

    /// <summary>The name of the counterparty planted at this place, from 1.</summary>
    public static string NameOf(long place) => $"{Places[place % Stems / 20]}{Trades[place % 20]}{place}号有限公司";

    public async Task<Outcome<long>> Handle(PlantContracts act, ActContext context, CancellationToken cancel)
    {
        db.Database.SetCommandTimeout(1800);
        var n = act.Contracts;
        // Numbers by kind, in blocks: projects, counterparties, accounts, contracts, integrity contracts, certificates, waiting things.
        var p = await context.NewNumbers(Projects + n * 7, cancel);
        var (parties, accounts, contracts, integrity, certificates, waiting) = (p + Projects, p + Projects + n, p + Projects + n * 2, p + Projects + n * 3, p + Projects + n * 4, p + Projects + n * 5);
        var by = await db.Database.SqlQuery<long>($"SELECT MAX(id) AS \"Value\" FROM officials").SingleAsync(cancel);
        var every = Math.Max(1, act.Waiting);
        var none = act.Waiting == 0;
        var stems = Enumerable.Range(0, Stems).Select(i => (Stem: i, Name: Places[i / 20] + Trades[i % 20])).ToList();
        await Sql("CREATE TEMPORARY TABLE stems (stem BIGINT PRIMARY KEY, name TEXT NOT NULL)");
        await Sql("INSERT INTO stems VALUES " + string.Join(',', stems.Select(s => $"({s.Stem}, '{s.Name}')")));
        await Sql($"INSERT INTO projects (id, number, name, kind, registered_on) {Series(Projects)} SELECT {p} + i, 'XM-' || (1000 + i), '国道改造' || (1000 + i) || '项目', 'NewConstruction', '2024-01-01' FROM n");
        await Sql($"INSERT INTO counterparties (id, kind, name, code, is_person, payee_type, small_or_medium, registered_on) {Series(n)} "
            + $"SELECT {parties} + i, CASE i % 3 WHEN 0 THEN 'ConstructionTeam' WHEN 1 THEN 'Supplier' ELSE 'MachineryOwner' END, name || i || '号有限公司', 'B' || (10000000 + i), false, 1 + i % 3, false, '2024-01-01' FROM n JOIN stems ON stem = i % {Stems}");
        await Sql($"INSERT INTO payee_accounts (id, party, kind, holder, number, bank_name, cnaps, evidence, state, proposed_by, proposed_on) {Series(n)} "
            + $"SELECT {accounts} + i, {parties} + i, 'Normal', '户名', '6228' || (10000000 + i), '银行', '102290000000', '', {(none ? "'Confirmed'" : $"CASE WHEN i % {every} = 0 THEN 'Proposed' ELSE 'Confirmed' END")}, {by}, '2024-01-01' FROM n");
        await Sql($"INSERT INTO works_contracts (id, number, name, kind, project, party, payee_type, amount_fen, approved_variations_fen, labour_share, retention_rate, payment_days, defect_months, signing_is_payment_condition, payee_account, wage_account, unsplit, opening_confirmed, signed_on, registered_on) {Series(n)} "
            + $"SELECT {contracts} + i, 'HT-' || (10000000 + i), '施工合同' || i, 'Works', {p} + 1 + i % {Projects}, {parties} + 1 + i % {Math.Max(1, n / 4)}, 1 + i % 3, 1000000000, 0, 200000, 0, 30, 24, false, {accounts} + 1 + i % {Math.Max(1, n / 4)}, {accounts} + 1 + i % {Math.Max(1, n / 4)}, {(none ? "false, true" : $"i % {every} = 1, i % {every} <> 1")}, '2024-01-02', '2024-01-02' FROM n");
        await Sql($"INSERT INTO integrity_contracts (id, number, party, template_version, signed_on, cap, reaches_other_contracts) {Series(n)} "
            + $"SELECT {integrity} + i, 'LZ-' || (10000000 + i), {parties} + 1 + i % {Math.Max(1, n / 4)}, 1, '2024-01-02', 200000, false FROM n");
        await Sql($"INSERT INTO integrity_bands (integrity_contract, number, min, max) {Series(n)} SELECT {integrity} + i, 1, 20000, 60000 FROM n");
        await Sql($"INSERT INTO integrity_bindings (contract, integrity_contract, bound_on) {Series(n)} SELECT {contracts} + i, {integrity} + i, '2024-01-02' FROM n");
        await Sql($"INSERT INTO certificates (id, contract, kind, number, amount_fen, document, reason, prepared_at, state, reject_reason, gross_fen, labour_fen, retention_fen, overpaid_recovered_fen, advance_recovered_fen, due) {Series(n)} "
            + $"SELECT {certificates} + i, {contracts} + i, 'Progress', 'JL-' || i, 0, '', '', '2026-08-01 00:00:00+00', {(none ? "'Approved'" : $"CASE WHEN i % {every} = 2 THEN 'Prepared' ELSE 'Approved' END")}, '', 0, 0, 0, 0, 0, '2026-09-01' FROM n");
        if (!none)
        {
            await Sql($"INSERT INTO contract_variations (id, contract, amount_fen, reason, evidence, state, proposed_by, proposed_on) {Series(n / 10)} "
                + $"SELECT {waiting} + i, {contracts} + i, 100, '', '', CASE WHEN i % {every} = 0 THEN 'Proposed' ELSE 'Confirmed' END, {by}, '2026-01-01' FROM n");
            await Sql($"INSERT INTO account_changes (id, contract, use, account, evidence, state, proposed_by, proposed_on) {Series(n / 10)} "
                + $"SELECT {waiting + n} + i, {contracts} + i, 'Payee', {accounts} + i, '', CASE WHEN i % {every} = 0 THEN 'Proposed' ELSE 'Confirmed' END, {by}, '2026-01-01' FROM n");
        }
        if (act.Words) await PutWords(n, stems, p, parties, contracts, integrity);
        await Certify(act, context, p, contracts, certificates, cancel);
        return contracts;

        Task<int> Sql(string sql) => db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{").Replace("}", "}}"), cancel);

        async Task PutWords(long count, List<(int Stem, string Name)> named, long project, long party, long contract, long agreed)
        {
            await Sql("CREATE TEMPORARY TABLE stem_words (stem BIGINT NOT NULL, word TEXT NOT NULL)");
            await Sql("INSERT INTO stem_words VALUES " + string.Join(',', named.SelectMany(s => SearchText.WordsOf(s.Name).Concat(SearchText.WordsOf("号有限公司")).Distinct().Select(w => $"({s.Stem}, '{w}')"))));
            var quarter = Math.Max(1, count / 4);
            await Sql($"""
                INSERT INTO search_words (kind, word, subject) {Series(count)}
                SELECT * FROM (
                SELECT 1 AS kind, word, {party} + i AS subject FROM n JOIN stem_words ON stem = i % {Stems}
                UNION ALL SELECT 1, CAST(i AS TEXT), {party} + i FROM n
                UNION ALL SELECT 1, 'B' || (10000000 + i), {party} + i FROM n
                UNION ALL SELECT 3, word, {contract} + i FROM n JOIN stem_words ON stem = (1 + i % {quarter}) % {Stems}
                UNION ALL SELECT 3, 'HT', {contract} + i FROM n
                UNION ALL SELECT 3, CAST(10000000 + i AS TEXT), {contract} + i FROM n
                UNION ALL SELECT 3, 'project:' || ({project} + 1 + i % {Projects}), {contract} + i FROM n
                UNION ALL SELECT 3, 'party:' || ({party} + 1 + i % {quarter}), {contract} + i FROM n
                UNION ALL SELECT 3, 'type:' || (1 + i % 3), {contract} + i FROM n
                UNION ALL SELECT 4, 'LZ', {agreed} + i FROM n
                UNION ALL SELECT 4, CAST(10000000 + i AS TEXT), {agreed} + i FROM n
                UNION ALL SELECT 4, 'party:' || ({party} + 1 + i % {quarter}), {agreed} + i FROM n) words ORDER BY kind, word, subject
                """);
            await Sql($"INSERT INTO search_words (kind, word, subject) {Series(Projects)} SELECT 2, w, {project} + i FROM n CROSS JOIN (SELECT '国道' AS w UNION SELECT '道改' UNION SELECT '改造') words");
            await Sql("INSERT INTO search_counts (kind, word, subjects) SELECT kind, word, COUNT(*) FROM search_words GROUP BY kind, word");
        }
    }

    private async Task Certify(PlantContracts act, ActContext context, long project, long contracts, long certificates, CancellationToken cancel)
    {
        var chance = new Random(7);
        using var entries = await books.Open(context, "plant", null, cancel);
        for (var i = 1L; i <= act.Contracts; i++)
        {
            long gross = chance.NextInt64(1_000_00, 900_000_000);
            var (wage, held) = (gross / 5, i % 100 == 0 ? gross / 20 : 0);
            entries.Begin(new(1 + i % 3, project + 1 + i % Projects));
            entries.Add(contracts + i, Account.WorkCertified, Standing.None, certificates + i, NoDay, 0, gross);
            entries.Add(contracts + i, Account.Payable, Standing.Wage, certificates + i, 20260905, 0, -wage);
            entries.Add(contracts + i, Account.Payable, Standing.Open, certificates + i, 20260905, 0, -(gross - wage - held));
            if (held > 0) entries.Add(contracts + i, Account.Payable, Standing.Held, certificates + i, 20260905, 500, -held);
            entries.End();
        }
        await entries.Close(cancel);
    }

    private static string Series(long count) => $"WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {count})";

    private static readonly int NoDay = DayNumber.Of(Posting.NoDay);
}
