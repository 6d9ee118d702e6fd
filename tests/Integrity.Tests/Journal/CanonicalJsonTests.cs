using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Integrity.App.Journal;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Journal;

/// <summary>J-1: what is hashed has one text only.</summary>
public sealed class CanonicalJsonTests
{
    private sealed record Payment(OfficialId By, OfficialId? Seconded, Money Amount, Ratio Ratio, DateOnly Due, DateTime At, Standing Standing, string? Note, IReadOnlyDictionary<OfficialId, int> Shares);

    private enum Standing
    {
        Open = 1,
    }

    private static readonly Payment Example = new(
        new(7), null, new(9_007_199_254_740_993), new(375_200), new(2026, 5, 9), new(2026, 5, 9, 1, 2, 3, DateTimeKind.Utc), Standing.Open, null,
        new Dictionary<OfficialId, int> { [new(12)] = 3, [new(5)] = 4 });

    [Fact]
    public void A_record_has_one_text_with_numbers_as_strings()
    {
        Assert.Equal(
            """{"amount":"9007199254740993","at":"2026-05-09T01:02:03.0000000Z","by":"7","due":"2026-05-09","note":null,"ratio":"375200","seconded":null,"shares":{"12":"3","5":"4"},"standing":"Open"}""",
            CanonicalJson.Of(Example));
    }

    [Fact]
    public void What_was_written_can_be_read_back()
    {
        var back = CanonicalJson.Read<Payment>(CanonicalJson.Of(Example))!;
        Assert.Equal(CanonicalJson.Of(Example), CanonicalJson.Of(back));
        Assert.Equal(Example with { Shares = back.Shares }, back);
    }

    [Fact]
    public void The_runtime_type_is_written_not_the_declared_one()
    {
        object one = Example;
        Assert.Equal(CanonicalJson.Of(Example), CanonicalJson.Of(one));
        Assert.Equal("null", CanonicalJson.Of(null));
        Assert.Equal("\"1\"", CanonicalJson.Of(1L));
    }

    /// <summary>RFC 8785, section 3.2.3: the order of names is that of UTF-16 code units, so a surrogate pair comes before U+FB33.</summary>
    [Fact]
    public void Names_are_sorted_by_utf16_code_units()
    {
        var names = new JsonObject { ["\u20ac"] = "Euro Sign", ["\r"] = "Carriage Return", ["\ufb33"] = "Hebrew Letter Dalet With Dagesh", ["1"] = "One", ["\ud83d\ude00"] = "Emoji", ["\u0080"] = "Control", ["\u00f6"] = "Latin" };
        Assert.Equal(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin\",\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
            CanonicalJson.Of(names));
    }

    /// <summary>RFC 8785, section 3.2.2.2.</summary>
    [Fact]
    public void Strings_are_escaped_only_where_they_must_be() => Assert.Equal(
        "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/<>&+`\u007f\u2028\\b\\t\\f\\r\\u001f\"",
        CanonicalJson.Of("\u20ac$\u000f\nA'B\"\\\\\"/<>&+`\u007f\u2028\b\t\f\r\u001f"));

    [Theory]
    [InlineData("{ \"b\" : [ 1 , true , null , { } ] , \"a\" : -5 }", """{"a":"-5","b":["1",true,null,{}]}""")]
    [InlineData("\"\\u0041\\/\"", "\"A/\"")]
    [InlineData("18446744073709551615", "\"18446744073709551615\"")]
    [InlineData("[]", "[]")]
    public void A_json_text_is_rewritten_in_its_one_form(string json, string canonical) => Assert.Equal(canonical, CanonicalJson.Rewrite(json));

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("-0")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    public void Floating_point_and_double_names_have_no_place(string json) => Assert.ThrowsAny<JsonException>(() => CanonicalJson.Rewrite(json));

    [Fact]
    public void A_number_is_refused_by_its_type_even_when_it_looks_whole()
    {
        object[] floating = [1.0, 1f, 1m, (Half)1, new { Rate = 1m }, new double[] { 2 }, new JsonArray(JsonValue.Create(1.0)), new JsonObject { ["a"] = 1m }];
        foreach (var one in floating) Assert.ThrowsAny<JsonException>(() => CanonicalJson.Of(one));
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.Of(DateTimeOffset.UnixEpoch));
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.Of((Standing)9));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Of(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)));
    }

    /// <summary>Else two texts would share one hash: the usual encoder writes U+FFFD for both.</summary>
    [Fact]
    public void Text_that_is_not_well_formed_is_refused()
    {
        foreach (var broken in (string[])["\ud800", "\udc00a"])
        {
            Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Of(broken));
            Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Of(JsonValue.Create(broken)));
            Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Of(new JsonObject { [broken] = 1 }));
            Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Of(new Dictionary<string, int> { [broken] = 1 }));
        }
        Assert.ThrowsAny<InvalidOperationException>(() => CanonicalJson.Rewrite("\"\\ud800\""));
    }

    [Fact]
    public void The_order_in_which_members_were_added_does_not_matter() =>
        Gen.Dictionary(Gen.String[0, 6].Where(IsWellFormed), Gen.Long)[0, 9].Sample(members =>
        {
            var forward = new JsonObject(members.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));
            var backward = new JsonObject(members.Reverse().Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));
            var text = CanonicalJson.Of(forward);
            Assert.Equal(text, CanonicalJson.Of(backward));
            Assert.Equal(text, CanonicalJson.Of(members));
            Assert.Equal(text, CanonicalJson.Rewrite(text));
            foreach (var (name, value) in members) Assert.Equal(value.ToString(), JsonNode.Parse(text)![name]!.GetValue<string>());
        });

    [Fact]
    public void The_digest_is_that_of_the_text_as_sha256sum_prints_it() =>
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("""{"桥":"1"}"""))),
            CanonicalJson.DigestOf(new Dictionary<string, int> { ["桥"] = 1 }).ToString());

    private static bool IsWellFormed(string text) => text.All(one => !char.IsSurrogate(one));
}
