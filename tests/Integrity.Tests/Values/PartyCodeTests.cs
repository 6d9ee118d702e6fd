using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Values;

/// <summary>C-1 and C-7: the codes of firms, persons and bank branches.</summary>
public sealed class PartyCodeTests
{
    private const string CreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    [Theory]
    [InlineData("91329900MAJU5HND5H")]
    [InlineData("91329900MA7JQXFN28")]
    [InlineData("91329900MA2N23X000")]
    [InlineData("91329900MATNLYKK9R")]
    public void A_credit_code_whose_check_character_holds_is_taken(string code) =>
        Assert.Equal(code, CreditCode.Parse(code).Value.Text);

    /// <summary>Modulo a prime every single slip is noticed: all 18 × 30 of them.</summary>
    [Fact]
    public void Any_single_wrong_character_of_a_credit_code_is_refused()
    {
        const string code = "91329900MAJU5HND5H";
        for (var place = 0; place < code.Length; place++)
            foreach (var other in CreditAlphabet)
                if (other != code[place])
                    Assert.False(CreditCode.Parse(code[..place] + other + code[(place + 1)..]).IsDone);
    }

    [Theory]
    [InlineData("", "values.credit_code_malformed")]
    [InlineData("91329900MAJU5HND5", "values.credit_code_malformed")]
    [InlineData("91329900maju5hnd5h", "values.credit_code_malformed")]
    [InlineData("91329900MAJU5HNI5H", "values.credit_code_malformed")]
    [InlineData("9132990AMAJU5HND5H", "values.credit_code_malformed")]
    [InlineData("91329900MAJU5HND5J", "values.credit_code_check_wrong")]
    public void A_wrong_credit_code_is_refused_with_its_reason(string code, string refusal) =>
        Assert.Equal(refusal, Provoked.Saw(CreditCode.Parse(code).Refusal!).Code);

    [Fact]
    public void An_early_pilot_code_is_taken_for_its_form_alone()
    {
        Assert.True(CreditCode.ParsePilot("91329900MAJU5HND5J").IsDone);
        Assert.Equal("values.credit_code_malformed", CreditCode.ParsePilot("91329900MAJU5HNI5H").Refusal!.Code);
    }

    [Theory]
    [InlineData("329900197905179230", 1979, 5, 17)]
    [InlineData("329900196502276795", 1965, 2, 27)]
    [InlineData("11010519491231002X", 1949, 12, 31)]
    public void A_resident_id_whose_check_character_holds_is_taken_with_its_birth_date(string id, int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), ResidentId.Parse(id).Value.Birth);

    [Fact]
    public void Any_single_wrong_digit_of_a_resident_id_is_refused()
    {
        const string id = "329900197905179230";
        for (var place = 0; place < id.Length; place++)
            for (var other = '0'; other <= '9'; other++)
                if (other != id[place])
                    Assert.False(ResidentId.Parse(id[..place] + other + id[(place + 1)..]).IsDone);
    }

    [Theory]
    [InlineData("32990019790517923", "values.resident_id_malformed")]
    [InlineData("32990019790517923x", "values.resident_id_malformed")]
    [InlineData("A29900197905179230", "values.resident_id_malformed")]
    [InlineData("329900197902309230", "values.resident_id_birth_date_wrong")]
    [InlineData("329900190002299239", "values.resident_id_birth_date_wrong")]
    [InlineData("329900198504284570", "values.resident_id_check_wrong")]
    public void A_wrong_resident_id_is_refused_with_its_reason(string id, string refusal) =>
        Assert.Equal(refusal, Provoked.Saw(ResidentId.Parse(id).Refusal!).Code);

    [Fact]
    public void A_shown_resident_id_does_not_give_the_birth_date_away() =>
        Assert.Equal("329900********9230", ResidentId.Parse("329900197905179230").Value.Masked);

    [Theory]
    [InlineData("102100099996", true)]
    [InlineData("10210009999", false)]
    [InlineData("1021000999960", false)]
    [InlineData("10210009999X", false)]
    public void A_CNAPS_code_has_twelve_digits(string code, bool good)
    {
        var parsed = CnapsCode.Parse(code);
        Assert.Equal(good, parsed.IsDone);
        if (!good) Assert.Equal("values.cnaps_code_malformed", Provoked.Saw(parsed.Refusal!).Code);
    }
}
