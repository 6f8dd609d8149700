using PiCIE.Evaluation.Layouts;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Segmentation.Images;

namespace PiCIE.Stages.Tools;

/// <summary>Opens every label image of some folders and reports which ids occur and how they are stored, so that a class table can be drafted.</summary>
internal static class DataInitTool
{
    /// <summary>Looks at every label image.</summary>
    public static DataInitOutput Run(StageContext context)
    {
        string root = context.Input(InputRoles.Data);
        string[] files =
        [
            .. context.Settings<DataInitToolSettings>().LabelFolders.Distinct(StringComparer.Ordinal)
                .SelectMany(folder => ImageFolder.Files(Path.Combine([root, .. folder.Split('/')]), ImageFolder.LabelExtensions)),
        ];
        SeenLabels[] seen = new SeenLabels[files.Length];
        int done = 0;
        context.Channel.Progress("looking", 0, files.Length, "label images");
        Parallel.For(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = context.Order.Threads, CancellationToken = context.StopNow }, index =>
        {
            seen[index] = SeenLabels.Of(files[index]);
            context.Channel.Progress("looking", Interlocked.Increment(ref done), files.Length, "label images");
        });
        return Sum(seen);
    }

    private static DataInitOutput Sum(SeenLabels[] seen) => new(
        seen.Count(one => one.Bad is null),
        [.. seen.SelectMany(one => one.Pixels.Select(pair => (pair.Key, pair.Value, one.Path))).GroupBy(id => id.Key).OrderBy(group => group.Key)
            .Select(group => new FoundId(group.Key, group.Sum(id => id.Value), group.Count()) { OnlyIn = group.Count() == 1 ? group.First().Path : null })],
        [.. seen.Select(one => one.Look?.Encoding).OfType<string>().GroupBy(name => name).OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => new FoundEncoding(group.Key, group.Count()))],
        [.. seen.Where(one => one.Size is not null).GroupBy(one => one.Size!.Value).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Select(group => new PhotographSize(group.Key.Width, group.Key.Height, group.Count()))],
        seen.Select(one => one.Look?.Palette).FirstOrDefault(palette => palette is { Count: > 0 }) ?? [],
        [.. seen.Select(one => one.Bad).OfType<BadFile>()]);

    /// <summary>The findings on one label image.</summary>
    private sealed record SeenLabels(string Path, PngLook? Look, (int Width, int Height)? Size, IReadOnlyDictionary<int, long> Pixels, BadFile? Bad)
    {
        public static SeenLabels Of(string path)
        {
            try
            {
                PngLook? look = PngLook.Of(path);
                LabelImage labels = LabelFile.Read(path);
                return new SeenLabels(path, look, (labels.Width, labels.Height), Counted(labels), Bad: null);
            }
            catch (Exception error) when (error is ImageException or IOException or UnauthorizedAccessException)
            {
                return new SeenLabels(path, Look: null, Size: null, new Dictionary<int, long>(), new BadFile(path, error.Message));
            }
        }

        private static Dictionary<int, long> Counted(LabelImage labels)
        {
            long[] raw = new long[ushort.MaxValue + 1];
            foreach (ushort id in labels.Ids)
            {
                raw[id]++;
            }

            return Enumerable.Range(0, raw.Length).Where(id => raw[id] > 0).ToDictionary(id => id, id => raw[id]);
        }
    }
}
