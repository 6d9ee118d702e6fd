using CsCheck;
using Integrity.Domain.Certificates;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Integrity.Tests.Ledger;
using Xunit;

namespace Integrity.Tests.Certificates;

/// <summary>O-4, O-5, C-6: what a certificate splits into and what it posts.</summary>
public sealed class CertificationTests
{
    private const long Contract = 1;
    private static readonly CertificateTerms Team = new(new(200_000), new(30_000), TermDays: null, SmallOrMedium: true);
    private static readonly Money Ceiling = new(1_000_000_000);
    private static readonly DateOnly Today = Book.Day(8, 10);
    private readonly Book book = new();

    [Theory]
    [InlineData(123_456_789, 24_691_357, 3_703_703, 95_061_729)]
    [InlineData(87_654_321, 17_530_864, 2_629_629, 67_493_828)]
    [InlineData(5_000_000, 1_000_000, 150_000, 3_850_000)]
    public void Labour_and_retention_are_floored_on_the_gross_and_the_rest_is_what_remains(long gross, long labour, long retention, long rest)
    {
        var split = CertificateSplit.Of(new(gross), Team.LabourShare, Team.RetentionRate);
        Assert.Equal((new Money(labour), new Money(retention), new Money(rest)), (split.Labour, split.Retention, split.Rest));
    }

    /// <summary>A wrong reading that must stay apart.</summary>
    [Fact]
    public void Retention_is_not_taken_on_the_part_without_labour()
    {
        var split = CertificateSplit.Of(new(123_456_789), Team.LabourShare, Team.RetentionRate);
        Assert.Equal(new Money(2_962_962), (split.Gross - split.Labour).Times(Team.RetentionRate));
        Assert.Equal(new Money(3_703_703), split.Retention);
    }

    [Fact]
    public void Retention_never_eats_into_wages() =>
        Assert.Equal((new Money(99), new Money(1), Money.Zero), Parts(CertificateSplit.Of(new(100), new(990_000), new(30_000))));

    [Fact]
    public void A_split_always_adds_up_and_has_no_negative_part() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000]).Sample((gross, share, rate) =>
        {
            var split = CertificateSplit.Of(new(gross), new(share), new(rate));
            return split.Labour + split.Retention + split.Rest == split.Gross
                && !split.Labour.IsNegative && !split.Retention.IsNegative && !split.Rest.IsNegative;
        });

    [Fact]
    public void A1_posts_certified_work_wages_payable_and_retention_that_sum_to_zero()
    {
        var a1 = Certify(123_456_789).Value;
        Assert.Equal(Book.Day(9, 9), a1.Due);
        Assert.Equal(
            [(Account.WorkCertified, Standing.None, 123_456_789L), (Account.Payable, Standing.Wage, -24_691_357), (Account.Retention, Standing.None, -3_703_703), (Account.Payable, Standing.Open, -95_061_729)],
            a1.Entry.Postings.Select(p => (p.Account, p.Standing, p.Fen)));
        Assert.Equal(0, a1.Entry.Postings.Sum(p => p.Fen));
        Assert.Equal(Book.Day(9, 9), a1.Entry.Postings.Single(p => p.Standing == Standing.Open).Due);
        Assert.Equal(Posting.NoDay, a1.Entry.Postings.Single(p => p.Account == Account.Retention).Due);
    }

    [Fact]
    public void Certified_work_cannot_exceed_the_contract_amount()
    {
        Post(Certify(600_000_000));
        Assert.Equal("certificates.above_contract_amount", Certify(400_000_001).Refusal?.Code);
        Assert.Null(Certify(400_000_000).Refusal);
        Assert.Equal("certificates.nothing_certified", Certify(0).Refusal?.Code);
        Assert.Equal("certificates.correction_above_certified", Certify(-600_000_001).Refusal?.Code);
    }

    [Fact]
    public void A_correction_takes_the_latest_due_first_then_held_never_wages_and_the_excess_is_overpaid()
    {
        Post(Certify(1_000, certificate: 1));
        Post(Certify(500, certificate: 2, on: Today.AddDays(5)));
        // 2: wage 100, retention 15, rest 385; 1: wage 200, retention 30, rest 770, of which 70 is held.
        var before = book.Balance(Contract, Today.AddDays(6));
        var first = before.OpenTranches.Single(t => t.Certificate == 1);
        book.Post(LedgerEntry.On(Today.AddDays(6)).Move(Contract, first with { Amount = new(70) }, Standing.Held, subject: 9).Close());

        Post(Certify(-400, certificate: 3, on: Today.AddDays(6)));
        var balance = book.Balance(Contract, Today.AddDays(6));
        Assert.Equal([(1L, Standing.Open, 685L), (1, Standing.Held, 70)], balance.Tranches.Where(t => t.Account == Account.Payable && t.Standing != Standing.Wage)
            .Select(t => (t.Certificate, t.Standing, t.Amount.Fen)).Order());

        Post(Certify(-800, certificate: 4, on: Today.AddDays(6)));
        balance = book.Balance(Contract, Today.AddDays(6));
        Assert.Equal((new Money(300), Money.Zero, new Money(45)), (balance.Buckets.Wage, balance.Buckets.Held, balance.Overpaid));
        Assert.Equal(balance.OutstandingByDefinition, balance.Outstanding);
    }

    [Fact]
    public void An_overpayment_and_an_advance_are_recovered_from_the_rest_of_later_certificates_never_from_wages()
    {
        var day = Today.AddDays(1);
        book.Post(LedgerEntry.On(Today).Debit(Contract, Account.Advance, new(1_000)).Credit(Contract, Account.RunCash, new(1_000)).Close());
        book.Post(LedgerEntry.On(Today).Debit(Contract, Account.Overpaid, new(100)).Credit(Contract, Account.RunCash, new(100)).Close());
        var done = Certification.Certify(book.Balance(Contract, day), 5, new(1_000), Team with { AdvanceRecovery = new(700_000) }, Ceiling);
        book.Post(done.Value.Entry);
        Assert.Equal((new Money(100), new Money(670)), (done.Value.OverpaidRecovered, done.Value.AdvanceRecovered));
        var balance = book.Balance(Contract, day);
        Assert.Equal((new Money(200), Money.Zero, Money.Zero, new Money(330)), (balance.Buckets.Wage, balance.Buckets.NotYetDue, balance.Overpaid, balance.AdvanceLeft));
        Assert.Equal(balance.OutstandingByDefinition, balance.Outstanding);
    }

    /// <summary>C-6: one settlement certificate brings certified sum and retention to the settled amount.</summary>
    [Theory]
    [InlineData(1_500, 1_500, 45, 300)]
    [InlineData(1_000, 1_000, 30, 200)]
    [InlineData(900, 900, 27, 200)]
    [InlineData(0, 0, 0, 200)]
    public void A_settlement_brings_certified_work_and_retention_to_the_settled_amount(long settled, long certified, long retention, long wage)
    {
        Post(Certify(1_000));
        var done = Certification.Settle(book.Balance(Contract, Today), 7, new(settled), retainedSoFar: new(30), Team, Ceiling);
        book.Post(done.Value.Entry);
        var balance = book.Balance(Contract, Today);
        Assert.Equal((new Money(certified), new Money(retention), new Money(wage)), (balance.Certified, balance.RetentionNotDue, balance.Buckets.Wage));
        Assert.Equal(balance.OutstandingByDefinition, balance.Outstanding);
        Assert.Equal("certificates.above_contract_amount", Certification.Settle(balance, 7, Ceiling + new Money(1), new(30), Team, Ceiling).Refusal?.Code);
        Assert.Equal("certificates.settled_amount_negative", Certification.Settle(balance, 7, new(-1), new(30), Team, Ceiling).Refusal?.Code);
    }

    [Fact]
    public void Retention_gets_its_day_from_acceptance_at_most_24_months_later()
    {
        Post(Certify(1_000));
        Assert.Equal(Book.Day(8, 10, 2028), RetentionRule.DueDay(Today, agreedMonths: null));
        Assert.Equal(Book.Day(8, 10, 2027), RetentionRule.DueDay(Today, 12));
        book.Post(RetentionRule.Date(book.Balance(Contract, Today), Book.Day(8, 10, 2028), Today));
        Assert.Equal(new Money(30), book.Balance(Contract, Book.Day(8, 9, 2028)).RetentionNotDue);
        Assert.Equal(new Money(800), book.Balance(Contract, Book.Day(8, 10, 2028)).Buckets.Due);
        // At once against a guarantee letter.
        book.Post(RetentionRule.Date(book.Balance(Contract, Today), Today, Today));
        Assert.Equal(new Money(30), book.Balance(Contract, Today).Buckets.Due);
    }

    [Theory]
    [InlineData(null, true, "2026-09-09")]
    [InlineData(45, true, "2026-09-24")]
    [InlineData(90, true, "2026-10-09")]
    [InlineData(90, false, "2026-11-08")]
    public void An_amount_falls_due_after_30_days_or_as_agreed_never_beyond_60_for_a_small_enterprise(int? days, bool small, string due) =>
        Assert.Equal(DateOnly.Parse(due), DueRule.DueDay(Today, days, small));

    private Outcome<Certified> Certify(long gross, long certificate = 1, DateOnly? on = null) =>
        Certification.Certify(book.Balance(Contract, on ?? Today), certificate, new(gross), Team, Ceiling);

    private void Post(Outcome<Certified> certified) => book.Post(certified.Value.Entry);

    private static (Money, Money, Money) Parts(CertificateSplit split) => (split.Labour, split.Retention, split.Rest);
}
