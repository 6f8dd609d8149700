using PiCIE.Cli.CommandLine;
using PiCIE.Pipeline.Upkeep;
using PiCIE.Pipeline.Verifying;

namespace PiCIE.Cli.Databases;

/// <summary>The document of <c>picie db check --json</c>.</summary>
/// <param name="Database">Name of the database.</param>
/// <param name="Fine">Whether nothing is wrong.</param>
/// <param name="Invariants">Number of the things that were looked at in the rows.</param>
/// <param name="Broken">Rows that are not as they should be.</param>
/// <param name="Artifacts">Number of artifacts that were looked at.</param>
/// <param name="Damaged">Artifacts that are missing or damaged although somebody needs them, a sentence each.</param>
internal sealed record CheckDocument(
    string Database, bool Fine, int Invariants, IReadOnlyList<BrokenRow> Broken, int Artifacts, IReadOnlyList<string> Damaged)
{
    /// <summary>Looks at rows and files.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="contents">Whether every file is read and hashed.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<CheckDocument> OfAsync(LocalPipeline pipeline, bool contents, CancellationToken cancel)
    {
        CheckedDatabase rows = await pipeline.AskAsync(new CheckDatabase(), cancel);
        VerifiedArtifacts files = await pipeline.AskAsync(new VerifyArtifacts(contents), cancel);
        string[] damaged = [.. files.Damaged.Where(found => found.Needed).Select(found => $"{found.Sentence}; it is what {found.Title ?? "a submit"} stored")];
        BrokenRow[] broken = [.. rows.Broken.Select(row => new BrokenRow(row.Invariant, row.Id, row.Row, row.Remedy))];
        return new CheckDocument(rows.Database, broken.Length == 0 && damaged.Length == 0, rows.Invariants, broken, files.Artifacts, damaged);
    }
}

/// <summary>A row that is not as it should be.</summary>
/// <param name="Invariant">What is so and must not be.</param>
/// <param name="Id">Id of the stage or run.</param>
/// <param name="Row">Title of the stage, or name of the run with what it says.</param>
/// <param name="Remedy">A sentence that says what ends it.</param>
internal sealed record BrokenRow(string Invariant, Guid Id, string Row, string Remedy);
