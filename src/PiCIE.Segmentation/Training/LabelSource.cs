namespace PiCIE.Segmentation.Training;

/// <summary>Says where the pseudo-labels of the training pass come from.</summary>
public enum LabelSource
{
    /// <summary>They come from a pass of their own before training, network in eval mode, as published.</summary>
    Stored,

    /// <summary>
    /// They come from the features of the training step itself, which saves two of the four forward passes; clusters are weighted by their
    /// sizes in the clustering pass. This source is ours and never stands in published rows.
    /// </summary>
    Online,
}
