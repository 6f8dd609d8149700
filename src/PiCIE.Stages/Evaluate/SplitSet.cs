using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Packs;
using PiCIE.Stages.Failures;

namespace PiCIE.Stages.Evaluate;

/// <summary>Holds the packs of the splits that are evaluated, open as long as this object is.</summary>
internal sealed class SplitSet : IDisposable
{
    private readonly List<SplitPacks> _splits = [];

    /// <summary>Number of splits.</summary>
    public int Count => _splits.Count;

    /// <summary>Packs of one split, in the order of the settings.</summary>
    public SplitPacks this[int index] => _splits[index];

    /// <summary>Opens the packs of all splits.</summary>
    /// <exception cref="StageInputException">A pack is of another kind, or labels do not belong to their photographs.</exception>
    public static SplitSet Open(StageContext context, EvaluateStageSettings settings)
    {
        SplitSet set = new();
        try
        {
            foreach (string split in settings.Splits)
            {
                PackReader photographs = PackReader.Open(context.Input(InputRoles.EvaluationPackFor(split)));
                set._splits.Add(new SplitPacks(split, photographs, null));
                if (context.OptionalInput(InputRoles.LabelPackFor(split)) is { } labels && settings.Task.Classes is not null)
                {
                    set._splits[^1] = new SplitPacks(split, photographs, PackReader.Open(labels));
                    RequireLabelsOf(photographs, set._splits[^1].Labels!);
                }
            }

            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    private static void RequireLabelsOf(PackReader photographs, PackReader labels)
    {
        if (Difference(photographs, labels) is { } difference)
        {
            throw new StageInputException($"{labels.Path} does not hold the labels of {photographs.Path}: {difference}.", "Run the preprocess stage of both packs again.");
        }
    }

    private static string? Difference(PackReader photographs, PackReader labels)
    {
        if (labels.Format.Kind != PackKind.Labels)
        {
            return $"it is a pack of kind {labels.Format.Kind}";
        }

        if ((labels.Format.Width, labels.Format.Height) != (photographs.Format.Width, photographs.Format.Height))
        {
            return $"its records are {labels.Format.Width}×{labels.Format.Height}, the photographs {photographs.Format.Width}×{photographs.Format.Height}";
        }

        if (labels.Count != photographs.Count)
        {
            return $"it holds {labels.Count} records, the photographs are {photographs.Count}";
        }

        return Enumerable.Range(0, labels.Count).Where(index => labels.Name(index) != photographs.Name(index))
            .Select(index => $"its record {index} is '{labels.Name(index)}', the photograph there '{photographs.Name(index)}'").FirstOrDefault();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SplitPacks split in _splits)
        {
            split.Dispose();
        }
    }
}

/// <summary>The packs of one split.</summary>
/// <param name="Split">Its name.</param>
/// <param name="Photographs">Evaluation pack.</param>
/// <param name="Labels">Raw labels, or null where there are none.</param>
internal sealed record SplitPacks(string Split, PackReader Photographs, PackReader? Labels) : IDisposable
{
    /// <summary>Number of photographs.</summary>
    public int Count => Photographs.Count;

    /// <summary>Side of a photograph in pixels.</summary>
    public int Side => Photographs.Format.Width;

    /// <inheritdoc/>
    public void Dispose()
    {
        Photographs.Dispose();
        Labels?.Dispose();
    }
}
