namespace PiCIE.Storage.Runs;

/// <summary>Says whose fields a condition or an order means.</summary>
internal enum FieldScope
{
    /// <summary>Those of single runs, <c>r</c>.</summary>
    Runs,

    /// <summary>Those of runs <c>r</c> as members of their groups: figures and n are the group's.</summary>
    Members,

    /// <summary>Those of groups of replicates, <c>g</c>.</summary>
    Groups,
}
