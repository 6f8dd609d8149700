using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using PiCIE.Experiments.Keys;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Tests.Keys;

public sealed class CanonicalJsonTests
{
    private static readonly Gen<(string Name, double Value)[]> Members =
        Gen.Select(Gen.String[1, 8], Gen.Double.Where(double.IsFinite), (name, value) => (name, value)).Array[0, 8]
            .Select(pairs => pairs.DistinctBy(pair => pair.name).ToArray());

    [Theory]
    [InlineData("""{ "b": 1, "a": 2 }""", """{"a":2,"b":1}""")]
    [InlineData("""{ "a": null, "b": [null, 1] }""", """{"b":[null,1]}""")]
    [InlineData("""{ "B": 1, "a": 2, "Ä": 3 }""", """{"B":1,"a":2,"Ä":3}""")]
    [InlineData("[1.0, 1e0, 1.50, 5e-4, 0.0005, -0.0, 100000000000000000000]", "[1,1,1.5,0.0005,0.0005,0,1E+20]")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("""["a\"\\\u0001\n/é"]""", "[\"a\\\"\\\\\\u0001\\u000a/é\"]")]
    [InlineData("{}", "{}")]
    [InlineData("[ ]", "[]")]
    [InlineData("[true, false]", "[true,false]")]
    public void Equal_content_has_one_text(string json, string canonical) => Of(json).ShouldBe(canonical);

    [Fact]
    public void The_order_of_names_says_nothing() => Members.Sample(members =>
        Of(Object(members)) == Of(Object([.. members.Reverse()])));

    [Fact]
    public void The_canonical_text_is_its_own_canonical_text() => Members.Sample(members =>
    {
        string canonical = Of(Object(members));
        return Of(canonical) == canonical;
    });

    [Fact]
    public void A_number_reads_back_as_itself() => Gen.Double.Where(double.IsFinite).Sample(value =>
        double.Parse(CanonicalJson.Of(JsonSerializer.SerializeToElement(value)), CultureInfo.InvariantCulture).Equals(value == 0 ? 0.0 : value));

    [Fact]
    public void Another_value_has_another_key() =>
        ContentKey.Of(new { A = 1 }).ShouldNotBe(ContentKey.Of(new { A = 2 }));

    [Fact]
    public void A_key_is_the_sha256_of_the_text() =>
        ContentKey.Of(new { B = 1, A = (string?)null }).ShouldBe(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("""{"b":1}"""u8)));

    private static string Object((string Name, double Value)[] members)
    {
        JsonObject node = [];
        foreach ((string name, double value) in members)
        {
            node[name] = value;
        }

        return node.ToJsonString(StageJson.Options);
    }

    private static string Of(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return CanonicalJson.Of(document.RootElement);
    }
}
