using PiCIE.Segmentation.Images;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Inference;

/// <summary>A photograph of CamVid cut as the reference runs cut it, with its label file.</summary>
internal sealed record CamVidSquare(string Stem, RgbImage Photograph, string LabelPath)
{
    /// <summary>The photographs of a split, in the order of its list.</summary>
    public static IEnumerable<CamVidSquare> Of(string split, int side)
    {
        string camvid = SharedMaterial.Require("data", "camvid");
        foreach (string line in File.ReadLines(Path.Combine(camvid, $"{split}.txt")).Where(line => line.Length > 0))
        {
            string stem = Path.GetFileNameWithoutExtension(line.Trim());
            RgbImage photograph = PhotographFile.Read(Directory.GetFiles(Path.Combine(camvid, split), stem + ".*").Single());
            yield return new CamVidSquare(
                stem, PillowResize.CentreCrop(PillowResize.ShortSide(photograph, side), side), Path.Combine(camvid, $"{split}annot", stem + ".png"));
        }
    }

    /// <summary>The class of each pixel, −1 where it is ignored.</summary>
    public int[] Classes(int ignored)
    {
        int side = Photograph.Width;
        return [.. PillowResize.CentreCrop(PillowResize.NearestShortSide(LabelFile.Read(LabelPath), side), side).Ids.Select(id => id == ignored ? -1 : id)];
    }
}
