using System.Text.Json;
using PiCIE.Evaluation.Classes;
using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Views;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Images;

/// <summary>Photographs and labels of COCO-Stuff as the authors' evaluation loader gives them: JPEG decoding, resize, crop, mapping.</summary>
[NeedsMaterial]
public sealed class CocoLoaderTests
{
    [Fact]
    public void Pixels_of_every_class_and_the_sum_of_the_input_agree()
    {
        string data = SharedMaterial.Require("data", "cocostuff-mini");
        using JsonDocument recorded = JsonDocument.Parse(File.ReadAllText(SharedMaterial.Require("reference", "fixtures", "coco_loader.json")));
        ClassTable table = ClassTable.BuiltIn("coco-stuff-27");
        foreach (JsonElement row in recorded.RootElement.GetProperty("images").EnumerateArray())
        {
            (string? split, string? id, int side) = (row.GetProperty("split").GetString()!, row.GetProperty("id").GetString()!, row.GetProperty("res").GetInt32());
            (long[]? counts, long ignored) = Count(Path.Combine(data, "annotations", split + "2017", id + ".png"), side, table);
            counts.ShouldBe(row.GetProperty("counts").EnumerateArray().Select(count => count.GetInt64()), $"{split} {id} {side}");
            ignored.ShouldBe(row.GetProperty("unlabelled").GetInt64(), $"{split} {id} {side}");
            Sum(Path.Combine(data, "images", split + "2017", id + ".jpg"), side)
                .ShouldBe(row.GetProperty("input_sum").GetDouble(), 0.1, $"{split} {id} {side}");
        }
    }

    private static (long[] Counts, long Ignored) Count(string path, int side, ClassTable table)
    {
        LabelImage labels = PillowResize.CentreCrop(PillowResize.NearestShortSide(LabelFile.Read(path), side), side);
        long[] counts = new long[table.Count];
        long ignored = 0;
        foreach (ushort raw in labels.Ids)
        {
            int id = table.ClassOf(raw);
            id.ShouldNotBe(ClassTable.Unknown);
            if (id == ClassTable.Ignored)
            {
                ignored++;
            }
            else
            {
                counts[id]++;
            }
        }

        return (counts, ignored);
    }

    private static double Sum(string path, int side)
    {
        RgbImage square = PillowResize.CentreCrop(PillowResize.ShortSide(PhotographFile.Read(path), side), side);
        float[] values = new float[square.Pixels.Length];
        Normalisation.Apply(square.Pixels, values);
        return values.Sum(value => (double)value);
    }
}
