using System.Text.Json.Serialization;

namespace PiCIE.Cli.DataSets;

/// <summary>The source of a fetched data set. It is kept beside the files, so that one knows later which bytes were trusted at first.</summary>
/// <param name="Recipe">Name of its recipe.</param>
/// <param name="Address">Address of the archive.</param>
/// <param name="Bytes">Length of the archive.</param>
/// <param name="Sha256">SHA-256 of the archive.</param>
/// <param name="Licence">A sentence with what its publisher allows.</param>
internal sealed record DataSource(string Recipe, Uri Address, long Bytes, string Sha256, string Licence)
{
    /// <summary>Name of the file that holds it.</summary>
    [JsonIgnore]
    public string FileName => $"{Recipe}.source.json";
}
