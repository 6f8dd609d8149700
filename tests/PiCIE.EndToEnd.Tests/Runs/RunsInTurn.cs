namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>Runs that use all cores: one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class RunsInTurn
{
    public const string Name = "runs in turn";
}
