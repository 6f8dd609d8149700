using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Keys;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Tasks;

namespace PiCIE.Experiments.Tests.Plans;

public sealed class OwnExperimentsTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "experiments");

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_experiment_of_this_repository_plans(string file)
    {
        ExperimentSpec spec = SpecReader.Read(File.ReadAllText(Path.Combine(Folder, file)), file, []);
        SegmentationTask task = BuiltInTasks.Get(spec.Settings.Task);
        PlanFacts facts = new(
            Planner.NeededSplits(spec, task).ToDictionary(split => split, split => new SplitFacts($"photographs-{split}", $"labels-{split}", 100)),
            Planner.StartFiles(spec).ToDictionary(file => file, file => file.Weights));
        Planner.Plan(spec, task, facts).Runs.Count.ShouldBe(spec.Variants.Sum(variant => variant.Seeds.Count));
    }

    [Fact]
    public void The_ready_made_experiments_are_there() =>
        Files.Select(row => row.Data).ShouldBe(
        [
            "camvid-frozen.yaml", "camvid-picie.yaml", "coco-stuff-27.yaml", "folder.yaml", "reference/camvid-frozen-tin200.yaml",
            "reference/camvid-picie-tin200.yaml", "reference/camvid-sweep-tin200.yaml", "toy.yaml",
        ]);

    [Theory]
    [InlineData("camvid-picie.yaml", "reference/camvid-picie-tin200.yaml")]
    [InlineData("camvid-frozen.yaml", "reference/camvid-frozen-tin200.yaml")]
    public void A_reference_experiment_differs_from_the_one_for_everybody_in_name_and_start_weights_alone(string file, string reference)
    {
        string[] own = Settings(file);
        Settings(reference).Except(own).Select(line => line.Split(':')[0]).ShouldBe(["name", "backbone"]);
        own.ShouldContain(line => line.Contains("weights: imagenet", StringComparison.Ordinal));
    }

    private static string[] Settings(string file) => [.. File.ReadAllLines(Path.Combine(Folder, file)).Where(line => !line.StartsWith('#'))];
}
