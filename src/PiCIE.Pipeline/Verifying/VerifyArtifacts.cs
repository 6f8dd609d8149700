using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Pipeline.Verifying;

/// <summary>Looks at every artifact that counts, for <c>picie doctor</c>. It changes nothing.</summary>
/// <param name="Contents">Whether the content of each file is read and hashed; otherwise its length is looked at.</param>
public sealed record VerifyArtifacts(bool Contents) : IRequest<VerifiedArtifacts>;

/// <summary>The findings on all artifacts.</summary>
/// <param name="Artifacts">Number of artifacts.</param>
/// <param name="Bytes">Their length in bytes.</param>
/// <param name="Damaged">Those that are missing or damaged.</param>
public sealed record VerifiedArtifacts(int Artifacts, long Bytes, IReadOnlyList<DamagedArtifact> Damaged);

/// <summary>An artifact that is missing or damaged.</summary>
/// <param name="Title">Title of the stage that made it; null for stored start weights.</param>
/// <param name="Sentence">A sentence that says what is wrong with it.</param>
/// <param name="Needed">
/// Whether somebody needs it: it is a result, or something that is still to be done reads it. The packs of finished runs are not needed.
/// </param>
public sealed record DamagedArtifact(string? Title, string Sentence, bool Needed);

internal sealed class VerifyArtifactsHandler(OpenDatabase database, IArtifactStore store, SharedStore shared) : IRequestHandler<VerifyArtifacts, VerifiedArtifacts>
{
    public async Task<VerifiedArtifacts> Handle(VerifyArtifacts request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        await shared.RequireSameAsync(context, cancel);
        var stages = await context.Stages.AsNoTracking().Where(stage => stage.State == StageState.Done)
            .Join(context.Artifacts, stage => stage.ArtifactId, artifact => artifact.Id, (stage, artifact) => new
            {
                stage.Title,
                Artifact = artifact,
                Needed = stage.Kind != StageKind.Preprocess || context.StageInputs.Any(input => input.SourceStageId == stage.Id
                    && context.Stages.Any(reader => reader.Id == input.StageId && reader.State != StageState.Done && reader.State != StageState.Canceled)),
            })
            .OrderBy(row => row.Title).ToListAsync(cancel);
        List<Artifact> weights = await context.Artifacts.AsNoTracking().Where(artifact => artifact.Kind == ArtifactAddress.Weights
            && context.StageInputs.Any(input => input.ArtifactId == artifact.Id
                && context.Stages.Any(reader => reader.Id == input.StageId && reader.State != StageState.Done && reader.State != StageState.Canceled)))
            .ToListAsync(cancel);
        List<DamagedArtifact> damaged = [];
        CheckDepth depth = request.Contents ? CheckDepth.Contents : CheckDepth.Lengths;
        foreach (var row in stages)
        {
            await LookAsync(row.Artifact, row.Title, row.Needed);
        }

        foreach (Artifact artifact in weights)
        {
            await LookAsync(artifact, null, needed: true);
        }

        return new VerifiedArtifacts(stages.Count + weights.Count, stages.Sum(row => row.Artifact.Bytes) + weights.Sum(artifact => artifact.Bytes), damaged);

        async Task LookAsync(Artifact artifact, string? title, bool needed)
        {
            if (await store.DamageAsync(ArtifactAddress.Of(artifact), artifact.ManifestSha256, depth, cancel) is { } sentence)
            {
                damaged.Add(new DamagedArtifact(title, sentence, needed));
            }
        }
    }
}
