namespace PiCIE.Pipeline.Deliveries;

/// <summary>Gives a handler the fixed name under which it stands in the delivery rows; renaming the class then changes nothing that is stored.</summary>
/// <param name="name">The name in kebab case.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class DeliveryNameAttribute(string name) : Attribute
{
    public string Name => name;
}
