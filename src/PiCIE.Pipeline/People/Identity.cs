using PiCIE.Experiments.People;

namespace PiCIE.Pipeline.People;

/// <summary>Who somebody turned out to be, and by what.</summary>
/// <param name="Person">Name of the person.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="Key">Id of the key.</param>
/// <param name="Session">Id of the session; null where the key itself was shown.</param>
public sealed record Identity(string Person, Role Role, Guid Key, Guid? Session);
