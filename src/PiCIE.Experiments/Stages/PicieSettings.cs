using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Stages;

/// <summary>The settings of method picie: sizes, clusters and switches of its training.</summary>
public sealed record PicieSettings : MethodSettings
{
    /// <summary>Side of a training view in pixels.</summary>
    public required int Resolution { get; init; }

    /// <summary>Number of clusters.</summary>
    public required int K { get; init; }

    /// <summary>Settings under <c>train</c>; their number of clusters is null, because <see cref="K"/> holds it.</summary>
    public required PicieTraining Training { get; init; }

    /// <summary>The switches that training reads.</summary>
    public required TrainSwitches Switches { get; init; }
}
