namespace PiCIE.Evaluation.Tests;

/// <summary>A folder that goes with its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("picie-evaluation-").FullName;

    public string Path { get; }

    /// <summary>Makes files (empty, for layouts look at names alone).</summary>
    public TemporaryFolder With(params string[] files)
    {
        foreach (string file in files)
        {
            Write(file, "");
        }

        return this;
    }

    public TemporaryFolder Write(string file, string text)
    {
        string path = At(file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public string At(string file) => System.IO.Path.Combine([Path, .. file.Split('/')]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
