using PiCIE.Experiments.People;

namespace PiCIE.Storage.DataSets;

/// <summary>Photographs that were registered or used. Their folders stand in <see cref="DataSetPath"/>, for several machines may hold them.</summary>
public sealed class DataSet
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>The name under which it was registered, or null.</summary>
    public string? Name { get; set; }

    /// <summary>Hash over its listed files; null until they were all read.</summary>
    public string? Fingerprint { get; set; }

    /// <summary>Who may be shown its photographs; null where nobody said so, which means everyone at home and operators in a team.</summary>
    public PhotographAudience? Show { get; set; }

    /// <summary>Time when it was first seen.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
