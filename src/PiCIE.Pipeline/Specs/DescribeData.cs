using MediatR;
using PiCIE.Evaluation;
using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Specs;
using PiCIE.Pipeline.DataSets;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Specs;

/// <summary>Asks which task and which folder a spec means. Nothing is changed, and no photograph is opened.</summary>
/// <param name="SpecText">The spec as the person wrote it.</param>
/// <param name="SpecPath">Path of its file.</param>
/// <param name="Overrides">Settings of the command line as <c>a.b=c</c>, applied in order.</param>
public sealed record DescribeData(string SpecText, string SpecPath, IReadOnlyList<string> Overrides) : IRequest<DescribedData>;

internal sealed class DescribeDataHandler(PicieHome home, OpenDatabase database) : IRequestHandler<DescribeData, DescribedData>
{
    public async Task<DescribedData> Handle(DescribeData request, CancellationToken cancel)
    {
        string specFolder = Path.GetDirectoryName(Path.GetFullPath(request.SpecPath))!;
        try
        {
            ExperimentSpec spec = SpecReader.Read(request.SpecText, request.SpecPath, request.Overrides);
            SegmentationTask declared = TaskFinder.Find(spec.Settings.Task, specFolder);
            await using PicieContext context = await database.OpenToReadAsync(cancel);
            string folder = await DataFolder.FindAsync(context, home, spec.Settings.Data, specFolder, cancel);
            SegmentationTask task = FolderClasses.Bind(declared, folder);
            return new DescribedData(task, folder, Planner.NeededSplits(spec, task), Planner.EvaluatedSplits(spec));
        }
        catch (InvalidTextException exception)
        {
            throw SpecErrors.Of(exception, request.SpecPath);
        }
        catch (TaskInputException exception)
        {
            throw SpecErrors.Of(exception, request.SpecPath);
        }
    }
}
