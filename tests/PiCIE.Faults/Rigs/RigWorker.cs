using PiCIE.Faults.Processes;

namespace PiCIE.Faults.Rigs;

/// <summary>A process <c>picie worker</c> with a home of its own. It can be killed, frozen and started again on the same home.</summary>
internal sealed class RigWorker : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);
    private readonly IReadOnlyDictionary<string, string> _variables;
    private readonly string[] _arguments;
    private RigProcess _process;

    public RigWorker(string name, IReadOnlyDictionary<string, string> variables, params string[] pools)
    {
        Name = name;
        _variables = variables;
        _arguments = ["worker", .. pools.SelectMany(pool => new[] { "--pool", pool })];
        _process = Start();
    }

    /// <summary>Name of its home.</summary>
    public string Name { get; }

    /// <summary>Number of its process.</summary>
    public int Process => _process.Process.Id;

    /// <summary>Whether its process lives.</summary>
    public bool IsAlive => !_process.Process.HasExited;

    /// <summary>What it wrote to standard error.</summary>
    public string Errors => _process.Errors;

    /// <summary>Waits until it takes stages.</summary>
    public async Task UntilWorksAsync()
    {
        for (DateTime end = DateTime.UtcNow + Deadline; !_process.Errors.Contains("Working for", StringComparison.Ordinal); await Task.Delay(20))
        {
            if (!IsAlive || DateTime.UtcNow > end)
            {
                throw new InvalidOperationException($"the worker {Name} does not work: {_process.Errors}");
            }
        }
    }

    /// <summary>Kills it as the kernel does; nothing of it runs any more.</summary>
    public void Kill()
    {
        PosixSignals.Send(Process, PosixSignals.Kill);
        _process.Process.WaitForExit();
    }

    /// <summary>Stops it where it stands.</summary>
    public void Freeze() => PosixSignals.Send(Process, PosixSignals.Stop);

    /// <summary>Lets it go on.</summary>
    public void Thaw() => PosixSignals.Send(Process, PosixSignals.Continue);

    /// <summary>Asks it to end, as a service manager does, and waits for its end.</summary>
    /// <returns>Its exit status.</returns>
    public async Task<int> DrainAsync()
    {
        PosixSignals.Send(Process, PosixSignals.Terminate);
        return await _process.EndAsync(Deadline);
    }

    /// <summary>Starts a new process on the same home.</summary>
    public void Restart()
    {
        _process.Dispose();
        _process = Start();
    }

    public void Dispose()
    {
        Thaw();
        _process.Dispose();
    }

    private RigProcess Start() => RigProcess.StartBeside("picie.dll", _variables, _arguments);
}
