using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Events;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Marks;

/// <summary>Adds tags to runs and experiments, and removes them. A tag that is there, or is not, already changes nothing.</summary>
/// <param name="Names">Texts that name runs or experiments.</param>
/// <param name="Add">Tags to add.</param>
/// <param name="Remove">Tags to remove.</param>
public sealed record Tag(IReadOnlyList<string> Names, IReadOnlyList<string> Add, IReadOnlyList<string> Remove) : IRequest<MarksDocument>;

internal sealed class TagHandler(MarkChange marks) : IRequestHandler<Tag, MarksDocument>
{
    private const int MostCharacters = 100;

    public Task<MarksDocument> Handle(Tag request, CancellationToken cancel)
    {
        string[] add = [.. request.Add.Select(Checked).Distinct(StringComparer.Ordinal)];
        string[] remove = [.. request.Remove.Select(Checked).Distinct(StringComparer.Ordinal)];
        if (add.Intersect(remove, StringComparer.Ordinal).FirstOrDefault() is { } both)
        {
            throw new PicieException("bad-tag", $"The tag '{both}' is to be added and to be removed.", both, "Leave out one of them.", ProblemKind.Input);
        }

        return marks.MakeAsync(new MarkAct("tag", OthersToo: true), request.Names, (context, target, _) => ChangeAsync(context, target, add, remove, cancel), cancel);
    }

    private static async Task<IReadOnlyList<PipelineEvent>> ChangeAsync(
        PicieContext context, NamedTarget target, IReadOnlyList<string> add, IReadOnlyList<string> remove, CancellationToken cancel)
    {
        (Guid experiment, Guid? run) = (target.ExperimentId, target.RunId);
        List<string> there = run is { } id
            ? await context.RunTags.Where(row => row.RunId == id).Select(row => row.Tag).ToListAsync(cancel)
            : await context.ExperimentTags.Where(row => row.ExperimentId == experiment).Select(row => row.Tag).ToListAsync(cancel);
        string[] added = [.. add.Except(there, StringComparer.Ordinal)];
        string[] removed = [.. remove.Intersect(there, StringComparer.Ordinal)];
        if (run is { } tagged)
        {
            context.RunTags.AddRange(added.Select(tag => new RunTag { RunId = tagged, Tag = tag }));
            await context.RunTags.Where(row => row.RunId == tagged && removed.Contains(row.Tag)).ExecuteDeleteAsync(cancel);
        }
        else
        {
            context.ExperimentTags.AddRange(added.Select(tag => new ExperimentTag { ExperimentId = experiment, Tag = tag }));
            await context.ExperimentTags.Where(row => row.ExperimentId == experiment && removed.Contains(row.Tag)).ExecuteDeleteAsync(cancel);
        }

        return [.. added.Select(tag => new TagAdded(experiment, run, tag)), .. removed.Select(tag => new TagRemoved(experiment, run, tag))];
    }

    private static string Checked(string written)
    {
        string tag = written.Trim();
        return tag.Length is > 0 and <= MostCharacters && !tag.Any(char.IsControl)
            ? tag
            : throw new PicieException(
                "bad-tag", $"The tag '{UnseenCharacters.Spelled(written.Length > MostCharacters ? written[..MostCharacters] + "…" : written)}' cannot be used; a tag has 1 to {MostCharacters} characters on one line.", "tag",
                "Write what is longer as a note: picie note NAME TEXT.", ProblemKind.Input);
    }
}
