using System.Globalization;
using System.Runtime.InteropServices;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Training;

/// <summary>
/// Holds everything that an epoch reads of those before it: parameters and batch-norm statistics of the network, and moments and steps of the optimiser. Every draw
/// is made anew from (seed, epoch, photograph, view, purpose) and every clustering begins anew, so no generator and no centroid is part of it.
/// </summary>
public sealed class TrainingState
{
    private const string Format = "picie-training-state";
    private const int Version = 1;
    private const string FormatText = "format", VersionText = "version", EpochsText = "epochs", StepsText = "steps";
    private const string NetworkPrefix = "network.", OptimizerPrefix = "optimizer.";
    private readonly NamedTensors _tensors;
    private readonly long _steps;

    private TrainingState(int epochs, long steps, NamedTensors tensors) => (Epochs, _steps, _tensors) = (epochs, steps, tensors);

    /// <summary>Number of epochs that are done; the training goes on with the epoch of this number, for they count from 0.</summary>
    public int Epochs { get; }

    /// <summary>Reads a state that <see cref="Write"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightsException">The file is missing, damaged, no such state, or of a newer version of this program; the message names it.</exception>
    public static TrainingState Read(string path)
    {
        NamedTensors tensors = SafetensorsFile.Read(path);
        if (!tensors.Metadata.TryGetValue(FormatText, out string? format) || format != Format)
        {
            throw new WeightsException($"{path} holds no state of a training: its texts do not say that it is a {Format}.");
        }

        long version = Number(tensors, VersionText);
        return version == Version
            ? new TrainingState((int)Math.Min(Number(tensors, EpochsText), int.MaxValue), Number(tensors, StepsText), tensors)
            : throw new WeightsException($"{path} is a state of a training in format version {version}; this program reads version {Version}. Use the newer program, or begin the training anew.");
    }

    /// <summary>Writes the state as safetensors; the path holds either the old file or the whole new one.</summary>
    /// <param name="path">The file; its folder exists.</param>
    public void Write(string path) => SafetensorsFile.Write(path, _tensors);

    /// <summary>Copies the state of a training after some epochs.</summary>
    internal static TrainingState Of(int epochs, SegmentationNetwork network, ParameterOptimizer optimizer)
    {
        NamedTensors tensors = new() { Source = "the training" };
        foreach ((string name, HostTensor value) in network.ToNamedTensors())
        {
            tensors.Add(NetworkPrefix + name, value);
        }

        foreach ((string name, float[] values) in Moments(network, optimizer))
        {
            tensors.Add(name, HostTensor.Of(values, values.Length));
        }

        network.Description.WriteTo(tensors);
        tensors.Metadata[FormatText] = Format;
        tensors.Metadata[VersionText] = Text(Version);
        tensors.Metadata[EpochsText] = Text(epochs);
        tensors.Metadata[StepsText] = Text(optimizer.Steps);
        return new TrainingState(epochs, optimizer.Steps, tensors);
    }

    /// <summary>Puts the state into a network and an optimiser. Nothing is changed when it fails.</summary>
    /// <param name="network">Network of the same description; what it holds is replaced.</param>
    /// <param name="optimizer">Optimiser of that network, of the same kind.</param>
    /// <param name="epochs">Number of epochs of the whole training.</param>
    /// <returns>Number of the epoch that comes next.</returns>
    /// <exception cref="WeightsException">The state is of another network or optimiser, or no epoch is left after it.</exception>
    internal int Restore(SegmentationNetwork network, ParameterOptimizer optimizer, int epochs)
    {
        if (Epochs >= epochs)
        {
            throw new WeightsException($"{_tensors.Source} is a state after {Epochs} epochs; a training of {epochs} epochs has none left after it.");
        }

        (string Name, float[] Values)[] moments = [.. Moments(network, optimizer)];
        int held = _tensors.Names.Count(name => name.StartsWith(OptimizerPrefix, StringComparison.Ordinal));
        if (moments.FirstOrDefault(moment => !Fits(moment.Name, moment.Values.Length)).Name is { } wrong)
        {
            throw new WeightsException($"{_tensors.Source} is a state of another optimiser or network: '{wrong}' is missing there or of another length.");
        }

        if (held != moments.Length)
        {
            throw new WeightsException($"{_tensors.Source} is a state of another optimiser or network: it holds {held} moments of an optimiser, and {moments.Length} are wanted.");
        }

        network.Load(OfNetwork());
        foreach ((string name, float[] values) in moments)
        {
            MemoryMarshal.Cast<byte, float>(_tensors[name].Bytes.Span).CopyTo(values);
        }

        optimizer.GoOnFrom(_steps);
        return Epochs;
    }

    private static IEnumerable<(string Name, float[] Values)> Moments(SegmentationNetwork network, ParameterOptimizer optimizer)
    {
        string[] parameters = [.. network.named_parameters().Select(parameter => parameter.name)];
        return optimizer.State.SelectMany(moment => moment.Values.Select((values, index) => ($"{OptimizerPrefix}{moment.Name}.{parameters[index]}", values)));
    }

    private static long Number(NamedTensors tensors, string name) =>
        tensors.Metadata.TryGetValue(name, out string? text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new WeightsException($"{tensors.Source} is a damaged state of a training: its text '{name}' is no number.");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private bool Fits(string name, int length) =>
        _tensors.TryGet(name, out HostTensor? tensor) && tensor.Type == HostType.Float32 && tensor.Count == length;

    private NamedTensors OfNetwork()
    {
        NamedTensors network = new() { Source = _tensors.Source };
        foreach ((string name, HostTensor value) in _tensors.Where(entry => entry.Key.StartsWith(NetworkPrefix, StringComparison.Ordinal)))
        {
            network.Add(name[NetworkPrefix.Length..], value);
        }

        return network;
    }
}
