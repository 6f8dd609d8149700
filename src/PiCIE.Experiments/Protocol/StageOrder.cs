using System.Text.Json;

namespace PiCIE.Experiments.Protocol;

/// <summary>
/// The order of a supervisor to a stage process: the one line of JSON that the process reads from standard input. It is not the stage's
/// identity (see the stage key): paths, threads, batch size and device enter no key.
/// </summary>
public sealed record StageOrder
{
    /// <summary>Version of the protocol that this program speaks; another one is refused by name.</summary>
    public const int CurrentProtocol = 2;

    /// <summary>Protocol version of this order.</summary>
    public int Protocol { get; init; } = CurrentProtocol;

    /// <summary>Kind of the order: a stage kind in lower case, or one of <see cref="PiCIE.Experiments.Tools.ToolKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The settings record of that kind (one a kind) as camelCase JSON.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>Named inputs as absolute paths of files or folders, e.g. <c>basePack</c>; the settings record says which names it wants.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Absolute path of an empty folder that takes every output file.</summary>
    public required string Scratch { get; init; }

    /// <summary>
    /// Absolute path of an empty folder that takes checkpoints, each in a folder of its own; null where none are wanted. A kind that keeps none leaves it
    /// empty.
    /// </summary>
    public string? Checkpoints { get; init; }

    /// <summary>Absolute path of the folder of a checkpoint from which the work goes on; null where it begins anew. Nothing is written there.</summary>
    public string? GoOnFrom { get; init; }

    /// <summary>Threads inside one tensor operation (at least 1).</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Photographs in the network at once where that changes no result (evaluate); null leaves it to memory.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Device: <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "cpu";
}
