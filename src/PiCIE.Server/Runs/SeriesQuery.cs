using Microsoft.AspNetCore.Mvc;

namespace PiCIE.Server.Runs;

/// <summary>Says which part of a series is asked for.</summary>
internal sealed record SeriesQuery
{
    /// <summary>Number of buckets that are wanted.</summary>
    [FromQuery(Name = "points")]
    public int? Points { get; init; }

    /// <summary>First step, or null.</summary>
    [FromQuery(Name = "from")]
    public long? From { get; init; }

    /// <summary>Last step, or null.</summary>
    [FromQuery(Name = "to")]
    public long? To { get; init; }

    /// <summary>Id of the stage, where several have such a series.</summary>
    [FromQuery(Name = "stage")]
    public Guid? Stage { get; init; }
}
