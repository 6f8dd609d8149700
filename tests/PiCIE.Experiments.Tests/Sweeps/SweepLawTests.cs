using CsCheck;

namespace PiCIE.Experiments.Tests.Sweeps;

/// <summary>A sweep is what somebody would get who submitted one spec for each combination, however its keys are ordered and written.</summary>
public sealed class SweepLawTests
{
    private static readonly Gen<((string Key, (string One, string Other)[] Values)[] Keys, bool Nested, bool Block, bool Other)> Written =
        Gen.Select(
            Gen.Shuffle(WrittenSweep.Keys).SelectMany(keys => Gen.Int[1, 4].SelectMany(count => Gen.Int[1, 3].Select(values =>
                keys.Take(count).Select(key => (key.Key, key.Values.Take(values).ToArray())).ToArray()))),
            Gen.Bool, Gen.Bool, Gen.Bool);

    [Fact]
    public void A_grid_is_the_product_of_its_lists() => Written.Sample(written =>
    {
        string[] runs = WrittenSweep.Settings(WrittenSweep.Base + TextOf(written));

        string[] product = [.. Product([.. written.Keys.Select(key => (key.Key, key.Values.Select(value => value.One).ToArray()))]).Select(WrittenSweep.Single)];

        // Nested keys stand beside their neighbours, so that their order is another one.
        runs.ShouldBe(product, ignoreOrder: written.Nested, TextOf(written));
    });

    [Fact]
    public void Neither_the_order_of_keys_nor_the_notation_changes_the_runs() => Gen.Select(Written, Gen.Bool, Gen.Bool, Gen.Bool).Sample((written, nested, block, other) =>
    {
        string[] runs = WrittenSweep.Settings(WrittenSweep.Base + TextOf(written));

        string again = TextOf(([.. written.Keys.Reverse()], nested, block, other));
        WrittenSweep.Settings(WrittenSweep.Base + again).Order().ShouldBe(runs.Order(), again);
    });

    [Fact]
    public void A_condition_takes_a_key_away_where_it_is_not_met_and_what_is_equal_then_is_one() => Written
        .Where(written => written.Keys.Length > 1)
        .Sample(written =>
        {
            (string key, string other, string[] met) = (written.Keys[0].Key, written.Keys[^1].Key, [.. written.Keys[^1].Values.Take(1).Select(value => value.Other)]);
            string text = TextOf(written);
            string when = $"when: {{ {key}: {{ {other}: [{string.Join(", ", met)}] }} }}";

            string[] runs = WrittenSweep.Settings(
                WrittenSweep.Base + (written.Block ? $"{text}  {when}\n" : text.Insert(text.LastIndexOf(" }\n", StringComparison.Ordinal), $", {when}")));

            string first = written.Keys[^1].Values[0].One;
            string[] product =
            [
                .. Product([.. written.Keys.Select(one => (one.Key, one.Values.Select(value => value.One).ToArray()))])
                    .Select(values => values.Where(value => value.Key != key || values.Contains((other, first))))
                    .DistinctBy(values => string.Join(' ', values)).Select(WrittenSweep.Single),
            ];
            runs.Order().ShouldBe(product.Order(), text + when);
        });

    [Fact]
    public void A_list_is_its_items() => Written.Sample(written =>
    {
        (string Key, string Value)[][] items = [.. Product([.. written.Keys.Select(key => (key.Key, key.Values.Select(value => value.One).ToArray()))])];
        string list = string.Join(", ", items.Select(item => $"{{ {string.Join(", ", item.Select(value => $"{value.Key}: {value.Value}"))} }}"));

        WrittenSweep.Settings($"{WrittenSweep.Base}sweep: {{ list: [{list}] }}\n").ShouldBe(items.Select(WrittenSweep.Single));
    });

    private static string TextOf(((string Key, (string One, string Other)[] Values)[] Keys, bool Nested, bool Block, bool Other) written) => WrittenSweep.Grid(
        written.Keys.Select(key => (key.Key, key.Values.Select(value => written.Other ? value.Other : value.One).ToArray())), written.Nested, written.Block);

    /// <summary>The combinations, of which the last key varies fastest.</summary>
    private static IEnumerable<(string Key, string Value)[]> Product(IReadOnlyList<(string Key, string[] Values)> keys) => keys.Aggregate(
        (IEnumerable<(string, string)[]>)[[]], (all, key) => all.SelectMany(one => key.Values.Select(value => ((string, string)[])[.. one, (key.Key, value)])));
}
