namespace PiCIE.Pipeline;

/// <summary>
/// Where everything of one installation lies: the folder <c>PICIE_HOME</c> and what the other variables place elsewhere. All paths
/// are absolute; nothing is created by asking for it.
/// </summary>
public sealed record PicieHome
{
    /// <summary>The folder that holds database, locks, scratch and logs. Default <c>./picie-data</c>.</summary>
    public required string Root { get; init; }

    /// <summary>Folder of data sets that a spec names (<c>PICIE_DATA</c>). Default <c>data</c> in the root.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder of weights files that a spec names (<c>PICIE_WEIGHTS</c>). Default <c>weights</c> in the root.</summary>
    public required string WeightsFolder { get; init; }

    /// <summary>Folder of the artifact store (<c>PICIE_ARTIFACTS</c>). Default <c>artifacts</c> in the root.</summary>
    public required string ArtifactsFolder { get; init; }

    /// <summary>Who submits: <c>PICIE_USER</c>, else the login name.</summary>
    public required string Person { get; init; }

    /// <summary>The stage program of <c>PICIE_STAGE</c>, or null.</summary>
    public string? StageProgram { get; init; }

    /// <summary>File of the database.</summary>
    public string Database => Path.Combine(Root, "picie.db");

    /// <summary>File whose lock says that a process works on this home.</summary>
    public string WorkerLock => Path.Combine(Root, "worker.lock");

    /// <summary>File whose lock says that a process migrates the database.</summary>
    public string MigrateLock => Path.Combine(Root, "migrate.lock");

    /// <summary>Scratch, one folder an attempt.</summary>
    public string WorkFolder => Path.Combine(Root, "work");

    /// <summary>Logs, one file an attempt.</summary>
    public string LogsFolder => Path.Combine(Root, "logs");

    /// <summary>The home that the environment of this process describes.</summary>
    public static PicieHome FromEnvironment() => From(Environment.GetEnvironmentVariable, Environment.CurrentDirectory);

    /// <summary>The home that a set of variables describes; an empty variable counts as absent.</summary>
    /// <param name="variable">Gives the value of a variable, or null.</param>
    /// <param name="currentFolder">What relative paths are relative to.</param>
    public static PicieHome From(Func<string, string?> variable, string currentFolder)
    {
        string root = Folder("PICIE_HOME") ?? Path.Combine(currentFolder, "picie-data");
        return new PicieHome
        {
            Root = root,
            DataFolder = Folder("PICIE_DATA") ?? Path.Combine(root, "data"),
            WeightsFolder = Folder("PICIE_WEIGHTS") ?? Path.Combine(root, "weights"),
            ArtifactsFolder = Folder("PICIE_ARTIFACTS") ?? Path.Combine(root, "artifacts"),
            Person = Value("PICIE_USER") ?? Environment.UserName,
            StageProgram = Folder("PICIE_STAGE"),
        };

        string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;
        string? Folder(string name) => Value(name) is { } value ? Path.GetFullPath(value, currentFolder) : null;
    }
}
