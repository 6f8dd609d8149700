namespace PiCIE.Pipeline.Marks;

/// <summary>What a person does to marks of runs and experiments.</summary>
/// <param name="Name">Its name in the audit trail, in kebab case.</param>
/// <param name="OthersToo">Whether it may be done to what belongs to somebody else.</param>
internal sealed record MarkAct(string Name, bool OthersToo);
