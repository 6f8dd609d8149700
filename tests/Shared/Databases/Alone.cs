namespace PiCIE.Tests.Databases;

/// <summary>
/// Tests that run while no other does. What a reader of events may read depends on the oldest transaction that is open anywhere on the server, and the
/// other tests of a program have theirs on the same one.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
