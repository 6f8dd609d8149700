using PiCIE.Cli.CommandLine;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Runs;

/// <summary>A spec as it lies on disk.</summary>
/// <param name="Path">Absolute path of the file; paths in it count from its folder.</param>
/// <param name="Text">Its text.</param>
internal sealed record SpecFile(string Path, string Text)
{
    private const long LimitBytes = 1024 * 1024;

    /// <summary>Reads a spec file.</summary>
    /// <param name="session">The command.</param>
    /// <param name="path">Path as given.</param>
    /// <exception cref="PicieException">There is no such file, it is no spec by its size, or a byte of it belongs to no text.</exception>
    public static SpecFile Read(CommandSession session, string path)
    {
        string full = session.FullPath(path);
        FileInfo file = new(full);
        if (Directory.Exists(full) || !file.Exists)
        {
            string what = Directory.Exists(full) ? $"{path} is a folder, not a spec." : $"There is no spec {path} ({full}).";
            throw new PicieException("no-spec", what, full, "Name a YAML file, for example experiments/toy.yaml.", ProblemKind.Input);
        }

        if (file.Length > LimitBytes)
        {
            throw new PicieException(
                "spec-too-long", $"{path} has {file.Length:N0} bytes; a spec has at most {LimitBytes:N0}.", full, "Is this the right file?", ProblemKind.Input);
        }

        try
        {
            return new SpecFile(full, TextFile.Read(full));
        }
        catch (InvalidTextException exception)
        {
            TextProblem problem = exception.Problems[0];
            throw new PicieException("bad-spec", problem.Message, $"{full}, {problem.Place}", problem.Hint, ProblemKind.Input, exception);
        }
    }
}
