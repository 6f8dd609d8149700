using PiCIE.Faults.Processes;
using PiCIE.Faults.Rigs;

namespace PiCIE.Faults.Soak;

/// <summary>A fault that a soak injects.</summary>
/// <param name="Name">Its name.</param>
/// <param name="What">What it does, in a sentence.</param>
/// <param name="InjectAsync">Injects it; when it returns, whatever it took away is back.</param>
internal sealed record SoakFault(string Name, string What, Func<FaultRig, RigServer, Random, Task> InjectAsync);
