namespace PiCIE.Dashboard;

/// <summary>Names what every component uses.</summary>
public partial class _Imports;
