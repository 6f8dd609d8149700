using System.Diagnostics;
using System.Text.RegularExpressions;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Documents;

/// <summary>The commands of a page: all its blocks that begin with <c>```sh</c>, run one after the other by one shell, as a person types them.</summary>
internal sealed partial class DocumentedCommands : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);
    private readonly PicieHomeFolder _folder = new();

    /// <summary>Makes the folder in which a reader stands, with photographs that have label images.</summary>
    public DocumentedCommands()
    {
        SmallData data = SmallData.In(_folder);
        Directory.Move(data.Folder, _folder["photographs"]);
        string picie = _folder.Write("bin/picie", $"#!/bin/sh\nexec dotnet '{Repository.Built("src/PiCIE.Cli", "picie.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(picie, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string this[string name] => _folder[name];

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs the commands of a page; each must end with status 0.</summary>
    /// <param name="page">Path of the page in the repository.</param>
    /// <param name="replaced">What stands in the page for the reader's own machine, and what it is here.</param>
    /// <returns>What the commands wrote.</returns>
    public async Task<string> RunAsync(string page, IReadOnlyDictionary<string, string> replaced)
    {
        string script = string.Join('\n', ShellBlocks().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, page))).Select(block => block.Groups[1].Value));
        foreach ((string written, string here) in replaced)
        {
            script.ShouldContain(written);
            script = script.Replace(written, here, StringComparison.Ordinal);
        }

        ProcessStartInfo start = new("bash", ["-euo", "pipefail", _folder.Write("commands.sh", script)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("PICIE_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["PATH"] = $"{_folder["bin"]}:{start.Environment["PATH"]}";
        start.Environment["PICIE_USER"] = "tester";
        using Process shell = Process.Start(start)!;
        Task<string> output = shell.StandardOutput.ReadToEndAsync(), error = shell.StandardError.ReadToEndAsync();
        try
        {
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        }
        catch
        {
            shell.Kill(entireProcessTree: true);
            throw;
        }

        shell.ExitCode.ShouldBe(0, $"{await output}\n{await error}");
        return await output;
    }

    [GeneratedRegex("^```sh\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlocks();
}
