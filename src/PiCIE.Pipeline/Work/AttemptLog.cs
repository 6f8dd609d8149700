using System.Text;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// The log file of an attempt. It keeps its beginning and its end and leaves out the middle of a log that is too long, so that a stage that
/// writes without end fills no disk. A line that cannot be written is lost; the work is worth more than its log. A person is told once of
/// either.
/// </summary>
internal sealed class AttemptLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly Action<string> _tell;
    private readonly long _headBytes;
    private readonly AttemptLogTail _tail;
    private readonly FileStream? _file;
    private long _length;
    private bool _isLong;
    private bool _told;

    /// <summary>Opens the file at its end.</summary>
    /// <param name="path">The file; its folder is made if it is missing.</param>
    /// <param name="tell">Takes a sentence for people, once for lost lines and once for a log that is too long.</param>
    /// <param name="headBytes">Length of the beginning that is kept; the end that is kept is as long.</param>
    public AttemptLog(string path, Action<string> tell, long headBytes = 8L << 20)
    {
        _path = path;
        _tell = tell;
        _headBytes = headBytes;
        _tail = new AttemptLogTail(path, headBytes / 2);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            _length = _file.Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Lose(exception);
        }
    }

    /// <summary>Writes a line. Nothing is buffered, so that nothing that failed once comes back when the file is closed.</summary>
    public void Write(string line)
    {
        byte[] text = Encoding.UTF8.GetBytes(line + '\n');
        lock (_gate)
        {
            try
            {
                if (!_isLong && _length + text.Length <= _headBytes)
                {
                    _file?.Write(text);
                    _length += text.Length;
                    return;
                }

                if (!_isLong)
                {
                    _isLong = true;
                    _tell($"The log {_path} is long: of what follows it keeps the end.");
                }

                _tail.Write(text);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Lose(exception);
            }
        }
    }

    /// <summary>Closes the log; its end then stands in the same file as its beginning.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            try
            {
                if (_file is not null)
                {
                    _tail.MoveTo(_file);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Lose(exception);
            }

            _file?.Dispose();
        }
    }

    private void Lose(Exception exception)
    {
        if (!_told)
        {
            _told = true;
            _tell($"Lines are missing in the log {_path}: {exception.Message}");
        }
    }
}
