namespace PiCIE.Tests;

/// <summary>
/// Text that stands in a file of the repository as it should be. After a wanted change the files are written anew with
/// <c>PICIE_WRITE_EXPECTED=1</c> and reviewed like code.
/// </summary>
internal static class ExpectedFile
{
    private const string WriteVariable = "PICIE_WRITE_EXPECTED";

    /// <summary>Fails unless the text is the one in the file, apart from space at the ends of lines.</summary>
    public static void ShouldStandIn(this string text, string path)
    {
        string lines = string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, lines);
        }

        (File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : string.Empty)
            .ShouldBe(lines, $"the text differs from {path}; where that is wanted, run the test once with {WriteVariable}=1 and review the file");
    }
}
