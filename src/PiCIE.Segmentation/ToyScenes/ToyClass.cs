namespace PiCIE.Segmentation.ToyScenes;

/// <summary>
/// Names what a pixel of a toy scene shows. The number is the raw value in the label image and the class id of the class table
/// <c>toy-7</c>.
/// </summary>
public enum ToyClass : byte
{
    /// <summary>Clear, clouded or hazy sky.</summary>
    Sky = 0,

    /// <summary>Grass, sand, soil, snow, paving and roads.</summary>
    Ground = 1,

    /// <summary>Rivers, canals, lakes and the sea.</summary>
    Water = 2,

    /// <summary>Houses and blocks, with roofs and windows.</summary>
    Building = 3,

    /// <summary>Broad-leaved trees, conifers and bushes, trunks included.</summary>
    Tree = 4,

    /// <summary>Cars, vans and buses, wheels and windows included.</summary>
    Vehicle = 5,

    /// <summary>Standing and walking people.</summary>
    Person = 6,
}
