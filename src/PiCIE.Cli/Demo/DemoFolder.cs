using System.Reflection;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Demo;

/// <summary>The folder of the demo in the home: its scenes, its start weights and its specs, as files that a person can read and change.</summary>
/// <param name="Path">Absolute path.</param>
internal sealed record DemoFolder(string Path)
{
    private const string ResourcePrefix = "Demo/";

    /// <summary>Path of the spec of PiCIE.</summary>
    public string PicieSpec => System.IO.Path.Combine(Path, "picie.yaml");

    /// <summary>Path of the spec of the frozen control.</summary>
    public string FrozenSpec => System.IO.Path.Combine(Path, "frozen.yaml");

    /// <summary>Folder of the scenes.</summary>
    public string Scenes => System.IO.Path.Combine(Path, "scenes");

    /// <summary>Returns the folder of the demo in a home.</summary>
    /// <param name="home">The home.</param>
    public static DemoFolder In(PicieHome home) => new(System.IO.Path.Combine(home.Root, "demo"));

    /// <summary>
    /// Writes the files that this program carries: specs and start weights. An equal file stays untouched; a file that a person changed is
    /// kept under another name.
    /// </summary>
    /// <returns>Paths of the changed files under their new names.</returns>
    public IReadOnlyList<string> WriteSpecs()
    {
        List<string> kept = [];
        Directory.CreateDirectory(Path);
        Assembly assembly = typeof(DemoFolder).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            string path = System.IO.Path.Combine(Path, name[ResourcePrefix.Length..]);
            if (File.Exists(path))
            {
                if (File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
                {
                    continue;
                }

                kept.Add(FreeName(path));
                File.Move(path, kept[^1]);
            }

            File.WriteAllBytes(path, content);
        }

        return kept;
    }

    private static string FreeName(string path) => Enumerable.Range(1, int.MaxValue)
        .Select(number => System.IO.Path.ChangeExtension(path, $"changed-{number}{System.IO.Path.GetExtension(path)}"))
        .First(name => !File.Exists(name));
}
