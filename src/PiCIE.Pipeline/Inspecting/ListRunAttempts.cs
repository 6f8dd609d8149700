using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Asks for all attempts at the stages of a run, also those that other runs wanted.</summary>
/// <param name="Run">Id of the run.</param>
public sealed record ListRunAttempts(Guid Run) : IRequest<RunAttemptListDocument>;

/// <summary>The attempts at the stages of a run, by time.</summary>
/// <param name="Attempts">The attempts.</param>
public sealed record RunAttemptListDocument(IReadOnlyList<RunAttemptDocument> Attempts);

/// <summary>An attempt at a stage.</summary>
public sealed record RunAttemptDocument
{
    /// <summary>Id of the stage.</summary>
    public required Guid Stage { get; init; }

    /// <summary>Kind of the stage.</summary>
    public required StageKind Kind { get; init; }

    /// <summary>Number of the attempt, from 1 within the stage.</summary>
    public required int Number { get; init; }

    /// <summary>How it ended; null while it goes on.</summary>
    public AttemptOutcome? Outcome { get; init; }

    /// <summary>Machine and process that works on it.</summary>
    public required string Worker { get; init; }

    /// <summary>The device.</summary>
    public required string Device { get; init; }

    /// <summary>Processor model and features, or null.</summary>
    public string? Processor { get; init; }

    /// <summary>Threads inside an operation.</summary>
    public required int Threads { get; init; }

    /// <summary>The program, with its version.</summary>
    public required string Program { get; init; }

    /// <summary>Time when it started (UTC).</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Time when it ended (UTC); null while it goes on.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Most memory that its process held at once, in bytes; null while it goes on, and where that is not known.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>Number of the attempt whose checkpoint it went on from, or null.</summary>
    public int? ResumedFrom { get; init; }

    /// <summary>Kind of its failure, or null.</summary>
    public FailureKind? FailureKind { get; init; }

    /// <summary>A sentence that says why it failed, or null.</summary>
    public string? Message { get; init; }

    /// <summary>A sentence that says what to do next, or null.</summary>
    public string? Hint { get; init; }
}

internal sealed class ListRunAttemptsHandler(OpenDatabase database) : IRequestHandler<ListRunAttempts, RunAttemptListDocument>
{
    public async Task<RunAttemptListDocument> Handle(ListRunAttempts request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        await InspectedRun.RequireAsync(context, request.Run, cancel);
        return new RunAttemptListDocument(await context.RunStages.Where(link => link.RunId == request.Run)
            .Join(context.Stages, link => link.StageId, stage => stage.Id, (link, stage) => stage)
            .Join(context.Attempts, stage => stage.Id, attempt => attempt.StageId, (stage, attempt) => new { stage.Kind, attempt })
            .OrderBy(row => row.attempt.StartedAt).ThenBy(row => row.attempt.Id)
            .Select(row => new RunAttemptDocument
            {
                Stage = row.attempt.StageId,
                Kind = row.Kind,
                Number = row.attempt.Number,
                Outcome = row.attempt.Outcome,
                Worker = row.attempt.Worker,
                Device = row.attempt.Device,
                Processor = row.attempt.Processor,
                Threads = row.attempt.Threads,
                Program = row.attempt.Program,
                Started = row.attempt.StartedAt,
                Ended = row.attempt.EndedAt,
                PeakMemoryBytes = row.attempt.PeakMemoryBytes,
                ResumedFrom = row.attempt.ResumedFromAttempt,
                FailureKind = row.attempt.FailureKind,
                Message = row.attempt.Sentence,
                Hint = row.attempt.Hint,
            })
            .ToListAsync(cancel));
    }
}
