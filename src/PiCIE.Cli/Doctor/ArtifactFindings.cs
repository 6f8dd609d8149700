using System.Globalization;
using PiCIE.Cli.CommandLine;
using PiCIE.Pipeline.Verifying;

namespace PiCIE.Cli.Doctor;

/// <summary>Finds out whether the artifacts of the runs are still there and whole.</summary>
internal static class ArtifactFindings
{
    /// <summary>Looks at the artifacts; a home without a database has none.</summary>
    /// <param name="session">The command.</param>
    /// <param name="contents">Whether every file is read and hashed.</param>
    public static async Task<IReadOnlyList<DoctorFinding>> OfAsync(CommandSession session, bool contents)
    {
        if (session.Home.Server is null && !File.Exists(session.Home.Database))
        {
            return [];
        }

        await using LocalPipeline pipeline = LocalPipeline.On(session);
        VerifiedArtifacts found = await pipeline.AskAsync(new VerifyArtifacts(contents), session.Stop);
        int unneeded = found.Damaged.Count(damaged => !damaged.Needed);
        string gone = unneeded == 0 ? "" : $"; {unneeded} packs of finished runs are gone, and nobody needs them";
        string how = contents ? "every file was read and has its hash" : "all there in their lengths (--verify reads every file)";
        DoctorFinding[] broken = [.. found.Damaged.Where(damaged => damaged.Needed).Select(Finding)];
        return broken.Length > 0
            ? broken
            : [new DoctorFinding("artifacts", true, string.Create(CultureInfo.InvariantCulture, $"{found.Artifacts}, {found.Bytes / (double)(1L << 20):0.0} MiB: {how}{gone}"))];
    }

    private static DoctorFinding Finding(DamagedArtifact damaged) => new(
        "artifacts", false,
        damaged.Title is null
            ? $"{damaged.Sentence}; these are stored start weights: remove the file, if it is there, and run the spec again, and they are stored anew"
            : $"{damaged.Sentence}; it is what {damaged.Title} made: remove the file, if it is there, and run its spec again, and it is made anew");
}
