using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Limits;

namespace PiCIE.Pipeline.Waiting;

/// <summary>Sets the weight and the limit of a person; what is null stays as it is.</summary>
/// <param name="Person">Name of the person; empty for everybody who has none of their own.</param>
/// <param name="Weight">Share of the person beside others; more than 0.</param>
/// <param name="Most">Most stages of the person at once.</param>
/// <param name="Clear">Whether what was set for the person is removed first; without a person the times of the queue too.</param>
public sealed record LimitPerson(string Person, double? Weight, int? Most, bool Clear) : IRequest<LimitsDocument>
{
    /// <summary>Times of the queue to set, in seconds, by the names of <see cref="AgreedTimes"/>; they are everybody's.</summary>
    public IReadOnlyDictionary<string, int> Times { get; init; } = new Dictionary<string, int>();

    /// <summary>Whether nothing is set: what is set already is told.</summary>
    internal bool OnlyAsks => Weight is null && Most is null && !Clear && Times.Count == 0;
}

/// <summary>Weights and limits of people.</summary>
/// <param name="People">Those for whom something is set, by name; an empty name stands for everybody else.</param>
public sealed record LimitsDocument(IReadOnlyList<PersonLimit> People)
{
    /// <summary>Times of the queue that are set, in seconds, by name; the others are as they are by themselves.</summary>
    public IReadOnlyDictionary<string, double> Times { get; init; } = new Dictionary<string, double>();
}

/// <summary>The weight and the limit of a person.</summary>
/// <param name="Person">Name of the person; empty for everybody who has none of their own.</param>
/// <param name="Weight">Weight, or null.</param>
/// <param name="Most">Most stages at once, or null.</param>
public sealed record PersonLimit(string Person, double? Weight, int? Most);

internal sealed class LimitPersonHandler(OpenDatabase database, IDbContextFactory<PicieContext> contexts, TimeProvider clock) : IRequestHandler<LimitPerson, LimitsDocument>
{
    private static readonly string[] TimeNames = [AgreedTimes.LeaseName, AgreedTimes.OfferName, AgreedTimes.ReconcileName];

    public async Task<LimitsDocument> Handle(LimitPerson request, CancellationToken cancel)
    {
        await using PicieContext context = await (request.OnlyAsks ? database.OpenToReadAsync(cancel) : database.OpenAsync(cancel));
        foreach ((string name, double? value) in new[] { (PersonLimits.Weight, request.Weight), (PersonLimits.Most, request.Most) })
        {
            if (request.Clear || value is not null)
            {
                await PersonLimits.SetAsync(contexts, clock, name, request.Person, value, cancel);
            }
        }

        foreach (string name in TimeNames)
        {
            int? seconds = request.Times.TryGetValue(name, out int set) ? set : null;
            if (seconds is not null || (request.Clear && request.Person.Length == 0))
            {
                await PersonLimits.SetAsync(contexts, clock, name, string.Empty, seconds, cancel);
            }
        }

        List<Limit> limits = await context.Set<Limit>().AsNoTracking().ToListAsync(cancel);
        return new LimitsDocument(
        [
            .. limits.Where(limit => !TimeNames.Contains(limit.Name)).GroupBy(limit => limit.Person).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new PersonLimit(
                group.Key, group.FirstOrDefault(limit => limit.Name == PersonLimits.Weight)?.Value, (int?)group.FirstOrDefault(limit => limit.Name == PersonLimits.Most)?.Value)),
        ])
        {
            Times = limits.Where(limit => TimeNames.Contains(limit.Name)).OrderBy(limit => limit.Name, StringComparer.Ordinal).ToDictionary(limit => limit.Name, limit => limit.Value),
        };
    }
}
