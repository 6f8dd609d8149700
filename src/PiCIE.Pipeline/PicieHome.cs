using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Homes;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Faults;

namespace PiCIE.Pipeline;

/// <summary>
/// Says where everything of one installation lies: the folder <c>PICIE_HOME</c> and what the other variables place elsewhere. All paths are
/// absolute, and asking for one creates nothing. Values come from defaults, then from <c>picie.yaml</c> in the root, then from the
/// environment.
/// </summary>
public sealed record PicieHome
{
    /// <summary>The folder that holds database, locks, scratch and logs. The default is <c>./picie-data</c>.</summary>
    public required string Root { get; init; }

    /// <summary>Name of the home that no home of another machine has either.</summary>
    public string NameAmongAll => $"{Environment.MachineName}:{Root}";

    /// <summary>Folder of data sets that a spec names (<c>PICIE_DATA</c>). The default is <c>data</c> in the root.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder of weights files that a spec names (<c>PICIE_WEIGHTS</c>). The default is <c>weights</c> in the root.</summary>
    public required string WeightsFolder { get; init; }

    /// <summary>Folder of the artifact store (<c>PICIE_ARTIFACTS</c>). The default is <c>artifacts</c> in the root.</summary>
    public required string ArtifactsFolder { get; init; }

    /// <summary>Name of the person who submits: <c>PICIE_USER</c>, else the login name.</summary>
    public required string Person { get; init; }

    /// <summary>Path of the stage program from <c>PICIE_STAGE</c>, or null.</summary>
    public string? StageProgram { get; init; }

    /// <summary>Values that <c>picie.yaml</c> in the root sets.</summary>
    public HomeSettings Settings { get; init; } = HomeSettings.None;

    /// <summary>
    /// Connection string of the PostgreSQL database that this home works for (<c>PICIE_DATABASE</c>); null where it has a database of its own, the file. It may hold a
    /// password: <see cref="DatabaseName"/> is what people see.
    /// </summary>
    public string? Server { get; init; }

    /// <summary>Other times of the queue than the usual ones, as the fault rig gives them to its processes (<c>PICIE_QUEUE_TIMES</c>).</summary>
    internal QueueTimes Times { get; init; } = new();

    /// <summary>Folder in which the fault rig names the critical point at which a process is killed (<c>PICIE_KILL_AT</c>); null for everybody else.</summary>
    internal string? KillFolder { get; init; }

    /// <summary>Name of the database for people: the path of its file, or database and host, without user and password.</summary>
    public string DatabaseName => Server is null ? Database : PostgreSqlDatabase.NameOf(Server);

    /// <summary>File of the database, where it has one of its own.</summary>
    public string Database => Path.Combine(Root, "picie.db");

    /// <summary>File whose lock says that a process works on this home.</summary>
    public string WorkerLock => Path.Combine(Root, "worker.lock");

    /// <summary>File whose lock says that <c>picie serve</c> serves this home, whoever works on it at the moment.</summary>
    public string ServeLock => Path.Combine(Root, "serve.lock");

    /// <summary>Folder with a file for each process that follows runs; its lock says that the process lives.</summary>
    public string FollowersFolder => Path.Combine(Root, "followers");

    /// <summary>File whose lock says that a process migrates the database.</summary>
    public string MigrateLock => Path.Combine(Root, "migrate.lock");

    /// <summary>Folder of the scratch of attempts, one folder each. Whoever holds the home's lock clears it.</summary>
    public string WorkFolder => Path.Combine(Root, "work");

    /// <summary>Folder of the scratch of tools, which work without the lock: one folder a call, and each call removes its own.</summary>
    public string ToolsFolder => Path.Combine(Root, "tools");

    /// <summary>Logs, one file an attempt.</summary>
    public string LogsFolder => Path.Combine(Root, "logs");

    /// <summary>Returns the folder of one attempt.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="attempt">Number of the attempt.</param>
    public AttemptFolder AttemptFolder(Guid stage, int attempt) => new(Path.Combine(WorkFolder, $"{stage:N}-{attempt}"), stage, attempt);

    /// <summary>Returns the folders of the attempts that there are; other things beside them are passed over.</summary>
    public IReadOnlyList<AttemptFolder> AttemptFolders() => Directory.Exists(WorkFolder)
        ? [.. Directory.EnumerateDirectories(WorkFolder).Select(Pipeline.AttemptFolder.Of).OfType<AttemptFolder>()]
        : [];

    /// <summary>
    /// Returns the home that a set of variables describes; an empty variable counts as absent. A variable is stronger than
    /// <c>picie.yaml</c> in the home, and that is stronger than a default.
    /// </summary>
    /// <param name="variable">Gives the value of a variable, or null.</param>
    /// <param name="currentFolder">Folder that relative paths count from; those of <c>picie.yaml</c> count from the home.</param>
    /// <exception cref="PicieException">The home is a file, the file <c>picie.yaml</c> is wrong, or a variable asks for what this version cannot do.</exception>
    public static PicieHome From(Func<string, string?> variable, string currentFolder)
    {
        string root = Folder("PICIE_HOME", null, currentFolder) ?? Path.Combine(currentFolder, "picie-data");
        RefuseFile(root);
        HomeSettings settings = SettingsOf(Path.Combine(root, HomeSettings.FileName));
        string? artifacts = Value("PICIE_ARTIFACTS") ?? settings.Artifacts;
        RefuseObjectStore(artifacts);
        string? server = Value("PICIE_DATABASE") is { } database ? ServerOf(database) : null;
        RequireSharedArtifacts(server, artifacts);
        return new PicieHome
        {
            Root = root,
            DataFolder = Folder("PICIE_DATA", settings.Data, root) ?? Path.Combine(root, "data"),
            WeightsFolder = Folder("PICIE_WEIGHTS", settings.Weights, root) ?? Path.Combine(root, "weights"),
            ArtifactsFolder = Folder("PICIE_ARTIFACTS", settings.Artifacts, root) ?? Path.Combine(root, "artifacts"),
            Person = Value("PICIE_USER") ?? settings.User ?? Environment.UserName,
            StageProgram = Folder("PICIE_STAGE", settings.Stage, root),
            Settings = settings,
            Server = server,
            Times = TimesOf(Value(QueueTimes.Variable)),
            KillFolder = Value(CriticalPoints.Variable),
        };

        string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;

        string? Folder(string name, string? written, string home) => Value(name) is { } value
            ? Path.GetFullPath(value, currentFolder)
            : written is null ? null : Path.GetFullPath(written, home);
    }

    /// <summary>Refuses a home that is a file: it would be read as one without runs.</summary>
    private static void RefuseFile(string root)
    {
        if (File.Exists(root))
        {
            throw new PicieException(
                "home-is-file", $"The home {root} is a file; it has to be a folder.", "PICIE_HOME",
                "Set PICIE_HOME to a folder (one that is not there yet is made), or move that file away.", ProblemKind.Input);
        }
    }

    /// <summary>Reads <c>PICIE_DATABASE</c>. What it holds is not repeated in a message, for it may hold a password.</summary>
    private static string ServerOf(string database)
    {
        try
        {
            return PostgreSqlAddress.Read(database);
        }
        catch (FormatException exception)
        {
            throw new PicieException(
                "bad-database", $"PICIE_DATABASE names no PostgreSQL database: {exception.Message}", "PICIE_DATABASE",
                "Write postgresql://user:password@host/database, or \"Host=…;Database=…;Username=…;Password=…\"; unset it to keep the database in PICIE_HOME.", ProblemKind.Input, exception);
        }
    }

    private static QueueTimes TimesOf(string? text)
    {
        try
        {
            return QueueTimes.Read(text);
        }
        catch (FormatException exception)
        {
            throw new PicieException(
                "bad-queue-times", $"{QueueTimes.Variable}: {exception.Message}", QueueTimes.Variable,
                $"Unset {QueueTimes.Variable}: it is for the fault rig alone.", ProblemKind.Input, exception);
        }
    }

    /// <summary>Refuses a database that others share without a place for artifacts that they share too: nobody else would find the results.</summary>
    private static void RequireSharedArtifacts(string? server, string? artifacts)
    {
        if (server is not null && artifacts is null)
        {
            throw new PicieException(
                "no-shared-artifacts", "PICIE_DATABASE is set, and nothing says where everybody who uses that database finds the artifacts.", "PICIE_ARTIFACTS",
                $"Set PICIE_ARTIFACTS, or artifacts in {HomeSettings.FileName}, to a folder that all of them share.", ProblemKind.Input);
        }
    }

    /// <summary>Refuses an object store. Whoever names one believes that results go there, so they must not land in a folder without a word.</summary>
    private static void RefuseObjectStore(string? artifacts)
    {
        if (artifacts?.Contains("://", StringComparison.Ordinal) == true)
        {
            throw new PicieException(
                "no-object-store", $"Artifacts are to go to {artifacts}, and this version keeps artifacts in a folder only.",
                "PICIE_ARTIFACTS", $"Set PICIE_ARTIFACTS, or artifacts in {HomeSettings.FileName}, to a folder, or unset it.", ProblemKind.Input);
        }
    }

    private static HomeSettings SettingsOf(string file)
    {
        if (!File.Exists(file))
        {
            return HomeSettings.None;
        }

        try
        {
            return HomeSettings.Read(TextFile.Read(file), file);
        }
        catch (InvalidTextException exception)
        {
            throw new PicieException("bad-configuration", exception.Message, file, "Correct the file, or remove it: everything in it has a default.", ProblemKind.Input, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PicieException("no-configuration", $"{file} cannot be read: {exception.Message}", file, "Make it readable, or remove it.", ProblemKind.Environment, exception);
        }
    }
}
