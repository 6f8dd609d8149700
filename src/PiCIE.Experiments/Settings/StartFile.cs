namespace PiCIE.Experiments.Settings;

/// <summary>Names the file of weights that a network starts from, as the settings write it. The runs of a sweep may start from several.</summary>
/// <param name="Backbone">Name of the trunk, which says what file <c>imagenet</c> is.</param>
/// <param name="Weights">The start weights as written: imagenet, or a name or path of a file.</param>
public sealed record StartFile(string Backbone, string Weights)
{
    private const string None = "none";

    /// <summary>Returns the file that a run starts from; null where its network starts from random values.</summary>
    /// <param name="settings">Settings of the run.</param>
    public static StartFile? Of(RunSettings settings) => settings.Train.Start == TrainStart.Random || settings.Backbone.Weights == None
        ? null
        : new StartFile(settings.Backbone.Name, settings.Backbone.Weights);
}
