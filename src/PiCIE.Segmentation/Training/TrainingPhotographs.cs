using PiCIE.Segmentation.Packs;

namespace PiCIE.Segmentation.Training;

/// <summary>
/// Gives a training its photographs, those of a base pack, and nothing else. No label can come in here; a trainer that used labels would have to
/// take another type.
/// </summary>
public sealed class TrainingPhotographs
{
    private readonly PackReader _pack;

    /// <summary>Takes the photographs of a base pack; the pack stays open and belongs to the caller.</summary>
    /// <param name="pack">A pack of square photographs.</param>
    /// <exception cref="UnfitSettingException">The pack is no base pack of square photographs, or it is empty.</exception>
    public TrainingPhotographs(PackReader pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        if (pack.Format.Kind != PackKind.Base || pack.Format.Width != pack.Format.Height)
        {
            throw new UnfitSettingException(
                $"{pack.Path} is a pack of kind {pack.Format.Kind}, {pack.Format.Width}×{pack.Format.Height}; training takes a base pack of square photographs.");
        }

        if (pack.Count == 0)
        {
            throw new UnfitSettingException($"{pack.Path} holds no photographs; training needs at least one.");
        }

        _pack = pack;
    }

    /// <summary>Number of photographs.</summary>
    public int Count => _pack.Count;

    /// <summary>Side of a photograph in pixels.</summary>
    public int Side => _pack.Format.Width;

    /// <summary>The pack, for the views.</summary>
    internal PackReader Pack => _pack;
}
