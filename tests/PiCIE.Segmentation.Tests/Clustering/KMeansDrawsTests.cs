using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Randomness;
using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Tests.Clustering;

/// <summary>Which numbers a clustering draws (science.md 1.5, row 9).</summary>
public sealed class KMeansDrawsTests
{
    private static readonly KMeansOptions Derived = new() { Seed = KMeansSeed.Derived };

    [Theory]
    [InlineData(1L, new long[] { 0 })]
    [InlineData(3L, new long[] { 0, 1, 2 })]
    public void A_start_seed_below_the_seed_is_one_of_the_numbers_below_it(long seed, long[] allowed)
    {
        IEnumerable<long> seen = from epoch in Enumerable.Range(0, 200) select (long)KMeansDraws.ForTraining(seed, epoch, (View)(epoch % 2), new KMeansOptions()).StartSeed;
        seen.Distinct().Order().ShouldBe(allowed);
        IEnumerable<long> fresh = from repeat in Enumerable.Range(1, 200) select (long)KMeansDraws.ForFreshClustering(seed, repeat, new KMeansOptions()).StartSeed;
        fresh.Distinct().Order().ShouldBe(allowed);
    }

    [Fact]
    public void Derived_start_seeds_differ_by_seed_epoch_and_view()
    {
        IEnumerable<uint> seeds = from seed in new long[] { 1, 2, 3 } from epoch in new long[] { 0, 1, 2 } from view in Enum.GetValues<View>() select KMeansDraws.ForTraining(seed, epoch, view, Derived).StartSeed;
        seeds.Distinct().Count().ShouldBe(18);
        KMeansDraws.ForTraining(2, 1, View.Second, Derived).StartSeed.ShouldBe(KMeansDraws.ForTraining(2, 1, View.Second, Derived).StartSeed);
    }

    [Fact]
    public void The_draws_of_a_training_never_change_from_release_to_release()
    {
        KMeansDraws.ForTraining(3, 2, View.First, Derived).ShouldBe(Recorded(0));
        KMeansDraws.ForTraining(3, 2, View.Second, Derived).ShouldBe(Recorded(1));

        static KMeansDraws Recorded(int stream) => new(
            (uint)new CounterRandom(3, 2, -1, stream, RandomPurpose.KMeansSeed).Below(0, int.MaxValue), new CounterRandom(3, 2, -1, stream, RandomPurpose.KMeansRows));
    }

    [Fact]
    public void A_fresh_repeat_shares_no_draw_with_the_epoch_of_its_number()
    {
        foreach (int number in Enumerable.Range(1, 20))
        {
            KMeansDraws fresh = KMeansDraws.ForFreshClustering(5, number, Derived);
            foreach (KMeansDraws training in Enum.GetValues<View>().Select(view => KMeansDraws.ForTraining(5, number, view, Derived)))
            {
                fresh.StartSeed.ShouldNotBe(training.StartSeed);
                fresh.Row(0).ShouldNotBe(training.Row(0));
            }
        }
    }

    [Fact]
    public void A_given_start_seed_is_taken_as_it_is()
    {
        KMeansOptions options = new() { StartSeed = 17 };
        KMeansDraws.ForTraining(3, 2, View.First, options).StartSeed.ShouldBe(17u);
        KMeansDraws.ForFreshClustering(3, 2, options).StartSeed.ShouldBe(17u);
    }

    [Fact]
    public void A_third_view_and_an_unknown_rule_have_no_draws()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => KMeansDraws.ForTraining(3, 2, (View)2, Derived));
        Should.Throw<ArgumentOutOfRangeException>(() => KMeansDraws.ForFreshClustering(3, 2, new KMeansOptions { Seed = (KMeansSeed)9 }));
    }
}
