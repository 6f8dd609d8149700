using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Stages;

/// <summary>Method picie: sizes, clusters and switches of its training.</summary>
public sealed record PicieSettings : MethodSettings
{
    /// <summary>Side of a training view in pixels.</summary>
    public required int Resolution { get; init; }

    /// <summary>Number of clusters.</summary>
    public required int K { get; init; }

    /// <summary>The settings under <c>train</c>; its number of clusters is left to <see cref="K"/>, which is known here.</summary>
    public required PicieTraining Training { get; init; }

    /// <summary>The switches that training reads.</summary>
    public required TrainSwitches Switches { get; init; }
}
