namespace PiCIE.Pipeline.Expectations;

/// <summary>What is expected of a stage, and on what that rests.</summary>
/// <param name="Seconds">Its time, in seconds; null where no like stage was done.</param>
/// <param name="Bytes">Bytes of its artifact; null where they neither follow from its settings nor from like stages.</param>
/// <param name="LikeStages">Number of like stages that were done on that kind of device.</param>
internal sealed record Expectation(double? Seconds, long? Bytes, int LikeStages);
