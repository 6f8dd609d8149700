using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>The home in which the short piece of CamVid was run, its spec and its data.</summary>
public sealed class CamVidShortRun
{
    internal const string SpecName = "camvid-short.yaml";
    internal const string DataName = "camvid";
    private readonly PicieHomeFolder _folder;
    private readonly string _weights;

    private CamVidShortRun(PicieHomeFolder folder, string weights, PicieOutcome outcome)
    {
        (_folder, _weights) = (folder, weights);
        Outcome = outcome;
    }

    /// <summary>Exit status and output of the first start.</summary>
    internal PicieOutcome Outcome { get; }

    internal string Spec => _folder[SpecName];

    /// <summary>Runs the spec for the first time, with the folder of the start weights.</summary>
    internal static async Task<CamVidShortRun> StartAsync(PicieHomeFolder folder, string weights) =>
        new(folder, weights, await PicieAsync(folder, weights, "run", folder[SpecName], "--json"));

    /// <summary>Starts <c>picie</c> with the folder of the start weights.</summary>
    internal Task<PicieOutcome> PicieAsync(params string[] arguments) => PicieAsync(_folder, _weights, arguments);

    internal string[] Stems(string split) => File.ReadAllLines(Path.Combine(_folder[DataName], split + ".txt"));

    internal string LabelPath(string stem) => Path.Combine(_folder[DataName], "valannot", stem + ".png");

    private static Task<PicieOutcome> PicieAsync(PicieHomeFolder folder, string weights, params string[] arguments) =>
        folder.PicieAsync(new Dictionary<string, string> { ["PICIE_WEIGHTS"] = weights }, arguments);
}
