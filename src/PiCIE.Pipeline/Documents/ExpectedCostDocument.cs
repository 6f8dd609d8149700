using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.Documents;

/// <summary>Time and disk that are expected of what a plan still has to do, from like stages that are done.</summary>
/// <param name="Seconds">Seconds from start to end in those slots, if nothing else is in them; null where a time is not known or a stage can be done in no slot.</param>
/// <param name="DeviceSeconds">Seconds of the stages in sum, of those whose time is known.</param>
/// <param name="Bytes">Bytes of disk in sum, of those whose disk is known.</param>
/// <param name="Slots">Open slots of the pools that are alive; 1 for a home with a database of its own.</param>
/// <param name="Kinds">The parts by kind of stage, those that have something to do.</param>
public sealed record ExpectedCostDocument(double? Seconds, double DeviceSeconds, long Bytes, int Slots, IReadOnlyList<ExpectedKindDocument> Kinds)
{
    /// <summary>Number of stages that are still to be done.</summary>
    public int Stages => Kinds.Sum(kind => kind.Stages);
}

/// <summary>Time and disk that are expected of the stages of one kind that a plan still has to do.</summary>
/// <param name="Kind">Kind of the stages.</param>
/// <param name="Stages">Number of stages that are still to be done.</param>
/// <param name="WithoutTime">Number of them whose time is not known, for no like stage has run here.</param>
/// <param name="WithoutDisk">Number of them whose disk is not known.</param>
/// <param name="Seconds">Seconds in sum, of those whose time is known.</param>
/// <param name="Bytes">Bytes in sum, of those whose disk is known.</param>
/// <param name="LikeStages">Number of like stages on which time and disk rest.</param>
public sealed record ExpectedKindDocument(StageKind Kind, int Stages, int WithoutTime, int WithoutDisk, double Seconds, long Bytes, int LikeStages);
