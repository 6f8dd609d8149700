using System.Globalization;
using PiCIE.Pipeline.Observing;

namespace PiCIE.Cli.Progress;

/// <summary>How progress is said.</summary>
internal static class ProgressWords
{
    /// <summary>The end of an attempt, in one line.</summary>
    /// <param name="ended">The notice.</param>
    public static string Of(StageEnded ended)
    {
        string time = Duration(TimeSpan.FromSeconds(ended.Seconds));
        string end = ended.Outcome == "succeeded" ? $"done in {time}" : $"{ended.Outcome} after {time}";
        string why = ended.Sentence is null ? "" : $": {ended.Sentence}";
        string hint = ended.Hint is null ? "" : $" {ended.Hint}";
        return $"{ended.Stage.Title}: {end}{why}{hint}";
    }

    /// <summary>How far a phase is, in one line.</summary>
    /// <param name="progressed">The notice.</param>
    /// <param name="pace">The pace of the phase.</param>
    public static string Of(StageProgressed progressed, PhasePace pace)
    {
        string of = progressed.Total > 0
            ? $" {progressed.Done}/{progressed.Total} ({100 * progressed.Done / progressed.Total} %)"
            : $" {progressed.Done}";
        string rate = pace.Rate(progressed.Done) is { } value ? $", {Rate(value)}" : "";
        string left = pace.Left(progressed.Done, progressed.Total) is { } time ? $", {Duration(time)} left" : "";
        return $"{progressed.Stage.Title}: {Phase(progressed)}{of}{rate}{left}";
    }

    /// <summary>The phase with its note.</summary>
    /// <param name="progressed">The notice.</param>
    public static string Phase(StageProgressed progressed) =>
        progressed.Note is null ? progressed.Phase : $"{progressed.Phase}, {progressed.Note}";

    /// <summary>Units a second.</summary>
    /// <param name="rate">The value.</param>
    public static string Rate(double rate) => string.Create(CultureInfo.InvariantCulture, $"{rate:0.#}/s");

    /// <summary>A duration as people read it: 42 s, 3:07, 1:02:45.</summary>
    /// <param name="time">The duration.</param>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 9.95 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        < 59.5 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        < 3599.5 => $"{(int)time.TotalMinutes}:{time.Seconds:00}",
        _ => $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}",
    };
}
