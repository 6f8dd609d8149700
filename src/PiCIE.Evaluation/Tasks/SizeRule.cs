namespace PiCIE.Evaluation.Tasks;

/// <summary>How size and place of the evaluated square are found.</summary>
public enum SizeRule
{
    /// <summary>Resize so that the short side has the resolution (the long side truncated), then cut the centre square.</summary>
    ShortSideThenCentreCrop,
}
