using System.Globalization;
using System.Text.Json;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;
using PiCIE.Stages.Failures;

namespace PiCIE.Stages.Tools;

/// <summary>Writes network, statistics, centroids and class names of a run into one safetensors file (docs/model-export.md).</summary>
internal static class ModelExportTool
{
    private const string ClassesOfClusters = "cluster_classes";

    /// <summary>Writes the file.</summary>
    /// <param name="context">The order.</param>
    /// <exception cref="WeightsException">A file of the run is damaged.</exception>
    /// <exception cref="StageInputException">The matching belongs to other centroids.</exception>
    public static ModelExportOutput Run(StageContext context)
    {
        ModelExportToolSettings settings = context.Settings<ModelExportToolSettings>();
        PredictorFiles files = PredictorFiles.Read(context);
        NamedTensors model = new();
        foreach ((string name, HostTensor value) in files.Network)
        {
            model.Add(name, value);
        }

        model.Add(NetworkFiles.RepeatName, NetworkFiles.ToTensor(files.Centroids));
        files.Backbone.WriteTo(model);
        model.Metadata[ModelExportToolSettings.FormatKey] = ModelExportToolSettings.Format;
        model.Metadata["run"] = settings.Run.ToString();
        model.Metadata["runName"] = settings.RunName;
        model.Metadata["task"] = settings.Task.Name;
        model.Metadata["resolution"] = settings.Resolution.ToString(CultureInfo.InvariantCulture);
        model.Metadata["evalScore"] = StageJson.ToElement(settings.EvalScore).GetString()!;
        int classes = AddClasses(model, settings, files.Centroids.Count);
        SafetensorsFile.Write(context.Output(ModelExportToolSettings.FileName), model);
        return new ModelExportOutput(files.Backbone.Name, model.Count, files.Centroids.Count, classes);
    }

    private static int AddClasses(NamedTensors model, ModelExportToolSettings settings, int clusters)
    {
        if (settings.ClusterClasses is not { } matched || settings.Task.Classes is not { } classes)
        {
            return 0;
        }

        if (matched.Count != clusters)
        {
            throw new StageInputException($"The matching names {matched.Count} clusters, the centroids are {clusters}.", "Run the evaluate stage again.");
        }

        model.Add(ClassesOfClusters, HostTensor.Of([.. matched.Select(id => (long)id)], clusters));
        model.Metadata["classes"] = JsonSerializer.Serialize(classes.Classes.Select(one => one.Name), StageJson.Options);
        return classes.Count;
    }
}
