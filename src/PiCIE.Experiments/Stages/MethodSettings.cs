using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Stages;

/// <summary>The settings that a train stage reads because of its method, one record for each; its name in JSON is the method's.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(PicieSettings), "picie")]
[JsonDerivedType(typeof(FrozenSettings), "frozen")]
public abstract record MethodSettings
{
    private protected MethodSettings()
    {
    }
}
