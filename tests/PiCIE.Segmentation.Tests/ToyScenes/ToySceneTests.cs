using PiCIE.Evaluation.Classes;
using PiCIE.Segmentation.ToyScenes;

namespace PiCIE.Segmentation.Tests.ToyScenes;

public sealed class ToySceneTests
{
    private const int Classes = 7;
    private const int Levels = 8;

    [Fact]
    public void The_same_arguments_draw_the_same_bytes()
    {
        (ToyScene? first, ToyScene? again) = (ToyScene.Draw(5, 3, 96, 64), ToyScene.Draw(5, 3, 96, 64));
        again.Photograph.ShouldBe(first.Photograph);
        again.Labels.ShouldBe(first.Labels);
    }

    [Theory]
    [InlineData(5, 4)]
    [InlineData(6, 3)]
    public void Another_seed_or_number_draws_another_scene(long seed, long number) =>
        ToyScene.Draw(seed, number, 96, 64).Photograph.ShouldNotBe(ToyScene.Draw(5, 3, 96, 64).Photograph);

    [Fact]
    public void Every_class_takes_a_fair_share_of_the_pixels()
    {
        long[] pixels = new long[Classes];
        foreach (ToyScene scene in Scenes(0, 40))
        {
            foreach (byte label in scene.Labels)
            {
                pixels[label]++;
            }
        }

        pixels.ShouldAllBe(count => count > 0.03 * pixels.Sum());
    }

    [Fact]
    public void Labels_are_the_class_ids_of_the_table_toy_7()
    {
        ClassTable table = ClassTable.BuiltIn("toy-7");
        foreach (ToyClass shown in Enum.GetValues<ToyClass>())
        {
            table.Classes.Single(entry => entry.Id == (int)shown).Key.ShouldBe(shown.ToString().ToLowerInvariant());
        }
    }

    [Fact]
    public void Colour_alone_does_not_tell_the_classes_apart()
    {
        // The best that colour can do: to each cell of the colour cube the class that most of its pixels have in other scenes.
        int[,] counts = new int[Levels * Levels * Levels, Classes];
        foreach (ToyScene scene in Scenes(0, 80))
        {
            ForEachPixel(scene, (cell, label) => counts[cell, label]++);
        }

        long right = 0, all = 0;
        foreach (ToyScene scene in Scenes(80, 20))
        {
            ForEachPixel(scene, (cell, label) =>
            {
                all++;
                right += Enumerable.Range(0, Classes).MaxBy(candidate => counts[cell, candidate]) == label ? 1 : 0;
            });
        }

        ((double)right / all).ShouldBeLessThan(0.6);
    }

    [Theory]
    [InlineData(31, 64)]
    [InlineData(64, 31)]
    public void A_scene_below_32_pixels_is_refused(int width, int height) =>
        Should.Throw<ArgumentOutOfRangeException>(() => ToyScene.Draw(1, 1, width, height));

    private static IEnumerable<ToyScene> Scenes(int first, int count) =>
        Enumerable.Range(first, count).Select(number => ToyScene.Draw(1, number, 96, 64));

    private static void ForEachPixel(ToyScene scene, Action<int, int> use)
    {
        for (int pixel = 0; pixel < scene.Labels.Length; pixel++)
        {
            Span<byte> colour = scene.Photograph.AsSpan(3 * pixel, 3);
            use((((colour[0] * Levels / 256 * Levels) + (colour[1] * Levels / 256)) * Levels) + (colour[2] * Levels / 256), scene.Labels[pixel]);
        }
    }
}
