using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Lists experiments, the newest first.</summary>
/// <param name="Person">Name of the person whose they are; null for everybody's.</param>
/// <param name="WithArchived">Whether archived ones are listed too.</param>
/// <param name="Offset">Number of experiments to pass over.</param>
/// <param name="Limit">Largest number of experiments on a page.</param>
public sealed record ListExperiments(string? Person, bool WithArchived, int Offset, int Limit) : IRequest<ExperimentListDocument>;

/// <summary>A page of the list of experiments.</summary>
/// <param name="Experiments">The experiments.</param>
/// <param name="Total">Number of experiments on all pages.</param>
public sealed record ExperimentListDocument(IReadOnlyList<ExperimentRow> Experiments, int Total);

/// <summary>An experiment of a list.</summary>
public sealed record ExperimentRow
{
    /// <summary>Id of the experiment.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the person who submitted it.</summary>
    public required string Person { get; init; }

    /// <summary>Its name, unique for the person.</summary>
    public required string Name { get; init; }

    /// <summary>Text for people about it, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Priority among what waits, higher first.</summary>
    public required int Priority { get; init; }

    /// <summary>Largest number of its stages at once; null sets no limit.</summary>
    public int? MaxConcurrent { get; init; }

    /// <summary>Number of its newest revision.</summary>
    public required int Revision { get; init; }

    /// <summary>Time of the first submit (UTC).</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Time when it was paused (UTC); null while it is not.</summary>
    public DateTimeOffset? Paused { get; init; }

    /// <summary>Time when it was archived (UTC); null while it is not.</summary>
    public DateTimeOffset? Archived { get; init; }

    /// <summary>Its own tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Numbers of its runs by status, those that another run replaced left out.</summary>
    public IReadOnlyDictionary<RunStatus, int> Runs { get; init; } = new Dictionary<RunStatus, int>();
}

internal sealed class ListExperimentsHandler(OpenDatabase database) : IRequestHandler<ListExperiments, ExperimentListDocument>
{
    public async Task<ExperimentListDocument> Handle(ListExperiments request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        IQueryable<Experiment> asked = context.Experiments.AsNoTracking()
            .Where(row => (request.Person == null || row.Person == request.Person) && (request.WithArchived || row.ArchivedAt == null));
        List<Experiment> page = await asked.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).Skip(request.Offset).Take(request.Limit).ToListAsync(cancel);
        return new ExperimentListDocument(await ExperimentRows.OfAsync(context, page, cancel), await asked.CountAsync(cancel));
    }
}
