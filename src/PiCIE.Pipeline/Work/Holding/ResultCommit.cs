using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Protocol;
using PiCIE.Pipeline.Figures;
using PiCIE.Pipeline.Work.Checkpoints;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Faults;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work.Holding;

/// <summary>Commits the complete result of an attempt: files into the store, rows into the ledger. Each step may be done again.</summary>
internal sealed class ResultCommit(PicieHome home, IStageLedger ledger, IArtifactStore store, StageCheckpoints checkpoints, StageResults results)
{
    /// <summary>Commits the result.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">The attempt that commits.</param>
    /// <param name="folder">The folder that holds the files.</param>
    /// <param name="result">The result.</param>
    /// <param name="depth">How closely the files are looked at.</param>
    /// <returns>Whether it was taken.</returns>
    /// <exception cref="ArtifactException">The files are not what the result says of them.</exception>
    /// <exception cref="StoreRefusedException">The store refuses service.</exception>
    public async Task<bool> CommitAsync(Stage stage, StartedAttempt attempt, AttemptFolder folder, StageResult result, CheckDepth depth)
    {
        if (!await ledger.MayCommitAsync(stage.Id, attempt.Number, result.Output, CancellationToken.None))
        {
            return false;
        }

        IReadOnlyList<SplitResult> figures = await results.OfAsync(stage, result.Output, CancellationToken.None);
        StoredManifest manifest = await StoreAsync(new ArtifactAddress(stage.Kind.Word(), stage.Key, attempt.Id), folder, result, depth);
        CriticalPoints.Pass(CriticalPoints.CommitBefore);
        StageCommit written = new(manifest, result.Output, figures) { PeakMemoryBytes = result.PeakMemoryBytes };
        return await checkpoints.RemoveWithAsync(stage, () => ledger.CommitAsync(stage.Id, attempt.Number, written, CancellationToken.None));
    }

    /// <summary>Recognises the trouble of a commit with its surroundings; null for any other error.</summary>
    public SurroundingsTrouble? TroubleOf(Exception error) => error is StoreRefusedException { InnerException: { } refused }
        ? Surroundings.TroubleOf(refused, home, home.ArtifactsFolder)
        : Surroundings.TroubleOf(error, home, home.Root);

    private async Task<StoredManifest> StoreAsync(ArtifactAddress address, AttemptFolder folder, StageResult result, CheckDepth depth)
    {
        ManifestFile[] files = [.. result.Files.Select(file => new ManifestFile(file.Name, file.Bytes, file.Sha256))];
        try
        {
            return await store.StoreAsync(address, folder.Scratch, files, depth, CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException(exception);
        }
    }
}

/// <summary>Reports that the artifact store could not be written. Whoever catches it knows which disk is meant.</summary>
/// <param name="inner">The exception of the store.</param>
internal sealed class StoreRefusedException(Exception inner) : Exception(inner.Message, inner);
