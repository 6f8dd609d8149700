using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Asks for the log of an attempt at a stage of a run.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="Stage">Id of the stage; null for the one whose attempt started last.</param>
/// <param name="Attempt">Number of the attempt; null for the newest.</param>
public sealed record FindRunLog(Guid Run, Guid? Stage, int? Attempt) : IRequest<RunLog>;

/// <summary>A log that lies in this home.</summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Attempt">Number of the attempt.</param>
public sealed record RunLog(string Path, Guid Stage, int Attempt);

internal sealed class FindRunLogHandler(OpenDatabase database, PicieHome home) : IRequestHandler<FindRunLog, RunLog>
{
    public async Task<RunLog> Handle(FindRunLog request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        await InspectedRun.RequireAsync(context, request.Run, cancel);
        Attempt attempt = await context.RunStages.Where(link => link.RunId == request.Run && (request.Stage == null || link.StageId == request.Stage))
            .Join(context.Attempts.AsNoTracking(), link => link.StageId, attempt => attempt.StageId, (link, attempt) => attempt)
            .Where(attempt => request.Attempt == null || attempt.Number == request.Attempt)
            .OrderByDescending(attempt => attempt.StartedAt).ThenByDescending(attempt => attempt.Number)
            .FirstOrDefaultAsync(cancel) ?? throw Missing("Nothing has worked on that yet.", "Ask again when a stage of the run has started.");
        return new RunLog(FileOf(attempt), attempt.StageId, attempt.Number);
    }

    private string FileOf(Attempt attempt)
    {
        string folder = Path.GetFullPath(home.LogsFolder) + Path.DirectorySeparatorChar;
        string? file = attempt.Log is { } log ? Path.GetFullPath(log, folder) : null;
        return file?.StartsWith(folder, StringComparison.Ordinal) == true && File.Exists(file)
            ? file
            : throw Missing($"The log of this attempt does not lie here: {attempt.Worker} worked on it.", "A worker of a team keeps its logs in its own home.");
    }

    private static PicieException Missing(string sentence, string hint) => new("no-log", sentence, null, hint, ProblemKind.NotFound);
}
