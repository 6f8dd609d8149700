using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Segmentation.Images;
using PiCIE.Stages.Tests.Runs;

namespace PiCIE.Stages.Tests.Tools;

/// <summary>What <c>picie data check</c> finds in photographs and label images as people have them.</summary>
public sealed class DataCheckToolTests : IDisposable
{
    private const int Width = 48;
    private const int Height = 32;

    private readonly string _data = Directory.CreateTempSubdirectory("picie-check-").FullName;

    public DataCheckToolTests()
    {
        Directory.CreateDirectory(Path.Combine(_data, "val"));
        Directory.CreateDirectory(Path.Combine(_data, "valannot"));
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void Photographs_that_are_stored_turned_are_counted_by_orientation()
    {
        Photograph("a", orientation: 1, labelWidth: Width, labelHeight: Height);
        Photograph("b", orientation: 3, labelWidth: Width, labelHeight: Height);
        Photograph("c", orientation: 6, labelWidth: Height, labelHeight: Width);
        Photograph("d", orientation: 6, labelWidth: Height, labelHeight: Width);

        CheckedSplit split = Check();

        split.Bad.ShouldBeEmpty();
        split.Turned.ShouldBe([new TurnedPhotographs(3, 1), new TurnedPhotographs(6, 2)]);
        split.Sizes.ShouldBe([new PhotographSize(Height, Width, 2), new PhotographSize(Width, Height, 2)]);
    }

    [Fact]
    public void Labels_on_the_stored_pixels_of_a_turned_photograph_are_bad_with_the_orientation()
    {
        Photograph("a", orientation: 8, labelWidth: Width, labelHeight: Height);

        BadFile bad = Check().Bad.Single();

        bad.File.ShouldBe(LabelPath("a"));
        bad.Sentence.ShouldContain("EXIF orientation 8 (48×32 as stored)");
    }

    [Fact]
    public void A_strip_of_one_pixel_is_a_photograph()
    {
        PngFile.WriteRgb(Path.Combine(_data, "val", "strip.png"), new RgbImage(1, 2000, new byte[6000]));
        PngFile.WriteIds(LabelPath("strip"), 1, 2000, new byte[2000]);

        Check().Bad.ShouldBeEmpty();
    }

    [Fact]
    public void Ids_of_16_bits_are_compared_with_the_class_table()
    {
        ushort[] ids = new ushort[Width * Height];
        ids.AsSpan(0, 5).Fill(1000);
        Photograph("a", orientation: 1, labelWidth: Width, labelHeight: Height);
        PngFile.WriteIds(LabelPath("a"), Width, Height, ids);

        Check().Bad.Single().Sentence.ShouldBe("The value 1000 occurs in 5 pixels and is no label of the class table camvid-11.");
    }

    private CheckedSplit Check()
    {
        SegmentationTask task = new()
        {
            Name = "phone",
            Classes = ClassTable.BuiltIn("camvid-11"),
            Layout = TaskLayout.Folders,
            Splits = new Dictionary<string, TaskSplit> { ["val"] = new("val", "valannot") },
        };
        StageRun run = StageRun.Of(TinyOrders.Of(ToolKinds.DataCheck, new DataCheckToolSettings { Task = task, Splits = ["val"], Evaluated = ["val"] }, _data, ("data", _data)));
        return StageJson.FromElement<DataCheckOutput>(run.Result.Output).Splits.Single();
    }

    private void Photograph(string name, byte orientation, int labelWidth, int labelHeight)
    {
        byte[] plain = JpegFile.Encode(new RgbImage(Width, Height, new byte[3 * Width * Height]), 90);
        byte[] metadata =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        File.WriteAllBytes(Path.Combine(_data, "val", name + ".jpg"), [.. plain[..2], .. metadata, .. plain[2..]]);
        PngFile.WriteIds(LabelPath(name), labelWidth, labelHeight, new byte[labelWidth * labelHeight]);
    }

    private string LabelPath(string name) => Path.Combine(_data, "valannot", name + ".png");
}
