using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Packs;

namespace PiCIE.Stages.Evaluate;

/// <summary>The packs of the splits that are evaluated, open as long as this is.</summary>
internal sealed class SplitSet : IDisposable
{
    private readonly List<SplitPacks> _splits = [];

    /// <summary>Number of splits.</summary>
    public int Count => _splits.Count;

    /// <summary>Packs of one split, in the order of the settings.</summary>
    public SplitPacks this[int index] => _splits[index];

    /// <summary>Opens the packs of all splits.</summary>
    public static SplitSet Open(StageContext context, EvaluateStageSettings settings)
    {
        SplitSet set = new();
        try
        {
            foreach (string split in settings.Splits)
            {
                PackReader photographs = PackReader.Open(context.Input($"evaluationPack:{split}"));
                set._splits.Add(new SplitPacks(split, photographs, null));
                if (context.OptionalInput($"labelPack:{split}") is { } labels && settings.Task.Classes is not null)
                {
                    set._splits[^1] = new SplitPacks(split, photographs, PackReader.Open(labels));
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

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SplitPacks split in _splits)
        {
            split.Photographs.Dispose();
            split.Labels?.Dispose();
        }
    }
}

/// <summary>Packs of one split.</summary>
/// <param name="Split">Its name.</param>
/// <param name="Photographs">Evaluation pack.</param>
/// <param name="Labels">Raw labels, or null where there are none.</param>
internal sealed record SplitPacks(string Split, PackReader Photographs, PackReader? Labels)
{
    /// <summary>Number of photographs.</summary>
    public int Count => Photographs.Count;

    /// <summary>Side of a photograph in pixels.</summary>
    public int Side => Photographs.Format.Width;
}
