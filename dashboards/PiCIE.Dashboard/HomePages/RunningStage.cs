using System.Globalization;
using PiCIE.Dashboard.Words;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Waiting;

namespace PiCIE.Dashboard.HomePages;

/// <summary>A stage that runs, with what is known of how far it is.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Progress">How far it is; null until it has told, and where another process works on it.</param>
internal sealed record RunningStage(QueuedStage Stage, StageProgressDocument? Progress)
{
    /// <summary>Share that is done, from 0 to 1: of the stage, else of its phase; null where neither is known.</summary>
    public double? Share => Progress switch
    {
        { Share: { } share } => Math.Clamp(share, 0, 1),
        { Total: > 0 } progress => Math.Clamp((double)progress.Done / progress.Total, 0, 1),
        _ => null,
    };

    /// <summary>The share in whole percent.</summary>
    public int? PercentDone => Share is { } share ? (int)(share * 100) : null;

    /// <summary>Width of the bar.</summary>
    public string? Width => Share is { } share ? string.Create(CultureInfo.InvariantCulture, $"width:{share * 100:0.#}%") : null;

    /// <summary>The phase with its units and its rate.</summary>
    public string Phase => Progress switch
    {
        { Phase: { } phase } progress => string.Join(" · ", new[]
        {
            progress.Note is { } note ? $"{phase} {note}" : phase,
            progress.Total > 0 ? $"{Say.Count(progress.Done)} of {Say.Count(progress.Total)}" : null,
            progress.Rate is { } rate ? $"{Say.Number(Math.Round(rate, rate < 10 ? 1 : 0))} a second" : null,
        }.OfType<string>()),
        _ => Stage.Reason,
    };

    /// <summary>The time that is left, or for how long it runs.</summary>
    public string Left => Progress switch
    {
        { SecondsLeft: { } left } => $"{Say.Duration(left)} left",
        { Seconds: var seconds } => $"for {Say.Duration(seconds)}",
        _ => "",
    };
}
