namespace PiCIE.Cli.Tests;

/// <summary>
/// Text as a person should read it, in a file beside the tests (<c>Results/Expected/NAME.txt</c>). After a wanted change the files
/// are written anew with <c>PICIE_WRITE_EXPECTED=1</c> and reviewed like code.
/// </summary>
internal static class ExpectedText
{
    public static void ShouldBeExpected(this string text, string name)
    {
        string path = Path.Combine(Folder(), name + ".txt");
        string lines = string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("PICIE_WRITE_EXPECTED") == "1")
        {
            Directory.CreateDirectory(Folder());
            File.WriteAllText(path, lines);
        }

        lines.ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"), $"the text differs from {path}");
    }

    private static string Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PiCIE.Pipeline.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "PiCIE.Cli.Tests", "Results", "Expected");
            }
        }

        throw new InvalidOperationException($"PiCIE.Pipeline.sln stands in no folder above {AppContext.BaseDirectory}");
    }
}
