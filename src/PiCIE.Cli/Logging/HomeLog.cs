using Microsoft.Extensions.Logging;
using PiCIE.Cli.Terminals;
using PiCIE.Pipeline;
using Serilog;
using Serilog.Core;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;
using ILogger = Microsoft.Extensions.Logging.ILogger;

namespace PiCIE.Cli.Logging;

/// <summary>
/// Writes what the program logs to <c>logs/picie.log</c> in the home, one JSON object a line, and warnings of ours to the terminal too.
/// The file is opened at the first line, so that commands that log nothing start at once and reading a home makes no file.
/// </summary>
internal sealed class HomeLog : ILoggerProvider
{
    private const string OurCategories = "PiCIE.";
    private const int KeptFiles = 5;
    private const long LongestFileBytes = 10L << 20;

    private readonly Terminal _terminal;
    private readonly PicieHome _home;
    private readonly Lazy<SerilogLoggerProvider> _file;

    /// <summary>Prepares the log and opens nothing yet.</summary>
    /// <param name="home">The home.</param>
    /// <param name="terminal">Terminal that takes warnings.</param>
    public HomeLog(PicieHome home, Terminal terminal)
    {
        _home = home;
        _terminal = terminal;
        _file = new Lazy<SerilogLoggerProvider>(Open);
    }

    /// <summary>Lets everything that a program on a home logs go to the log of that home.</summary>
    /// <param name="logging">The logging of the program.</param>
    /// <param name="home">The home.</param>
    /// <param name="terminal">Terminal that takes warnings.</param>
    public static void Add(ILoggingBuilder logging, PicieHome home, Terminal terminal) => logging
        // Requests are logged by others with their whole address, and one may hold the token.
        .AddFilter("Microsoft", LogLevel.Warning)
        // Every failed statement is an error to EF Core, with its stack. Whoever asked says in a sentence what it means.
        .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None)
        .AddProvider(new HomeLog(home, terminal));

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        if (_file.IsValueCreated)
        {
            _file.Value.Dispose();
        }
    }

    /// <summary>Opens the log file. A folder that cannot be written gives a log that keeps nothing; the work is worth more.</summary>
    private SerilogLoggerProvider Open()
    {
        Logger file = new LoggerConfiguration()
            .Enrich.FromLogContext()
            .Enrich.WithProperty("Process", Environment.ProcessId)
            .WriteTo.File(
                new CompactJsonFormatter(), Path.Combine(_home.LogsFolder, "picie.log"), fileSizeLimitBytes: LongestFileBytes,
                shared: true, rollOnFileSizeLimit: true, retainedFileCountLimit: KeptFiles)
            .CreateLogger();
        return new SerilogLoggerProvider(file, dispose: true);
    }

    private sealed class Category(HomeLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            if (logLevel >= LogLevel.Warning && name.StartsWith(OurCategories, StringComparison.Ordinal))
            {
                log._terminal.Tell($"{formatter(state, exception)}{(exception is null ? "" : $": {exception.Message}")}");
            }

            if (Directory.Exists(log._home.Root))
            {
                log._file.Value.CreateLogger(name).Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
