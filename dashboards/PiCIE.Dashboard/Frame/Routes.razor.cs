namespace PiCIE.Dashboard.Frame;

/// <summary>Shows the page of an address inside the frame.</summary>
public sealed partial class Routes;
