using PiCIE.Evaluation;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Segmentation.Images;

namespace PiCIE.Stages.Tools;

/// <summary>
/// Opens every photograph and label image of some splits, as preprocess would, and reports counts, sizes, pixels a class and every
/// file that cannot be used. A bad file is a row of the answer.
/// </summary>
internal static class DataCheckTool
{
    /// <summary>Looks at every file.</summary>
    public static DataCheckOutput Run(StageContext context)
    {
        DataCheckToolSettings settings = context.Settings<DataCheckToolSettings>();
        string folder = context.Input(InputRoles.Data);
        return new DataCheckOutput([.. settings.Splits.Select(split => Check(context, settings, split, folder))]);
    }

    private static CheckedSplit Check(StageContext context, DataCheckToolSettings settings, string split, string folder)
    {
        SegmentationTask task = settings.Task;
        LabelDemand labels = settings.Evaluated.Contains(split, StringComparer.Ordinal) ? LabelDemand.All : LabelDemand.WhereThere;
        List<BadFile> missing = [];
        IReadOnlyList<ListedPhotograph> photographs = Photographs(task, split, folder, labels, missing);
        CheckedFile[] files = new CheckedFile[photographs.Count];
        int done = 0;
        context.Channel.Progress("checking", 0, files.Length, split);
        Parallel.For(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = context.Order.Threads, CancellationToken = context.StopNow }, index =>
        {
            files[index] = CheckedFile.Of(photographs[index], task.Classes);
            context.Channel.Progress("checking", Interlocked.Increment(ref done), files.Length, split);
        });
        return Sum(split, photographs, missing, files, task.Classes?.Count ?? 0, PhotographList.LeftOut(task, split, folder));
    }

    /// <summary>
    /// Returns the photographs of a split. Where only label images are missing they are a row of the answer, so that all else is looked at too.
    /// </summary>
    private static IReadOnlyList<ListedPhotograph> Photographs(
        SegmentationTask task, string split, string folder, LabelDemand labels, List<BadFile> missing)
    {
        try
        {
            return PhotographList.Resolve(task, split, folder, labels);
        }
        catch (TaskInputException error) when (labels == LabelDemand.All)
        {
            IReadOnlyList<ListedPhotograph> photographs = PhotographList.Resolve(task, split, folder, LabelDemand.WhereThere);
            missing.Add(new BadFile(folder, error.Hint is { } hint ? $"{error.Message}: {hint}" : error.Message));
            return photographs;
        }
    }

    private static CheckedSplit Sum(
        string split, IReadOnlyList<ListedPhotograph> photographs, IReadOnlyList<BadFile> missing, CheckedFile[] files, int classes, IReadOnlyList<LeftOutFiles> leftOut) => new(
        split,
        photographs.Count,
        photographs.Count(photograph => photograph.LabelPath is not null),
        [.. files.Select(file => file.Header).OfType<PhotographHeader>()
            .GroupBy(header => (header.Width, header.Height))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Select(group => new PhotographSize(group.Key.Width, group.Key.Height, group.Count()))],
        [.. files.Where(file => file.Header is { Orientation: not ExifOrientation.Upright })
            .GroupBy(file => file.Header!.Orientation)
            .OrderBy(group => group.Key)
            .Select(group => new TurnedPhotographs((int)group.Key, group.Count()))],
        [.. Enumerable.Range(0, classes).Select(id => files.Sum(file => file.Pixels.Length > id ? file.Pixels[id] : 0))],
        files.Sum(file => file.Ignored),
        photographs.Any(photograph => photograph.LabelPath is not null) ? photographs.Count(photograph => photograph.LabelPath is null) : 0,
        leftOut,
        [.. missing, .. files.SelectMany(file => file.Bad)]);

    /// <summary>The findings on one photograph and its label image.</summary>
    private sealed record CheckedFile(PhotographHeader? Header, long[] Pixels, long Ignored, IReadOnlyList<BadFile> Bad)
    {
        public static CheckedFile Of(ListedPhotograph listed, ClassTable? classes)
        {
            List<BadFile> bad = [];
            PhotographHeader? header = null;
            try
            {
                PhotographFile.Read(listed.ImagePath);
                header = PhotographFile.ReadHeader(listed.ImagePath);
            }
            catch (Exception error) when (IsOfTheFile(error))
            {
                bad.Add(new BadFile(listed.ImagePath, error.Message));
            }

            if (listed.LabelPath is not { } path || classes is null)
            {
                return new CheckedFile(header, [], 0, bad);
            }

            try
            {
                LabelImage labels = LabelFile.Read(path);
                if (header?.ComplaintOf(listed.ImagePath, labels, path) is { } complaint)
                {
                    bad.Add(new BadFile(path, complaint));
                }

                return Count(labels, path, classes, header, bad);
            }
            catch (Exception error) when (IsOfTheFile(error))
            {
                bad.Add(new BadFile(path, error.Message));
                return new CheckedFile(header, [], 0, bad);
            }
        }

        // A ring of links and a file that may not be read are found here, not by a run of hours.
        private static bool IsOfTheFile(Exception error) => error is ImageException or IOException or UnauthorizedAccessException;

        private static CheckedFile Count(LabelImage labels, string path, ClassTable classes, PhotographHeader? header, List<BadFile> bad)
        {
            long[] raw = new long[ushort.MaxValue + 1];
            foreach (ushort id in labels.Ids)
            {
                raw[id]++;
            }

            long[] pixels = new long[classes.Count];
            long ignored = 0;
            for (int id = 0; id < raw.Length; id++)
            {
                int known = raw[id] == 0 ? ClassTable.Ignored : classes.ClassOf(id);
                if (known >= 0)
                {
                    pixels[known] += raw[id];
                }
                else if (known == ClassTable.Ignored)
                {
                    ignored += raw[id];
                }
                else
                {
                    bad.Add(new BadFile(path, $"The value {id} occurs in {raw[id]} pixels and is no label of the class table {classes.Name}."));
                }
            }

            return new CheckedFile(header, pixels, ignored, bad);
        }
    }
}
