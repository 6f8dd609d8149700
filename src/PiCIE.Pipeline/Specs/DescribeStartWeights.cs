using MediatR;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Weights;

namespace PiCIE.Pipeline.Specs;

/// <summary>Asks which file a spec starts from and which network it must fit, so that a wrong file is found before anything is computed.</summary>
/// <param name="SpecText">The spec as the person wrote it.</param>
/// <param name="SpecPath">Path of its file.</param>
/// <param name="Overrides">Settings of the command line as <c>a.b=c</c>, applied in order.</param>
public sealed record DescribeStartWeights(string SpecText, string SpecPath, IReadOnlyList<string> Overrides) : IRequest<DescribedStartWeights?>;

internal sealed class DescribeStartWeightsHandler(PicieHome home) : IRequestHandler<DescribeStartWeights, DescribedStartWeights?>
{
    /// <summary>
    /// Returns the file and its network. It returns null where a network starts from random values or from the public file that is known to
    /// fit, and where the file is missing, which the plan says.
    /// </summary>
    public async Task<DescribedStartWeights?> Handle(DescribeStartWeights request, CancellationToken cancel)
    {
        try
        {
            RunSettings settings = SpecReader.Read(request.SpecText, request.SpecPath, request.Overrides).Settings;
            BackboneChoice backbone = settings.Backbone;
            string folder = Path.GetDirectoryName(Path.GetFullPath(request.SpecPath))!;
            return await StartWeights.FindAsync(home, settings, folder, cancel) is not { } weights || IsPublic(weights, backbone)
                ? null
                : new DescribedStartWeights(weights.File, new BackboneSettings(backbone.Name, backbone.Width, backbone.FeatureWidth));
        }
        catch (InvalidTextException exception)
        {
            throw SpecErrors.Of(exception, request.SpecPath);
        }
        catch (PicieException exception) when (exception.Kind == ProblemKind.Input)
        {
            // The plan says what is missing, in the order in which a person puts it right: data first.
            return null;
        }
    }

    private static bool IsPublic(StartWeights weights, BackboneChoice backbone) =>
        backbone.Width == 1 && PublicWeights.For(backbone.Name) is { } known && weights.Sha256.StartsWith(known.Sha256Prefix, StringComparison.Ordinal);
}
