using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Plans;

/// <summary>Collects the inputs of one stage: where each comes from, and what stands for it in the key.</summary>
internal sealed class StageInputList
{
    private readonly List<PlannedInput> _inputs = [];
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>The inputs with their sources.</summary>
    public IReadOnlyList<PlannedInput> Inputs => _inputs;

    /// <summary>Keys and content hashes that stand for the inputs in the stage key, by role.</summary>
    public IReadOnlyDictionary<string, string> Keys => _keys;

    /// <summary>Adds the folder of the data set. Packs hold its fingerprints, so nothing of it stands in the key.</summary>
    public void Data() => _inputs.Add(new PlannedInput { Role = InputRoles.Data });

    /// <summary>Adds a file of another stage, or its whole folder.</summary>
    public void Stage(string role, string stage, string? file) => Add(new PlannedInput { Role = role, StageKey = stage, File = file }, stage);

    /// <summary>Adds a pack. Its own key stands for it, not that of the stage, which may make other packs beside it.</summary>
    public void Pack(string role, string stage, string file, string key) =>
        Add(new PlannedInput { Role = role, StageKey = stage, File = file }, key);

    /// <summary>Adds the start weights by their content.</summary>
    public void StartWeights(string role, string sha256) => Add(new PlannedInput { Role = role, Sha256 = sha256 }, sha256);

    private void Add(PlannedInput input, string key)
    {
        _inputs.Add(input);
        _keys.Add(input.Role, key);
    }
}
