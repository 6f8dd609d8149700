using PiCIE.Evaluation.Text;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Results;

namespace PiCIE.Storage.Stages;

/// <summary>Adds the rows of a result: the artifact with its files, and the figures with their matrices.</summary>
internal static class CommittedRows
{
    /// <summary>Adds the rows to the context.</summary>
    /// <returns>Id of the artifact.</returns>
    public static Guid Add(PicieContext context, Stage stage, Attempt attempt, StageCommit commit, DateTimeOffset now)
    {
        Artifact artifact = new()
        {
            Id = attempt.Id,
            Kind = stage.Kind.Word(),
            Key = stage.Key,
            Attempt = attempt.Number,
            ManifestSha256 = commit.Manifest.Sha256,
            Bytes = commit.Manifest.Bytes,
            Output = commit.Output.GetRawText(),
            CreatedAt = now,
        };
        context.Artifacts.Add(artifact);
        context.ArtifactFiles.AddRange(commit.Manifest.Files.Select(file => new ArtifactFile
        {
            ArtifactId = artifact.Id,
            Name = file.Name,
            Bytes = file.Bytes,
            Sha256 = file.Sha256,
        }));
        AddResults(context, artifact.Id, commit.Results);
        return artifact.Id;
    }

    private static void AddResults(PicieContext context, Guid artifact, IReadOnlyList<SplitResult> results)
    {
        foreach ((int position, SplitResult split) in results.Index())
        {
            EvaluationResult result = new()
            {
                Id = Guid.CreateVersion7(),
                ArtifactId = artifact,
                Split = split.Split,
                Epoch = split.Epoch ?? EvaluationResult.EndOfTraining,
                Position = position,
                Protocol = split.Protocol,
                Accuracy = split.Accuracy,
                MeanIoU = split.MeanIoU,
                Figures = split.Figures,
            };
            context.Results.Add(result);
            context.Confusions.AddRange(split.Matrices.Select((matrix, index) => new Confusion
            {
                ResultId = result.Id,
                Repeat = index + 1,
                Classes = matrix.Length,
                Clusters = matrix[0].Length,
                Counts = CompactCounts.Write(matrix),
            }));
        }
    }
}
