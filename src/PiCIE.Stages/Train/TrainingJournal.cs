using System.Diagnostics;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Weights;

namespace PiCIE.Stages.Train;

/// <summary>
/// Tells progress and metric points at the moments of a training, keeps the curve and the epochs that are asked for, and writes a checkpoint at the end
/// of each epoch but the last, whose result follows at once. A stop takes effect there.
/// </summary>
/// <param name="context">The order.</param>
/// <param name="epochs">Number of epochs of the whole training.</param>
/// <param name="keepEpochs">Epochs whose weights and centroids stay.</param>
/// <param name="before">Curve of the epochs that an earlier attempt did.</param>
internal sealed class TrainingJournal(StageContext context, int epochs, IReadOnlyList<int> keepEpochs, IReadOnlyList<EpochPoint> before) : ITrainingObserver
{
    private readonly EpochClock _clock = new();

    /// <summary>One point an epoch.</summary>
    public List<EpochPoint> Curve { get; } = [.. before];

    /// <inheritdoc/>
    public void BeforeEpoch(int epoch) => _clock.BeforeEpoch(epoch);

    /// <inheritdoc/>
    public void BeforeBatch(BatchMoment batch) => _clock.BeforeBatch(batch);

    /// <inheritdoc/>
    public void AfterBatch(BatchMoment batch)
    {
        context.Channel.Alive();
        double share = (batch.Epoch + EpochShare.Of(batch.Pass, batch.Batch + 1, batch.Batches)) / epochs;
        double? nextCheckpoint = context.Order.Checkpoints is null ? null : (batch.Epoch + 1.0) / epochs;
        context.Channel.Progress(PhaseOf(batch.Pass), batch.Batch + 1, batch.Batches, $"epoch {batch.Epoch + 1} of {epochs}", share, nextCheckpoint);
    }

    /// <inheritdoc/>
    public void StillWorking() => context.Channel.Alive();

    /// <inheritdoc/>
    public void AfterEpoch(FinishedEpoch epoch)
    {
        _clock.AfterEpoch(epoch);
        EpochSeconds seconds = _clock.Seconds;
        EpochReport report = epoch.Report;
        EpochPoint point = new(
            report.Epoch, report.Losses.Total, report.Losses.Within, report.Losses.Cross, report.KMeansLoss1, report.KMeansLoss2, seconds.Total);
        Curve.Add(point);
        context.Channel.Send(new StageMetrics(
        [
            new(EpochSeries.Loss, point.Epoch, point.Loss),
            new(EpochSeries.Within, point.Epoch, report.Losses.Within),
            new(EpochSeries.Cross, point.Epoch, report.Losses.Cross),
            new(EpochSeries.KmeansLoss1, point.Epoch, point.KmeansLoss1),
            new(EpochSeries.KmeansLoss2, point.Epoch, point.KmeansLoss2),
            new(EpochSeries.Seconds, point.Epoch, point.Seconds),
            new("seconds.views", point.Epoch, seconds.Views),
            new("seconds.clustering", point.Epoch, seconds.Clustering),
            new("seconds.labels", point.Epoch, seconds.Labels),
            new("seconds.training", point.Epoch, seconds.Training),
        ]));
        if (keepEpochs.Contains(report.Epoch))
        {
            SafetensorsFile.Write(context.Output(ArtifactFiles.OfEpoch(report.Epoch, ArtifactFiles.Weights)), epoch.Network.ToNamedTensors());
            NetworkFiles.WriteCentroids(context.Output(ArtifactFiles.OfEpoch(report.Epoch, ArtifactFiles.Centroids)), epoch.Centroids1, epoch.Centroids2);
        }

        if (context.Order.Checkpoints is not null && Curve.Count < epochs)
        {
            TrainingCheckpoint.Write(context, epoch.CopyState(), Curve, keepEpochs);
            context.Stop.ThrowIfCancellationRequested();
        }
    }

    private static string PhaseOf(EpochPass pass) => pass switch
    {
        EpochPass.ClusterView1 => "cluster view 1",
        EpochPass.ClusterView2 => "cluster view 2",
        EpochPass.LabelView1 => "label view 1",
        EpochPass.LabelView2 => "label view 2",
        EpochPass.Train => "train",
        _ => throw new UnreachableException($"The pass {pass} has no name for people."),
    };
}
