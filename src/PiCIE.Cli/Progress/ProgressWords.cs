using System.Globalization;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Observing;

namespace PiCIE.Cli.Progress;

/// <summary>Puts progress into words for people.</summary>
internal static class ProgressWords
{
    /// <summary>Says the end of an attempt in one line.</summary>
    /// <param name="ended">The notice.</param>
    public static string Of(StageEnded ended)
    {
        string time = Duration(TimeSpan.FromSeconds(ended.Seconds));
        string end = ended.Outcome == AttemptOutcome.Succeeded ? $"done in {time}" : $"{ended.Outcome.Word()} after {time}";
        string why = ended.Sentence is null ? "" : $": {ended.Sentence}";
        string hint = ended.Hint is null ? "" : $" {ended.Hint}";
        return $"{ended.Stage.Title}: {end}{why}{hint}";
    }

    /// <summary>Says the losses of an epoch that has ended in one line; null where the points are of something else.</summary>
    /// <param name="measured">The notice.</param>
    /// <param name="note">Name that the stage gave its epoch last (<c>epoch 2 of 4</c>), or null.</param>
    public static string? Of(StageMeasured measured, string? note)
    {
        Dictionary<string, StageMetricPoint> points = measured.Points.GroupBy(point => point.Series).ToDictionary(series => series.Key, series => series.Last());
        if (!points.TryGetValue(EpochSeries.Loss, out StageMetricPoint? loss))
        {
            return null;
        }

        string epoch = $"epoch {loss.Step + 1}";
        string label = note?.StartsWith($"{epoch} of ", StringComparison.Ordinal) == true ? note : epoch;
        string parts = points.ContainsKey(EpochSeries.Within) ? $" (within {Value(EpochSeries.Within)}, cross {Value(EpochSeries.Cross)})" : "";
        string kmeans = points.ContainsKey(EpochSeries.KmeansLoss1) ? $", k-means loss {Value(EpochSeries.KmeansLoss1)} and {Value(EpochSeries.KmeansLoss2)}" : "";
        string time = points.TryGetValue(EpochSeries.Seconds, out StageMetricPoint? seconds) ? $", {Duration(TimeSpan.FromSeconds(seconds.Value))}" : "";
        return $"{measured.Stage.Title}: {label}: loss {Value(EpochSeries.Loss)}{parts}{kmeans}{time}";

        string Value(string series) =>
            points.TryGetValue(series, out StageMetricPoint? point) ? point.Value.ToString("0.0000", CultureInfo.InvariantCulture) : "–";
    }

    /// <summary>Says how far a phase is in one line.</summary>
    /// <param name="progressed">The notice.</param>
    /// <param name="pace">The pace of the phase.</param>
    /// <param name="work">The pace of all the work; null where the phase is all of it.</param>
    public static string Of(StageProgressed progressed, PhasePace pace, WorkPace? work)
    {
        string of = progressed.Total > 0
            ? $" {progressed.Done}/{progressed.Total} ({100 * progressed.Done / progressed.Total} %)"
            : $" {progressed.Done}";
        string rate = pace.Rate(progressed.Done) is { } value ? $", {Rate(value)}" : "";
        string? time = work is not null ? work.Left() : pace.Left(progressed.Done, progressed.Total) is { } phase ? $"{Duration(phase)} left" : null;
        string left = time is null ? "" : work is null ? $", {time}" : $"; all: {time}";
        return $"{progressed.Stage.Title}: {Phase(progressed)}{of}{rate}{left}";
    }

    /// <summary>Says the phase with its note.</summary>
    /// <param name="progressed">The notice.</param>
    public static string Phase(StageProgressed progressed) =>
        progressed.Note is null ? progressed.Phase : $"{progressed.Phase}, {progressed.Note}";

    /// <summary>Says a rate in units a second.</summary>
    /// <param name="rate">The value.</param>
    public static string Rate(double rate) => string.Create(CultureInfo.InvariantCulture, $"{rate:0.#}/s");

    /// <summary>Says a duration as people read it: 42 s, 3:07, 1:02:45.</summary>
    /// <param name="time">The duration.</param>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 9.95 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        < 59.5 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        < 3599.5 => $"{(int)time.TotalMinutes}:{time.Seconds:00}",
        _ => $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}",
    };
}
