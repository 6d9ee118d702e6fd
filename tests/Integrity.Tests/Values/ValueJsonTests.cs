using System.Text.Json;
using Integrity.App.Values;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Values;

/// <summary>M-1, M-2: no amount and no ratio passes a door as anything but a whole number.</summary>
public sealed class ValueJsonTests
{
    private sealed record Line(OfficialId By, OfficialId? Seconded, Money Amount, Ratio Ratio, Digest List, DateTime At);

    private static readonly JsonSerializerOptions Door = ValueJson.ForDoors(new());

    [Fact]
    public void The_doors_speak_whole_numbers()
    {
        var line = new Line(new(7), new(8), new(-5), new(375_200), Digest.Parse(new string('a', 64)), new(2026, 5, 9, 1, 2, 3, DateTimeKind.Utc));
        var json = JsonSerializer.Serialize(line, Door);
        Assert.Equal($$"""{"by":7,"seconded":8,"amount":-5,"ratio":375200,"list":"{{new string('a', 64)}}","at":"2026-05-09T01:02:03.0000000Z"}""", json);
        Assert.Equal(line, JsonSerializer.Deserialize<Line>(json, Door));
        Assert.Null(JsonSerializer.Deserialize<OfficialId?>("null", Door));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e2")]
    [InlineData("\"100\"")]
    [InlineData("9223372036854775808")]
    [InlineData("null")]
    [InlineData("true")]
    public void An_amount_that_is_no_whole_number_of_fen_is_not_read(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Money>(json, Door));

    [Fact]
    public void A_ratio_beyond_an_integer_is_not_wrapped_around() =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Ratio>("4294967296", Door));

    [Theory]
    [InlineData("7")]
    [InlineData("\"07\"")]
    [InlineData("\"+7\"")]
    [InlineData("\" 7\"")]
    [InlineData("\"7.0\"")]
    [InlineData("\"-0\"")]
    public void In_quotes_a_number_has_one_spelling(string json)
    {
        var text = new JsonSerializerOptions { Converters = { new ValueJson(ValueForm.Text) } };
        Assert.Equal(new Money(-7), JsonSerializer.Deserialize<Money>("\"-7\"", text));
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Money>(json, text));
    }

    [Theory]
    [InlineData("\"2026-05-09T01:02:03\"")]
    [InlineData("\"2026-05-09\"")]
    public void An_instant_without_a_zone_is_not_read(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<DateTime>(json, Door));

    [Fact]
    public void An_instant_with_an_offset_becomes_utc() =>
        Assert.Equal(new DateTime(2026, 5, 9, 1, 2, 3, DateTimeKind.Utc), JsonSerializer.Deserialize<DateTime>("\"2026-05-09T09:02:03+08:00\"", Door));

    [Theory]
    [InlineData("\"abc\"")]
    [InlineData("\"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\"")]
    public void What_is_not_a_digest_is_not_read(string json) => Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Digest>(json, Door));
}
