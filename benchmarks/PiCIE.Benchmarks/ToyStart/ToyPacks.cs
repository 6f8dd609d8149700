using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.ToyScenes;

namespace PiCIE.Benchmarks.ToyStart;

/// <summary>Toy scenes brought to their sizes as the preprocess stage does it.</summary>
internal sealed record ToyPacks(PackReader Base, PackReader Train, PackReader Val, IReadOnlyList<ushort[]> ValLabels) : IDisposable
{
    public static ToyPacks Make(string folder, ToyStudySettings settings)
    {
        ToySceneWriter.Write(folder, new ToySceneCounts(settings.Scenes, settings.ValScenes), settings.Base, 1);
        return new ToyPacks(
            Pack(folder, "train", PackKind.Base, settings.Base),
            Pack(folder, "train", PackKind.Evaluation, settings.Resolution),
            Pack(folder, "val", PackKind.Evaluation, settings.Resolution),
            [.. Files(folder, "valannot").Select(file => PillowResize.CentreCrop(
                PillowResize.NearestShortSide(LabelFile.Read(file), settings.Resolution), settings.Resolution).Ids)]);
    }

    public void Dispose()
    {
        Base.Dispose();
        Train.Dispose();
        Val.Dispose();
    }

    private static PackReader Pack(string folder, string split, PackKind kind, int side)
    {
        string path = Path.Combine(folder, $"{split}-{kind}.pack");
        using (PackWriter writer = new(path, PackFormat.Photographs(kind, side)))
        {
            foreach (string file in Files(folder, split))
            {
                writer.Add(Path.GetFileNameWithoutExtension(file), PillowResize.CentreCrop(PillowResize.ShortSide(PhotographFile.Read(file), side), side).Pixels);
            }

            writer.Complete();
        }

        return PackReader.Open(path);
    }

    private static IEnumerable<string> Files(string folder, string split) => Directory.EnumerateFiles(Path.Combine(folder, split)).Order(StringComparer.Ordinal);
}
