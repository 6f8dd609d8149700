namespace PiCIE.Pipeline.Deliveries;

/// <summary>The fixed name under which a handler stands in the delivery rows; renaming the class changes nothing that is stored.</summary>
/// <param name="name">The name in kebab case.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class DeliveryNameAttribute(string name) : Attribute
{
    public string Name => name;
}
