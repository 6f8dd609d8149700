using System.Globalization;
using PiCIE.Experiments.Stages;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Faults;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work.Checkpoints;

/// <summary>
/// Keeps the checkpoints of stages: files in the artifact store, whole or absent, and a record each. The newest and the one before it stay until the stage is done, so that
/// a damaged one costs an epoch more and not the training.
/// </summary>
internal sealed class StageCheckpoints(IArtifactStore store, SharedStore shared, CheckpointLedger ledger, PicieHome home, TimeProvider clock)
{
    /// <summary>Time after which a checkpoint that is not there is looked for again in a team: a folder that machines share may be late with what another one has just stored.</summary>
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(10);

    private const int Kept = 2;

    /// <summary>Finds the newest checkpoint of a stage that is whole, and records that an attempt goes on from it.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="started">The attempt.</param>
    /// <param name="tell">Takes a sentence for people about one that is missing or damaged.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Where it goes on; null where there is none, so that it begins anew.</returns>
    /// <exception cref="IOException">The folder that the team shares is out of reach.</exception>
    public async Task<GoOnPoint?> FindAsync(Stage stage, StartedAttempt started, Action<string> tell, CancellationToken cancel)
    {
        foreach (StoredCheckpoint checkpoint in await ledger.OfAsync(stage.Id, cancel))
        {
            if (await DamageAsync(checkpoint, cancel) is { } damage)
            {
                tell($"The checkpoint after epoch {checkpoint.Row.Epoch.ToString(CultureInfo.InvariantCulture)} cannot be used, and the work goes on from an older one or begins anew: {damage}.");
                continue;
            }

            return await ledger.GoOnAsync(stage.Id, started.Number, checkpoint.Row, CancellationToken.None)
                ? new GoOnPoint(store.PathOf(checkpoint.Address), checkpoint.Row.Threads)
                : null;
        }

        return null;
    }

    /// <summary>Returns what is wrong with a checkpoint, or null. Hours of training hang on it, so one look is not enough.</summary>
    private async Task<string?> DamageAsync(StoredCheckpoint checkpoint, CancellationToken cancel)
    {
        string? damage = await LookAsync();
        if (damage is null || home.Server is null)
        {
            return damage;
        }

        await Task.Delay(SecondLook, clock, cancel);
        return await LookAsync();

        async Task<string?> LookAsync() => await store.DamageAsync(checkpoint.Address, checkpoint.Row.ManifestSha256, CheckDepth.Contents, cancel) is { } found
            ? shared.OutOfReach() is { } gone ? throw new IOException(gone.Sentence) : found
            : null;
    }

    /// <summary>Stores and records a checkpoint, and removes those that are older than the one before it.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="started">The attempt that wrote it.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="checkpoint">The checkpoint; the database has the points before it.</param>
    /// <returns>Whether it was recorded; false where the attempt does not count any more.</returns>
    /// <exception cref="ArtifactException">The files are not what was told of them.</exception>
    /// <exception cref="IOException">The store refuses service.</exception>
    public async Task<bool> KeepAsync(Stage stage, StartedAttempt started, AttemptFolder folder, PendingCheckpoint checkpoint)
    {
        ArtifactAddress address = ArtifactAddress.OfCheckpoint(stage.Key, started.Id, checkpoint.Told.Epochs);
        ManifestFile[] files = [.. checkpoint.Told.Files.Select(file => new ManifestFile(file.Name, file.Bytes, file.Sha256))];
        StoredManifest manifest = await store.StoreAsync(address, checkpoint.FolderIn(folder), files, CheckDepth.Lengths, CancellationToken.None);
        CriticalPoints.Pass(CriticalPoints.CheckpointStored);
        if (!await ledger.RecordAsync(stage.Id, started.Number, checkpoint.Told.Epochs, checkpoint.BatchSequence, manifest.Sha256, CancellationToken.None))
        {
            store.Remove(address);
            return false;
        }

        CriticalPoints.Pass(CriticalPoints.CheckpointRecorded);
        foreach (StoredCheckpoint older in (await ledger.OfAsync(stage.Id, CancellationToken.None)).Skip(Kept))
        {
            if (TryRemove(older))
            {
                CriticalPoints.Pass(CriticalPoints.CheckpointRemoved);
                await ledger.NoteRemovedAsync(older.Row, CancellationToken.None);
            }
        }

        return true;
    }

    /// <summary>Commits a stage, which ends its records in the same transaction, and then removes the files.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="commit">Commits; false where it was refused, and the checkpoints then stay for the attempt that counts.</param>
    /// <returns>Whether it was taken.</returns>
    public async Task<bool> RemoveWithAsync(Stage stage, Func<Task<bool>> commit)
    {
        // Trainings alone save any.
        IReadOnlyList<StoredCheckpoint> kept = stage.Kind == StageKind.Train ? await ledger.OfAsync(stage.Id, CancellationToken.None) : [];
        if (!await commit())
        {
            return false;
        }

        CriticalPoints.Pass(CriticalPoints.CommitAfter);
        foreach (StoredCheckpoint checkpoint in kept)
        {
            TryRemove(checkpoint);
        }

        return true;
    }

    /// <summary>Removes the files of a checkpoint that nobody needs. Those that cannot be removed stay: no work is worth losing over them.</summary>
    private bool TryRemove(StoredCheckpoint checkpoint)
    {
        try
        {
            store.Remove(checkpoint.Address);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>The point from which an attempt goes on.</summary>
/// <param name="Folder">Absolute path of the checkpoint's folder.</param>
/// <param name="Threads">Threads inside an operation that the stage began with.</param>
internal sealed record GoOnPoint(string Folder, int Threads);
