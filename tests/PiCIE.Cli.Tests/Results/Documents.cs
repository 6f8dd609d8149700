using System.Text.Json;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Tests.Results;

/// <summary>An experiment with two runs that are done and one that failed, as a document.</summary>
internal static class Documents
{
    private static readonly DateTimeOffset Submitted = new(new DateTime(2026, 11, 29, 12, 30, 0, DateTimeKind.Local));

    public static ExperimentDocument Experiment() => new(
        new ExperimentName(Guid.Parse("01930000-0000-7000-8000-0000aa00aa00"), "toy-picie"),
        [Done("seed-1", 1, 61.5, 40.25), Done("seed-2", 2, 63.5, 42.75), Failed("seed-3", 3)],
        [new SummaryDocument("c0ffee0123456789", 2, new Dictionary<string, SplitSummary> { ["val"] = new(new(62.5, 1.4142), new(41.5, 1.7678)) })]);

    /// <summary>A page of a list: a run that is done, one that goes on, one that failed.</summary>
    public static RunListDocument List() => new(
        [Listed("seed-1", 1, RunStatus.Done, 4) with { Metrics = new Dictionary<string, HeadlineMetrics> { ["val"] = new(61.5, 40.25) }, Seconds = 187 }, Listed("seed-2", 2, RunStatus.Running, 1), Listed("seed-3", 3, RunStatus.Failed, 2)],
        [],
        new PagingDocument(40, 10, 3));

    private static RunListRow Listed(string name, long seed, RunStatus status, int done) => new()
    {
        Id = Guid.Parse($"01930000-0000-7000-8000-00000000000{seed}"),
        Name = name,
        Experiment = new ExperimentName(Guid.Parse("01930000-0000-7000-8000-0000aa00aa00"), "toy-picie"),
        Status = status,
        Asked = true,
        StagesDone = done,
        StageCount = 4,
        Created = Submitted,
        ConfigId = "c0ffee0123456789",
        Seeds = new SeedsDocument(seed, seed),
        LabelsUsed = LabelUse.None,
        Metrics = new Dictionary<string, HeadlineMetrics>(),
    };

    public static RunDocument Done(string name, long seed, double accuracy, double meanIoU) => Run(name, seed, RunStatus.Done) with
    {
        Metrics = Val(accuracy, meanIoU),
        Stages =
        [
            new(StageKind.Preprocess, "aaaaaaaaaaaaaaaaaaaa", StageState.Done, true, 1, 3.25, "train", Version: 1, Started: Submitted, Worker: "host:7", Device: "cpu", Threads: 2, Program: "picie 0.1.0"),
            new(StageKind.Train, "bbbbbbbbbbbbbbbbbbbb", StageState.Done, false, 2, 187, Version: 3, Started: Submitted, Worker: "host:7", Device: "cpu", Threads: 2, Program: "picie 0.1.0", PeakMemoryBytes: 1_100_000_000),
        ],
        Artifacts = new Dictionary<string, string> { [ArtifactNames.Overlays] = $"/home/picie-data/artifacts/evaluate/{name}/overlays" },
        Curve = [new(0, 2.5, 2.25, 2.75, 0.5, 0.625, 40), new(1, 2.125, 2, 2.25, 0.375, 0.5, 41, Val(accuracy - 1, meanIoU - 1))],
    };

    private static Dictionary<string, SplitMetrics> Val(double accuracy, double meanIoU) => new()
    {
        ["val"] = new(
            accuracy, meanIoU, 0.5, 0.25,
            [
                new(accuracy - 0.5, meanIoU - 0.25, [[90, 6, 4], [0, 0, 20], [0, 0, 0]], [0, 2, 1]),
                new(accuracy + 0.5, meanIoU + 0.25, [[100, 0, 0], [0, 20, 0], [0, 0, 0]], [0, 1, -1]),
            ],
            [new(0, "sky", "sky", 71.125, 80, 1_234_567, false), new(1, "person", "person", 0, 0, 890, false), new(2, "water", "water", null, null, 0, true)]),
    };

    private static RunDocument Failed(string name, long seed) => Run(name, seed, RunStatus.Failed) with
    {
        Stages =
        [
            new(StageKind.Train, "cccccccccccccccccccc", StageState.Failed, false, 1, 0.5, Failure: new FailureDocument(FailureKind.Input, "toy-start.pth is damaged.", "Fetch it again.", "/home/picie-data/logs/a.log", false)),
        ],
    };

    private static RunDocument Run(string name, long seed, RunStatus status) => new()
    {
        Id = Guid.Parse($"01930000-0000-7000-8000-00000000000{seed}"),
        Name = name,
        Status = status,
        Asked = true,
        Created = Submitted,
        ConfigId = "c0ffee0123456789",
        Seeds = new SeedsDocument(seed, seed),
        Settings = JsonSerializer.SerializeToElement(new { method = "picie" }),
        Protocol = JsonSerializer.SerializeToElement(new { task = "toy-scenes", matching = "hungarian", splits = new[] { "val", "test" } }),
        LabelsUsed = LabelUse.None,
        Metrics = new Dictionary<string, SplitMetrics>(),
        Stages = [],
        Artifacts = new Dictionary<string, string>(),
        Curve = [],
    };
}
