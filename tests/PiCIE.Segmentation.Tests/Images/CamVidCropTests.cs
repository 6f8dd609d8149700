using PiCIE.Segmentation.Images;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Images;

/// <summary>Whole photographs, from the JPEG file to the evaluation crop, against recorded crops of the authors' loader.</summary>
[NeedsMaterial]
public sealed class CamVidCropTests
{
    [Fact]
    public void Crops_of_photographs_and_labels_equal_the_recorded_ones()
    {
        string fixtures = SharedMaterial.Require("reference", "fixtures");
        string data = SharedMaterial.Require("data", "camvid");
        string[] crops = Directory.GetFiles(fixtures, "*_crop128.png");
        crops.ShouldNotBeEmpty();
        foreach (string crop in crops)
        {
            string stem = Path.GetFileName(crop)[..^"_crop128.png".Length];
            string photograph = Directory.EnumerateFiles(data, stem + ".jpg", SearchOption.AllDirectories).Single();
            PillowResize.CentreCrop(PillowResize.ShortSide(PhotographFile.Read(photograph), 128), 128).Pixels
                .ShouldBe(PhotographFile.Read(crop).Pixels, stem);

            string labels = Directory.EnumerateFiles(data, stem + ".png", SearchOption.AllDirectories).Single();
            PillowResize.CentreCrop(PillowResize.NearestShortSide(LabelFile.Read(labels), 128), 128).Ids.Select(id => id == 11 ? 255 : id)
                .ShouldBe(LabelFile.Read(Path.Combine(fixtures, stem + "_label128.png")).Ids.Select(id => (int)id), stem);
        }
    }
}
