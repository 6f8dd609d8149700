using PiCIE.Evaluation.Classes;
using PiCIE.Segmentation.Images;

namespace PiCIE.Segmentation.Tests.Images;

public sealed class ColourOverlayTests
{
    private static readonly ClassColour[] Colours = [new(255, 0, 0), new(0, 0, 255)];
    private static readonly RgbImage Photograph = new(2, 2, [100, 100, 100, 100, 100, 100, 100, 100, 100, 10, 20, 30]);

    [Fact]
    public void Pixels_are_mixed_with_the_colour_of_their_id() =>
        ColourOverlay.Draw(Photograph, [0, 1, 0, 1], Colours).Pixels.ShouldBe([178, 50, 50, 50, 50, 178, 178, 50, 50, 5, 10, 143]);

    [Fact]
    public void Pixels_without_colour_show_the_photograph() =>
        ColourOverlay.Draw(Photograph, [-1, -1, 2, -1], Colours).Pixels.ShouldBe(Photograph.Pixels);

    [Fact]
    public void Full_opacity_is_the_colour_alone() =>
        ColourOverlay.Draw(Photograph, [0, 0, 0, 0], Colours, opacity: 1).Pixels.ShouldBe([255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0]);

    [Fact]
    public void One_id_a_pixel_is_required() =>
        Should.Throw<ArgumentException>(() => ColourOverlay.Draw(Photograph, [0, 1, 0], Colours)).Message.ShouldContain("2×2");
}
