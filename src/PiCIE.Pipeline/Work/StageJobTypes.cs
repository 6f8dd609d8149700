namespace PiCIE.Pipeline.Work;

/// <summary>The only types that a stored Hangfire job may name: the job and its parameters.</summary>
internal static class StageJobTypes
{
    private static readonly Type[] Known = [typeof(StageJob), typeof(string), typeof(Guid)];

    /// <exception cref="InvalidOperationException">The name is that of another type.</exception>
    public static Type Resolve(string name)
    {
        string bare = name.Split(',')[0].Trim();
        return Known.FirstOrDefault(type => type.FullName == bare)
            ?? throw new InvalidOperationException($"a job names the type {name}; allowed are {string.Join(", ", Known.Select(type => type.FullName))}");
    }
}
