using PiCIE.Evaluation.Classes;
using PiCIE.Segmentation.Images;

namespace PiCIE.Segmentation.Tests.Images;

public sealed class ComparisonSheetTests
{
    private static readonly ClassColour Sky = new(1, 2, 3);

    [Fact]
    public void Panels_stand_side_by_side_unchanged()
    {
        RgbImage left = Plain(40, 30, 10), right = Plain(40, 30, 20);
        RgbImage sheet = ComparisonSheet.Draw([("photograph", left), ("prediction", right)], []);
        sheet.Width.ShouldBe(10 + 40 + 10 + 40 + 10);
        int row = sheet.Height - 10 - 1;
        At(sheet, 10, row).ShouldBe((10, 10, 10));
        At(sheet, 49, row).ShouldBe((10, 10, 10));
        At(sheet, 55, row).ShouldBe((255, 255, 255));
        At(sheet, 60, row).ShouldBe((20, 20, 20));
    }

    [Fact]
    public void The_legend_shows_every_colour_and_breaks_its_lines()
    {
        RgbImage few = ComparisonSheet.Draw([("p", Plain(200, 30, 10))], Legend(1));
        RgbImage many = ComparisonSheet.Draw([("p", Plain(200, 30, 10))], Legend(9));
        many.Height.ShouldBeGreaterThan(few.Height);
        Count(few, Sky).ShouldBe(14 * 14);
        Count(many, Sky).ShouldBe(9 * 14 * 14);
    }

    [Fact]
    public void Names_are_written_in_letters_that_can_be_read()
    {
        Drawn("Tu").ShouldBe(
        [
            "##### #   #",
            "  #   #   #",
            "  #   #   #",
            "  #   #   #",
            "  #   #   #",
            "  #   #   #",
            "  #    ### ",
        ]);
        Drawn("道").ShouldBe(Drawn("?"));
    }

    [Fact]
    public void A_sheet_without_panels_is_refused() => Should.Throw<ArgumentException>(() => ComparisonSheet.Draw([], []));

    private static (string, ClassColour)[] Legend(int count) => [.. Enumerable.Repeat(("building", Sky), count)];

    private static string[] Drawn(string text)
    {
        (int X, int Y)[] points = [.. PixelFont.Points(text)];
        return [.. Enumerable.Range(0, PixelFont.Height).Select(y =>
            string.Concat(Enumerable.Range(0, (text.Length * PixelFont.Advance) - 1).Select(x => points.Contains((x, y)) ? '#' : ' ')))];
    }

    private static RgbImage Plain(int width, int height, byte value) => new(width, height, [.. Enumerable.Repeat(value, 3 * width * height)]);

    private static (int, int, int) At(RgbImage image, int x, int y)
    {
        int place = 3 * ((y * image.Width) + x);
        return (image.Pixels[place], image.Pixels[place + 1], image.Pixels[place + 2]);
    }

    private static int Count(RgbImage image, ClassColour colour) => Enumerable.Range(0, image.Width * image.Height)
        .Count(pixel => At(image, pixel % image.Width, pixel / image.Width) == (colour.Red, colour.Green, colour.Blue));
}
