using System.Text;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// The log file of an attempt. A line that cannot be written is lost, and the first such line is told of: the work is worth more than
/// its log.
/// </summary>
internal sealed class AttemptLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly Action<string> _tell;
    private readonly FileStream? _file;
    private bool _told;

    /// <summary>Opens the file at its end.</summary>
    /// <param name="path">The file; its folder is made if it is missing.</param>
    /// <param name="tell">Takes a sentence for people, once, where lines are lost.</param>
    public AttemptLog(string path, Action<string> tell)
    {
        _path = path;
        _tell = tell;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Lose(exception);
        }
    }

    /// <summary>Writes a line. Unbuffered, so that nothing that failed once comes back when the file is closed.</summary>
    public void Write(string line)
    {
        lock (_gate)
        {
            try
            {
                _file?.Write(Encoding.UTF8.GetBytes(line + '\n'));
            }
            catch (IOException exception)
            {
                Lose(exception);
            }
        }
    }

    public void Dispose() => _file?.Dispose();

    private void Lose(Exception exception)
    {
        if (!_told)
        {
            _told = true;
            _tell($"Lines are missing in the log {_path}: {exception.Message}");
        }
    }
}
