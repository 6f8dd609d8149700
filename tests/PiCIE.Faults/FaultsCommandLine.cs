namespace PiCIE.Faults;

/// <summary>Reads what is asked of the program.</summary>
internal static class FaultsCommandLine
{
    public static Task<int> RunAsync(string[] arguments)
    {
        Console.WriteLine(string.Join(' ', arguments));
        return Task.FromResult(0);
    }
}
