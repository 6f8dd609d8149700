using PiCIE.Segmentation.Randomness;
using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Tests.Randomness;

public sealed class CounterRandomTests
{
    [Fact]
    public void Numbers_never_change_from_release_to_release()
    {
        CounterRandom random = new(1, 2, 3, 1, RandomPurpose.Photometric);
        random.Bits(0).ShouldBe(FirstBits);
        new CounterRandom(1, 2, 3, 1, RandomPurpose.Photometric).Bits(0).ShouldBe(FirstBits);
    }

    [Fact]
    public void Each_part_of_the_key_matters()
    {
        ulong[] first =
        [
            new CounterRandom(1, 1, 1, 1, RandomPurpose.Photometric).Bits(0),
            new CounterRandom(2, 1, 1, 1, RandomPurpose.Photometric).Bits(0),
            new CounterRandom(1, 2, 1, 1, RandomPurpose.Photometric).Bits(0),
            new CounterRandom(1, 1, 2, 1, RandomPurpose.Photometric).Bits(0),
            new CounterRandom(1, 1, 1, 2, RandomPurpose.Photometric).Bits(0),
            new CounterRandom(1, 1, 1, 1, RandomPurpose.Geometric).Bits(0),
            new CounterRandom(1, 1, 1, 1, RandomPurpose.Photometric).Bits(1),
        ];
        first.Distinct().Count().ShouldBe(first.Length);
    }

    [Fact]
    public void Uniform_numbers_fill_the_unit_interval_evenly()
    {
        CounterRandom random = new(7, 0, -1, 0, RandomPurpose.EpochOrder);
        double[] numbers = [.. Enumerable.Range(0, 20_000).Select(i => random.Uniform(i))];
        numbers.ShouldAllBe(number => number >= 0 && number < 1);
        numbers.Average().ShouldBe(0.5, 0.01);
        numbers.Count(number => number < 0.1).ShouldBeInRange(1800, 2200);
    }

    [Fact]
    public void The_numbers_of_the_purposes_never_change() => Enum.GetValues<RandomPurpose>().Select(purpose => ((int)purpose, purpose)).ShouldBe(
    [
        (1, RandomPurpose.EpochOrder),
        (2, RandomPurpose.TrainingOrder),
        (3, RandomPurpose.Photometric),
        (4, RandomPurpose.Geometric),
        (6, RandomPurpose.KMeansRows),
        (7, RandomPurpose.FreshClusteringOrder),
        (8, RandomPurpose.KMeansSeed),
        (9, RandomPurpose.FreshKMeansRows),
        (10, RandomPurpose.FreshKMeansSeed),
    ]);

    [Fact]
    public void An_epoch_sees_every_photograph_once_in_an_order_of_its_own()
    {
        int[] order = EpochOrder.Permutation(1, 1, 367);
        order.Order().ShouldBe(Enumerable.Range(0, 367));
        EpochOrder.Permutation(1, 2, 367).ShouldNotBe(order);
        EpochOrder.TrainingOrder(1, 1, 367).ShouldNotBe(order);
        EpochOrder.Permutation(1, 1, 367).ShouldBe(order);
    }

    [Fact]
    public void Draws_stay_in_their_ranges()
    {
        ViewSettings settings = new(64, 32);
        for (int image = 0; image < 500; image++)
        {
            ViewDraws draws = ViewDraws.For(1, 1, image, settings);
            draws.View1.ShouldNotBe(draws.View2);
            draws.View1.BrightnessFactor.ShouldBeInRange(0.7, 1.3);
            draws.View1.HueShift.ShouldBeInRange(-0.1, 0.1);
            draws.View2.Steps(settings.Photometric with { BlurSigma = BlurSigma.Uniform, BlurProbability = 1 }).BlurSigma!.Value.ShouldBeInRange(0.1, 2);
            draws.View2.Steps(settings.Photometric).Grey.ShouldBeFalse();
            draws.Geometric.Scale.ShouldBeInRange(0.5, 1);
        }
    }

    [Fact]
    public void Grey_comes_with_its_probability_once_switched_on()
    {
        PhotometricSettings settings = new() { Grey = true };
        Enumerable.Range(0, 5000).Count(image => PhotometricDraw.For(1, 1, image, View.First, settings).Steps(settings).Grey).ShouldBeInRange(880, 1120);
    }

    [Fact]
    public void Photometric_draws_of_a_view_never_change_from_release_to_release()
    {
        PhotometricSettings settings = new();
        PhotometricDraw.For(1, 2, 3, View.First, settings).BrightnessP.ShouldBe(new CounterRandom(1, 2, 3, 1, RandomPurpose.Photometric).Uniform(0));
        PhotometricDraw.For(1, 2, 3, View.Second, settings).BrightnessP.ShouldBe(new CounterRandom(1, 2, 3, 2, RandomPurpose.Photometric).Uniform(0));
    }

    [Fact]
    public void A_third_view_has_no_draws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => PhotometricDraw.For(1, 1, 1, (View)2, new PhotometricSettings()));

    private const ulong FirstBits = 3613973572270573407;
}
