using Xunit.v3;

namespace PiCIE.Tests.Golden;

/// <summary>
/// Marks a test, or every test of a class, that reads the material; <see cref="SharedMaterial.Require"/> fails without it. The check of a
/// clone without material finds its tests by this trait.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsMaterialAttribute : Attribute, ITraitAttribute
{
    /// <summary>Name of the trait.</summary>
    public const string Trait = "Needs";

    /// <summary>Value of the trait.</summary>
    public const string Value = "material";

    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(Trait, Value)];
}
