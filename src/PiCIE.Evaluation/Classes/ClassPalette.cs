namespace PiCIE.Evaluation.Classes;

/// <summary>Chooses colours for classes that have none and for clusters that stand for no class.</summary>
public static class ClassPalette
{
    /// <summary>Returns the colour of an index; neighbours get colours far apart, and index 0 is not black.</summary>
    /// <param name="index">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public static ClassColour Of(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);

        // The bits of the index are dealt to the three channels from the highest down, as in the palette of PASCAL VOC.
        int red = 0, green = 0, blue = 0;
        for (int bits = index + 1, shift = 7; bits > 0 && shift >= 0; bits >>= 3, shift--)
        {
            red |= (bits & 1) << shift;
            green |= ((bits >> 1) & 1) << shift;
            blue |= ((bits >> 2) & 1) << shift;
        }

        return new ClassColour((byte)red, (byte)green, (byte)blue);
    }

    /// <summary>Returns the colour of a class: its own, or that of its index.</summary>
    /// <param name="row">The class.</param>
    public static ClassColour Of(SegmentationClass row) => row.Colour ?? Of(row.Id);
}
