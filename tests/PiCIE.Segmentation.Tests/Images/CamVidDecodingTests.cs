using System.Text.Json;
using PiCIE.Segmentation.Images;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Images;

[NeedsMaterial]
public sealed class CamVidDecodingTests
{
    [Theory]
    [InlineData("train")]
    [InlineData("val")]
    [InlineData("test")]
    public void Label_images_have_the_stated_pixels_of_every_class(string split)
    {
        string folder = SharedMaterial.Require("data", "camvid", split + "annot");
        using JsonDocument table = JsonDocument.Parse(File.ReadAllText(SharedMaterial.Require("tasks", "camvid-11.json")));
        long[] counts = new long[256];
        foreach (string path in Directory.EnumerateFiles(folder, "*.png"))
        {
            foreach (ushort id in LabelFile.Read(path).Ids)
            {
                counts[id]++;
            }
        }

        foreach (JsonElement row in table.RootElement.GetProperty("classes").EnumerateArray())
        {
            counts[row.GetProperty("id").GetInt32()].ShouldBe(row.GetProperty("pixels").GetProperty(split).GetInt64(), row.GetProperty("key").GetString());
        }
    }
}
