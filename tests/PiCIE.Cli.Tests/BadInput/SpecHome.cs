using PiCIE.Cli.CommandLine;

namespace PiCIE.Cli.Tests.BadInput;

/// <summary>
/// A spec, its task and its data in a folder of their own, and the commands that a person gives there, carried out in this process: what is
/// refused before anything is started needs no process. Nothing opens the pictures, so that they are empty files.
/// </summary>
internal sealed class SpecHome : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SpecHome()
    {
        foreach ((string split, int count) in new[] { ("train", 8), ("val", 4) })
        {
            string[] names = [.. Enumerable.Range(0, count).Select(index => $"{split}{index}")];
            _folder.With([.. names.Select(name => $"pictures/{split}/{name}.png"), .. names.Select(name => $"pictures/{split}annot/{name}.png")]);
            _folder.Write($"pictures/{split}.txt", string.Join('\n', names));
        }

        Write("task.yaml", """
            schema: picie-task/1
            name: small
            classes: toy-7
            layout: folders
            splits:
              train: { images: train, labels: trainannot, list: train.txt }
              val:   { images: val,   labels: valannot,   list: val.txt }

            """);
        WriteSpec("");
        _folder.Write("stage/picie-stage.dll", "");
    }

    public string Path => _folder.Path;

    public string Home => this["home"];

    public string Spec => this["small.yaml"];

    public string this[string name] => _folder[name];

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    public string Write(string name, string text)
    {
        _folder.Write(name, text);
        return this[name];
    }

    /// <summary>Writes the spec, with further lines from line 9 on.</summary>
    public string WriteSpec(string more) => Write("small.yaml", $$"""
        name: small
        task: ./task.yaml
        data: ./pictures
        method: picie
        backbone: { name: resnet18, width: 0.125, featureWidth: 16, weights: none }
        preprocess: { baseResolution: 40, resolution: 32 }
        seeds: [1]
        evaluate: { splits: [val] }
        {{more}}

        """);

    public Task<Said> PicieAsync(params string[] arguments) => PicieAsync(new Dictionary<string, string>(), arguments);

    public async Task<Said> PicieAsync(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        CapturedTerminal terminal = new();
        Dictionary<string, string> all = new(variables) { ["PICIE_HOME"] = Home, ["PICIE_USER"] = "tester" };
        // A plan looks whether there is a stage program, and starts none.
        all.TryAdd("PICIE_STAGE", _folder["stage/picie-stage.dll"]);
        ExitStatus status = await PicieCommandLine.RunAsync(arguments, new ProcessSurroundings(terminal.Terminal, name => all.GetValueOrDefault(name), Path));
        return new Said((int)status, terminal.Out, terminal.Error);
    }
}
