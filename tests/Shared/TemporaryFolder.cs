namespace PiCIE.Tests;

/// <summary>A folder of its own for one test; it is deleted with everything in it when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Full path of the folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("picie-test-").FullName;

    /// <summary>Full path of a name in the folder; slashes part folders on every system.</summary>
    public string this[string name] => System.IO.Path.Combine([Path, .. name.Split('/')]);

    /// <summary>Writes empty files, for tests of code that looks at names alone.</summary>
    public TemporaryFolder With(params string[] files)
    {
        foreach (string file in files)
        {
            Write(file, "");
        }

        return this;
    }

    /// <summary>Writes a file and the folders that it needs.</summary>
    public TemporaryFolder Write(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[file])!);
        File.WriteAllText(this[file], text);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
