using System.Globalization;
using System.Text.Json;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Weights.Tensors;
using PiCIE.Stages.Failures;
using PiCIE.Stages.Protocol;

namespace PiCIE.Stages.Train;

/// <summary>
/// A checkpoint of a training: its state as tensors, its curve as JSON, and the files of the epochs that are kept so far. A training that goes on from it ends
/// with the same files as one that was not interrupted.
/// </summary>
/// <param name="State">What the next epoch reads.</param>
/// <param name="Curve">One point for each epoch that is done.</param>
internal sealed record TrainingCheckpoint(TrainingState State, IReadOnlyList<EpochPoint> Curve)
{
    private const string StateFile = "state.safetensors", HeadFile = "checkpoint.json", Schema = "picie-checkpoint/1";

    /// <summary>
    /// Writes a checkpoint and tells of it. A disk that refuses it costs the checkpoint and not the training: that is told as a warning.
    /// </summary>
    /// <param name="context">The order, which names the folder of checkpoints.</param>
    /// <param name="state">What the next epoch reads.</param>
    /// <param name="curve">One point for each epoch that is done.</param>
    /// <param name="keepEpochs">Epochs whose files stay; those that are done lie in scratch.</param>
    public static void Write(StageContext context, TrainingState state, IReadOnlyList<EpochPoint> curve, IReadOnlyList<int> keepEpochs)
    {
        string name = state.Epochs.ToString(CultureInfo.InvariantCulture);
        string folder = Path.Combine(context.Order.Checkpoints!, name);
        try
        {
            // A home that was moved meanwhile must not grow anew in its old place.
            if (!Directory.Exists(context.Order.Checkpoints))
            {
                throw new DirectoryNotFoundException($"the folder {context.Order.Checkpoints} is gone");
            }

            Directory.CreateDirectory(folder);
            state.Write(Path.Combine(folder, StateFile));
            CopyKept(context.Order.Scratch, folder, keepEpochs.Where(epoch => epoch < state.Epochs));
            File.WriteAllBytes(Path.Combine(folder, HeadFile), JsonSerializer.SerializeToUtf8Bytes(new Head(Schema, state.Epochs, curve), StageJson.Options));
            context.Channel.Send(new StageCheckpoint(state.Epochs, name, OutputFiles.In(folder, context.Channel.Alive)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.Channel.Send(new StageLog(StageLogLevel.Warning, $"The checkpoint after epoch {name} cannot be written, and the training goes on without it: {exception.Message}"));
        }
    }

    /// <summary>Reads the checkpoint that the order names, and puts the files of kept epochs back into scratch; null where the work begins anew.</summary>
    /// <param name="context">The order.</param>
    /// <param name="keepEpochs">Epochs whose files stay.</param>
    /// <exception cref="StageInputException">It is missing, damaged, or of a newer version of this program.</exception>
    public static TrainingCheckpoint? Read(StageContext context, IReadOnlyList<int> keepEpochs)
    {
        if (context.Order.GoOnFrom is not { } folder)
        {
            return null;
        }

        Head head = ReadHead(Path.Combine(folder, HeadFile));
        TrainingState state = ReadState(Path.Combine(folder, StateFile));
        if (state.Epochs != head.Epochs || head.Curve.Count != head.Epochs)
        {
            throw Unread($"The checkpoint {folder} is damaged: its parts speak of {state.Epochs}, {head.Epochs} and {head.Curve.Count} epochs.");
        }

        CopyKept(folder, context.Order.Scratch, keepEpochs.Where(epoch => epoch < state.Epochs));
        context.Channel.Information($"going on from the checkpoint after epoch {state.Epochs}");
        return new TrainingCheckpoint(state, head.Curve);
    }

    private static Head ReadHead(string path)
    {
        try
        {
            byte[] text = File.ReadAllBytes(path);
            using JsonDocument document = JsonDocument.Parse(text);
            string? schema = document.RootElement.GetProperty("schema").GetString();
            return schema == Schema
                ? JsonSerializer.Deserialize<Head>(text, StageJson.Options) ?? throw new JsonException("it holds null")
                : throw Unread($"{path} is of the version {schema}; this program reads {Schema}.");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or IOException)
        {
            throw Unread($"{path} is no checkpoint that can be read: {(exception is IOException ? exception.Message : "it is cut off, or another program wrote it.")}");
        }
    }

    private static TrainingState ReadState(string path)
    {
        try
        {
            return TrainingState.Read(path);
        }
        catch (WeightsException unread)
        {
            throw Unread(unread.Message);
        }
    }

    private static StageInputException Unread(string sentence) =>
        new(sentence, "Use the program that wrote it, or remove its folder: the training then goes on from an older checkpoint, or begins anew.");

    private static void CopyKept(string from, string to, IEnumerable<int> epochs)
    {
        foreach (string name in epochs.SelectMany(epoch => new[] { ArtifactFiles.OfEpoch(epoch, ArtifactFiles.Weights), ArtifactFiles.OfEpoch(epoch, ArtifactFiles.Centroids) }))
        {
            string target = Path.Combine(to, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(from, name), target, overwrite: true);
        }
    }

    /// <summary>The small part of a checkpoint, which says what the rest is.</summary>
    /// <param name="Schema">Format and version.</param>
    /// <param name="Epochs">Number of epochs that are done.</param>
    /// <param name="Curve">One point for each of them.</param>
    private sealed record Head(string Schema, int Epochs, IReadOnlyList<EpochPoint> Curve);
}
