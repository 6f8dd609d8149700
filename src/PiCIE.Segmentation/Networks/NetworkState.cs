using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PiCIE.Segmentation.Networks;

/// <summary>
/// Lists the tensors of a network by name in the order of PyTorch's state dictionary: of each part first its parameters, then its statistics, then its own parts.
/// (TorchSharp's own dictionary puts all statistics last.)
/// </summary>
internal static class NetworkState
{
    public static IEnumerable<(string Name, Tensor Value)> Of(Module module, string prefix = "")
    {
        foreach ((string? name, TorchSharp.Modules.Parameter? parameter) in module.named_parameters(recurse: false))
        {
            yield return (prefix + name, parameter);
        }
        foreach ((string? name, Tensor? buffer) in module.named_buffers(recurse: false))
        {
            yield return (prefix + name, buffer);
        }
        foreach ((string? name, Module? part) in module.named_children())
        {
            foreach ((string Name, Tensor Value) entry in Of(part, $"{prefix}{name}."))
            {
                yield return entry;
            }
        }
    }
}
