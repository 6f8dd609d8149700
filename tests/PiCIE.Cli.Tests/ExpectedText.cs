namespace PiCIE.Cli.Tests;

/// <summary>
/// Text as a person should read it, in a file beside the tests (<c>Results/Expected/NAME.txt</c>). After a wanted change the files
/// are written anew with <c>PICIE_WRITE_EXPECTED=1</c> and reviewed like code.
/// </summary>
internal static class ExpectedText
{
    private const string WriteVariable = "PICIE_WRITE_EXPECTED";
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "PiCIE.Cli.Tests", "Results", "Expected");

    /// <summary>Fails unless the text is the one in the file, apart from space at the ends of lines.</summary>
    public static void ShouldBeExpected(this string text, string name)
    {
        string path = Path.Combine(Folder, name + ".txt");
        string lines = string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, lines);
        }

        lines.ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"), $"the text differs from {path}; where that is wanted, run the test once with {WriteVariable}=1 and review the file");
    }
}
