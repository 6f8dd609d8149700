namespace PiCIE.Dashboard.Frame;

/// <summary>The page of an address that leads nowhere.</summary>
public sealed partial class NothingHere;
