using System.Globalization;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Pipeline.Submissions;

namespace PiCIE.Benchmarks.Engine;

/// <summary>The spec of the queue's benchmarks: runs of three stages that do nothing.</summary>
internal static class EngineSpec
{
    private const string Spec = """
        name: NAME
        task: folder
        data: ./pictures
        method: frozen
        seeds: [SEEDS]
        backbone: { weights: none }
        preprocess: { baseResolution: 64, resolution: 64 }
        cluster: { k: 5 }
        evaluate: { splits: [val] }
        """;

    /// <summary>Returns the text for some seeds in a row.</summary>
    public static string Of(int seeds, string name = "engine", int first = 1) => Spec
        .Replace("NAME", name, StringComparison.Ordinal)
        .Replace("SEEDS", string.Join(", ", Enumerable.Range(first, seeds).Select(seed => seed.ToString(CultureInfo.InvariantCulture))), StringComparison.Ordinal);

    /// <summary>Submits it.</summary>
    public static async Task<SubmittedExperiment> SubmitAsync(IServiceProvider services, string folder, string name, string person, int first, int seeds)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(
            new SubmitExperiment(Of(seeds, name, first), Path.Combine(folder, "engine.yaml"), [], person));
    }
}
