namespace PiCIE.Segmentation.Views;

/// <summary>Names one of the two transformed versions of a photograph (science.md 1.3).</summary>
public enum View
{
    /// <summary>View 1: its geometric transform comes before the network.</summary>
    First,

    /// <summary>View 2: its geometric transform comes after the network, on the features.</summary>
    Second,
}
