using System.Diagnostics;

namespace PiCIE.Storage.Faults;

/// <summary>
/// Names the moments at which a process that dies could do most harm: between two writes that belong together, one of which is no transaction. The fault
/// rig (tests/PiCIE.Faults) kills processes exactly there. Anywhere else passing a point does nothing.
/// </summary>
public static class CriticalPoints
{
    /// <summary>Name of the variable that switches the points on, with the folder in which the rig names the next one. It is for the fault rig alone.</summary>
    public const string Variable = "PICIE_KILL_AT";

    /// <summary>An offer is committed, and its job is not made.</summary>
    public const string OfferBeforeCreate = "offer.before-create";

    /// <summary>The job of an offer is made, and nothing notes that.</summary>
    public const string OfferAfterCreate = "offer.after-create";

    /// <summary>A stage is started in the ledger, and no process works on it.</summary>
    public const string StartAfter = "start.after";

    /// <summary>The stage process runs, and has no order yet.</summary>
    public const string ChildStarted = "child.started";

    /// <summary>A batch of points is in the ledger, and still in the spool.</summary>
    public const string PointsAfter = "points.after";

    /// <summary>The stage process has told its result, and nothing notes that its files are complete.</summary>
    public const string ResultReceived = "result.received";

    /// <summary>The complete result is kept in the scratch folder, and not in the store.</summary>
    public const string ResultKept = "result.kept";

    /// <summary>The files of an artifact lie aside, and not at their address.</summary>
    public const string ArtifactAside = "artifact.aside";

    /// <summary>An artifact stands at its address, and no row names it.</summary>
    public const string ArtifactRenamed = "artifact.renamed";

    /// <summary>The artifact of a result is stored, and the transaction of its commit has not begun.</summary>
    public const string CommitBefore = "commit.before";

    /// <summary>The rows of a commit are written, and their transaction is open.</summary>
    public const string CommitInside = "commit.inside";

    /// <summary>A commit is taken, and its checkpoints and its scratch folder are still there.</summary>
    public const string CommitAfter = "commit.after";

    /// <summary>The files of a checkpoint are stored, and no row names them.</summary>
    public const string CheckpointStored = "checkpoint.stored";

    /// <summary>A checkpoint is recorded, and the older ones that it replaces are still there.</summary>
    public const string CheckpointRecorded = "checkpoint.recorded";

    /// <summary>The files of an older checkpoint are gone, and its row says that they are there.</summary>
    public const string CheckpointRemoved = "checkpoint.removed";

    /// <summary>A handler has heard of an event, and the delivery is still there.</summary>
    public const string EventDispatched = "event.dispatched";

    /// <summary>A worker has its row, and has neither a queue nor a heartbeat.</summary>
    public const string WorkerAdded = "worker.added";

    /// <summary>A submit is committed, and nobody has been told.</summary>
    public const string SubmitAfter = "submit.after";

    private static string? _folder;

    /// <summary>Switches the points on or off for this process.</summary>
    /// <param name="folder">Folder in which a file with the name of a point says that the next process that passes it is killed; null for off.</param>
    public static void SwitchOn(string? folder) => _folder = folder;

    /// <summary>Kills this process, without a chance to write anything more, where the rig named this point; otherwise it does nothing.</summary>
    /// <param name="point">The point.</param>
    public static void Pass(string point)
    {
        if (_folder is { } folder && TryTake(Path.Combine(folder, point)))
        {
            using Process self = Process.GetCurrentProcess();
            self.Kill();
        }
    }

    /// <summary>Takes the file of a point, so that it kills once: of several processes that pass at once, one gets it.</summary>
    private static bool TryTake(string file)
    {
        try
        {
            if (File.Exists(file))
            {
                File.Move(file, file + ".used");
                return true;
            }
        }
        catch (IOException)
        {
            // Another process took it.
        }

        return false;
    }
}
