namespace PiCIE.Evaluation.Tasks;

/// <summary>Says how size and place of the evaluated square are found.</summary>
public enum SizeRule
{
    /// <summary>Resizes so that the short side has the resolution (the long side is truncated), then cuts the centre square.</summary>
    ShortSideThenCentreCrop,
}
