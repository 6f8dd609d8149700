using MediatR;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Weights;

namespace PiCIE.Pipeline.Specs;

/// <summary>Asks which files the runs of a spec start from and which networks they must fit, so that a wrong file is found before anything is computed.</summary>
/// <param name="SpecText">The spec as the person wrote it.</param>
/// <param name="SpecPath">Path of its file.</param>
/// <param name="Overrides">Settings of the command line as <c>a.b=c</c>, applied in order.</param>
public sealed record DescribeStartWeights(string SpecText, string SpecPath, IReadOnlyList<string> Overrides) : IRequest<IReadOnlyList<DescribedStartWeights>>;

internal sealed class DescribeStartWeightsHandler(PicieHome home) : IRequestHandler<DescribeStartWeights, IReadOnlyList<DescribedStartWeights>>
{
    /// <summary>
    /// Returns each file with each network that starts from it. It leaves out networks that start from random values or from the public file
    /// that is known to fit, and returns nothing where a file is missing, which the plan says.
    /// </summary>
    public async Task<IReadOnlyList<DescribedStartWeights>> Handle(DescribeStartWeights request, CancellationToken cancel)
    {
        try
        {
            ExperimentSpec spec = SpecReader.Read(request.SpecText, request.SpecPath, request.Overrides);
            string folder = Path.GetDirectoryName(Path.GetFullPath(request.SpecPath))!;
            IReadOnlyDictionary<StartFile, StartWeights> found = await StartWeights.FindAllAsync(home, Planner.StartFiles(spec), folder, cancel);
            return
            [
                .. spec.Variants.Where(variant => StartFile.Of(variant.Settings) is not null)
                    .Select(variant => (Weights: found[StartFile.Of(variant.Settings)!], variant.Settings.Backbone))
                    .Where(start => !IsPublic(start.Weights, start.Backbone))
                    .Select(start => new DescribedStartWeights(
                        start.Weights.File, new BackboneSettings(start.Backbone.Name, start.Backbone.Width, start.Backbone.FeatureWidth)))
                    .Distinct(),
            ];
        }
        catch (InvalidTextException exception)
        {
            throw SpecErrors.Of(exception, request.SpecPath);
        }
        catch (PicieException exception) when (exception.Kind == ProblemKind.Input)
        {
            // The plan says what is missing, in the order in which a person puts it right: data first.
            return [];
        }
    }

    private static bool IsPublic(StartWeights weights, BackboneChoice backbone) =>
        backbone.Width == 1 && PublicWeights.For(backbone.Name) is { } known && weights.Sha256.StartsWith(known.Sha256Prefix, StringComparison.Ordinal);
}
