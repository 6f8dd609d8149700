using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Faults.Trainings;

/// <summary>Data and specs of the trainings: a few photographs of CamVid, and toy scenes.</summary>
internal static class TrainingMaterial
{
    private const string Solution = "PiCIE.Pipeline.sln";

    /// <summary>The real stage program, as it was built beside the rig.</summary>
    public static string StageProgram => Path.Combine(Root, "src", "PiCIE.Stages", "bin", Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!, "net10.0", "picie-stage.dll");

    private static string Root { get; } = RootAbove(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Writes the spec of one training on photographs of CamVid, with the photographs beside it.</summary>
    /// <param name="folder">Folder that takes them.</param>
    /// <param name="camVid">Folder of the photographs.</param>
    /// <param name="weights">File of the start weights.</param>
    /// <param name="epochs">Number of epochs.</param>
    public static string WriteCamVid(string folder, string camVid, string weights, int epochs)
    {
        Take(camVid, folder, "train", 16);
        Take(camVid, folder, "val", 4);
        return WriteSpec(folder, $$"""
            name: camvid
            task: camvid-11
            data: ./camvid
            method: picie
            backbone: { name: resnet18, weights: {{weights}} }
            preprocess: { baseResolution: 96, resolution: 64 }
            train: { epochs: {{epochs}}, batchSize: 8, learningRate: 5e-4, k: 11, threads: 1, kmeans: { batchSize: 8, initialBatches: 2, groupBatches: 1, iterations: 5 } }
            cluster: { k: 11, threads: 1 }
            evaluate: { splits: [val], threads: 1 }
            """);
    }

    /// <summary>Writes the spec of trainings on toy scenes, one a seed, and draws the scenes.</summary>
    /// <param name="folder">Folder that takes them.</param>
    /// <param name="trainings">Number of trainings.</param>
    /// <param name="epochs">Number of epochs of each.</param>
    public static async Task<string> WriteToysAsync(string folder, int trainings, int epochs)
    {
        PicieHome home = PicieHome.From(name => name == "PICIE_STAGE" ? StageProgram : null, folder);
        ToyToolSettings scenes = new() { Train = 48, Val = 4, Test = 0, Size = 64, Seed = 1 };
        await new StageTool(home).RunAsync(ToolKinds.Toy, StageJson.ToElement(scenes), new Dictionary<string, string>(), Path.Combine(folder, "scenes"), SilentObserver.Instance, default);
        return WriteSpec(folder, $$"""
            name: toys
            task: toy
            data: ./scenes
            method: picie
            backbone: { name: resnet18, width: 0.25, featureWidth: 32, weights: none }
            preprocess: { baseResolution: 64, resolution: 64 }
            train: { epochs: {{epochs}}, batchSize: 4, learningRate: 1e-3, threads: 1, kmeans: { batchSize: 4, initialBatches: 2, groupBatches: 1, iterations: 5 } }
            cluster: { threads: 1 }
            evaluate: { splits: [val], threads: 1 }
            seeds: [{{string.Join(", ", Enumerable.Range(1, trainings))}}]
            """);
    }

    private static string WriteSpec(string folder, string text)
    {
        string file = Path.Combine(folder, "spec.yaml");
        File.WriteAllText(file, text + "\n");
        return file;
    }

    private static void Take(string camVid, string folder, string split, int count)
    {
        string data = Path.Combine(folder, "camvid");
        string[] stems = [.. File.ReadLines(Path.Combine(camVid, $"{split}.txt")).Where(line => line.Length > 0).Take(count)];
        foreach ((string pictures, string ending) in new[] { (split, ".jpg"), ($"{split}annot", ".png") })
        {
            Directory.CreateDirectory(Path.Combine(data, pictures));
            foreach (string stem in stems)
            {
                File.WriteAllBytes(Path.Combine(data, pictures, stem + ending), File.ReadAllBytes(Path.Combine(camVid, pictures, stem + ending)));
            }
        }

        File.WriteAllLines(Path.Combine(data, $"{split}.txt"), stems);
    }

    private static string RootAbove(DirectoryInfo? folder) => folder is null
        ? throw new DirectoryNotFoundException($"{Solution} stands in no folder above {AppContext.BaseDirectory}")
        : File.Exists(Path.Combine(folder.FullName, Solution)) ? folder.FullName : RootAbove(folder.Parent);
}
