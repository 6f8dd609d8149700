using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Makes the rows of lists of experiments, in two queries however many there are.</summary>
internal static class ExperimentRows
{
    public static async Task<IReadOnlyList<ExperimentRow>> OfAsync(PicieContext context, IReadOnlyList<Experiment> experiments, CancellationToken cancel)
    {
        Guid[] ids = [.. experiments.Select(row => row.Id)];
        var runs = await context.Runs.Where(run => ids.Contains(run.ExperimentId) && run.DeletedAt == null && run.SupersededById == null)
            .GroupBy(run => new { run.ExperimentId, run.Status }).Select(group => new { group.Key.ExperimentId, group.Key.Status, Count = group.Count() }).ToListAsync(cancel);
        var tags = await context.ExperimentTags.Where(tag => ids.Contains(tag.ExperimentId)).OrderBy(tag => tag.Tag).Select(tag => new { tag.ExperimentId, tag.Tag }).ToListAsync(cancel);
        return
        [
            .. experiments.Select(row => new ExperimentRow
            {
                Id = row.Id,
                Person = row.Person,
                Name = row.Name,
                Description = row.Description,
                Priority = row.Priority,
                MaxConcurrent = row.MaxConcurrent,
                Revision = row.CurrentRevision,
                Created = row.CreatedAt,
                Paused = row.PausedAt,
                Archived = row.ArchivedAt,
                Tags = [.. tags.Where(tag => tag.ExperimentId == row.Id).Select(tag => tag.Tag)],
                Runs = new SortedDictionary<RunStatus, int>(runs.Where(run => run.ExperimentId == row.Id).ToDictionary(run => run.Status, run => run.Count)),
            }),
        ];
    }
}
