namespace PiCIE.Segmentation.Views;

/// <summary>Describes the geometric transform of one map in whole pixels: cut the window, resize it, mirror the result.</summary>
/// <param name="Window">The window in the source.</param>
/// <param name="FlipColumns">Whether the result is mirrored left to right.</param>
/// <param name="FlipRows">Whether the result is mirrored top to bottom.</param>
public readonly record struct MapPlacement(CropWindow Window, bool FlipColumns, bool FlipRows);
