using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Asks how far an experiment is, and for the texts that were submitted under its name.</summary>
/// <param name="Person">Name of the person who submitted it.</param>
/// <param name="Name">Its name.</param>
public sealed record ShowOverview(string Person, string Name) : IRequest<OverviewDocument>;

/// <summary>An experiment as a whole.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Stages">Numbers of its stages by kind and state; a stage that several of its runs have counts once.</param>
/// <param name="Revisions">The texts that were submitted, the newest first.</param>
/// <param name="Notes">Notes on the experiment, the oldest first.</param>
public sealed record OverviewDocument(
    ExperimentRow Experiment, IReadOnlyList<StageCount> Stages, IReadOnlyList<RevisionDocument> Revisions, IReadOnlyList<NoteDocument> Notes);

/// <summary>Number of stages.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="State">Their state.</param>
/// <param name="Count">The number.</param>
public sealed record StageCount(StageKind Kind, StageState State, int Count);

/// <summary>A text that was submitted.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">The spec, verbatim.</param>
/// <param name="Overrides">Settings that were given beside it, in order.</param>
/// <param name="Created">Time when it was first submitted (UTC).</param>
public sealed record RevisionDocument(int Number, string Text, IReadOnlyList<string> Overrides, DateTimeOffset Created);

internal sealed class ShowOverviewHandler(OpenDatabase database) : IRequestHandler<ShowOverview, OverviewDocument>
{
    public async Task<OverviewDocument> Handle(ShowOverview request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        Experiment experiment = await context.Experiments.AsNoTracking().SingleOrDefaultAsync(row => row.Person == request.Person && row.Name == request.Name, cancel)
            ?? throw new PicieException(
                "no-experiment", $"There is no experiment '{request.Person}/{request.Name}'.", null, "The list of experiments shows those that there are.", ProblemKind.NotFound);
        IQueryable<Guid> runs = context.Runs.Where(run => run.ExperimentId == experiment.Id && run.DeletedAt == null && run.SupersededById == null).Select(run => run.Id);
        IQueryable<Guid> its = context.RunStages.Where(link => runs.Contains(link.RunId)).Select(link => link.StageId);
        var stages = await context.Stages.Where(stage => its.Contains(stage.Id)).GroupBy(stage => new { stage.Kind, stage.State })
            .Select(group => new { group.Key.Kind, group.Key.State, Count = group.Count() }).ToListAsync(cancel);
        List<SpecRevision> revisions = await context.SpecRevisions.AsNoTracking().Where(row => row.ExperimentId == experiment.Id).OrderByDescending(row => row.Number).ToListAsync(cancel);
        List<Note> notes = await context.Notes.AsNoTracking().Where(note => note.ExperimentId == experiment.Id && note.RunId == null).OrderBy(note => note.Id).ToListAsync(cancel);
        return new OverviewDocument(
            (await ExperimentRows.OfAsync(context, [experiment], cancel))[0],
            [.. stages.OrderBy(one => one.Kind).ThenBy(one => one.State).Select(one => new StageCount(one.Kind, one.State, one.Count))],
            [.. revisions.Select(row => new RevisionDocument(row.Number, row.Text, JsonSerializer.Deserialize<string[]>(row.Overrides)!, row.CreatedAt))],
            [.. notes.Select(note => new NoteDocument(note.Id, note.Person, note.CreatedAt, note.Text))]);
    }
}
