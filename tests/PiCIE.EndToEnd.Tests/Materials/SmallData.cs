namespace PiCIE.EndToEnd.Tests.Materials;

/// <summary>A data set of a few small pictures with label images, its task file, and a spec that trains on it within seconds.</summary>
internal sealed class SmallData
{
    public const int Side = 48;
    private readonly PicieHomeFolder _folder;

    private SmallData(PicieHomeFolder folder) => _folder = folder;

    public string Spec => _folder["small.yaml"];

    public string Folder => _folder["pictures"];

    /// <summary>Makes it in the folder of a test.</summary>
    public static SmallData In(PicieHomeFolder folder)
    {
        SmallData data = new(folder);
        data.WriteSplit("train", 8);
        data.WriteSplit("val", 4);
        folder.Write("task.yaml", """
            schema: picie-task/1
            name: small
            classes: toy-7
            layout: folders
            splits:
              train: { images: train, labels: trainannot, list: train.txt }
              val:   { images: val,   labels: valannot,   list: val.txt }
            size:    { rule: short-side-then-centre-crop, imageFilter: pillow-bilinear, labelFilter: nearest }
            labels:  { encoding: png-index-8 }
            evaluate: { matching: hungarian, average: mean-over-defined }

            """);
        data.WriteSpec();
        return data;
    }

    /// <summary>The spec, with further lines at its end.</summary>
    public string WriteSpec(string more = "", string method = "picie", string name = "small") => _folder.Write($"{name}.yaml", $$"""
        name: {{name}}
        task: ./task.yaml
        data: ./pictures
        method: {{method}}
        backbone: { name: resnet18, width: 0.125, featureWidth: 16, weights: none }
        preprocess: { baseResolution: 40, resolution: 32 }
        seeds: [1]
        evaluate: { splits: [val] }
        {{more}}

        """);

    /// <summary>Settings of a training that takes seconds.</summary>
    public static string ShortTraining =>
        "train: { epochs: 1, batchSize: 4, k: 7, kmeans: { batchSize: 4, initialBatches: 2, groupBatches: 1, iterations: 5 } }";

    public void Photograph(string split, int index, byte[] content) => File.WriteAllBytes(PhotographPath(split, index), content);

    public void Labels(string split, int index, byte[] content) => File.WriteAllBytes(LabelPath(split, index), content);

    public string PhotographPath(string split, int index) => Path.Combine(Folder, split, $"{split}{index}.png");

    public string LabelPath(string split, int index) => Path.Combine(Folder, split + "annot", $"{split}{index}.png");

    private void WriteSplit(string split, int count)
    {
        Directory.CreateDirectory(Path.Combine(Folder, split));
        Directory.CreateDirectory(Path.Combine(Folder, split + "annot"));
        for (int index = 0; index < count; index++)
        {
            int edge = 10 + (5 * index % 30);
            Photograph(split, index, PngBytes.Photograph(Side, Side, (x, y) => x < edge
                ? ((byte)(200 - y), (byte)(60 + x), (byte)((17 * x * y) % 90))
                : ((byte)((31 * x + 7 * y) % 120), (byte)(90 + y), (byte)(220 - x))));
            Labels(split, index, PngBytes.Labels(Side, Side, (x, _) => (byte)(x < edge ? 0 : 1)));
        }

        File.WriteAllLines(Path.Combine(Folder, split + ".txt"), Enumerable.Range(0, count).Select(index => $"{split}{index}"));
    }
}
