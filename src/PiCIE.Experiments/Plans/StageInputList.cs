using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Plans;

/// <summary>The inputs of one stage: where each comes from, and what stands for it in the key.</summary>
internal sealed class StageInputList
{
    private readonly List<PlannedInput> _inputs = [];
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>Where they come from.</summary>
    public IReadOnlyList<PlannedInput> Inputs => _inputs;

    /// <summary>What stands for them in the key, by role.</summary>
    public IReadOnlyDictionary<string, string> Keys => _keys;

    /// <summary>The folder of the data set: packs hold its fingerprints, so nothing of it stands in the key.</summary>
    public void Data() => _inputs.Add(new PlannedInput { Role = InputRoles.Data });

    /// <summary>A file of another stage, or its whole folder.</summary>
    public void Stage(string role, string stage, string? file) => Add(new PlannedInput { Role = role, StageKey = stage, File = file }, stage);

    /// <summary>A pack: its own key stands for it, not that of the stage, which may make other packs beside it.</summary>
    public void Pack(string role, string stage, string file, string key) =>
        Add(new PlannedInput { Role = role, StageKey = stage, File = file }, key);

    /// <summary>The start weights, by content.</summary>
    public void StartWeights(string role, string sha256) => Add(new PlannedInput { Role = role, Sha256 = sha256 }, sha256);

    private void Add(PlannedInput input, string key)
    {
        _inputs.Add(input);
        _keys.Add(input.Role, key);
    }
}
