using System.Text;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// Keeps the newest lines of a log that is too long, in two files beside it that take turns: when one is full, the other, older one is
/// begun anew. After a crash both are there to be read.
/// </summary>
/// <param name="path">Path of the log.</param>
/// <param name="bytes">Length of each of the two files.</param>
internal sealed class AttemptLogTail(string path, long bytes)
{
    private readonly string[] _paths = [path + ".tail-1", path + ".tail-2"];
    private readonly long[] _lines = new long[2];
    private FileStream? _file;
    private int _current;
    private long _linesLeftOut;

    /// <summary>Takes a line with its end.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(byte[] line)
    {
        if (_file is null || _file.Length + line.Length > bytes)
        {
            Begin(_file is null ? 0 : 1 - _current);
        }

        _file!.Write(line);
        _lines[_current]++;
    }

    /// <summary>Appends the lines to the log, after a line that says how many are left out, and removes the files.</summary>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public void MoveTo(FileStream log)
    {
        if (_file is null)
        {
            return;
        }

        _file.Dispose();
        _file = null;
        if (_linesLeftOut > 0)
        {
            log.Write(Encoding.UTF8.GetBytes($"… {_linesLeftOut} lines are left out here …\n"));
        }

        foreach (string part in new[] { _paths[1 - _current], _paths[_current] }.Where(File.Exists))
        {
            using (FileStream lines = File.OpenRead(part))
            {
                lines.CopyTo(log);
            }

            File.Delete(part);
        }
    }

    private void Begin(int next)
    {
        _file?.Dispose();
        _file = null;
        _linesLeftOut += _lines[next];
        _lines[next] = 0;
        _current = next;
        _file = new FileStream(_paths[next], FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }
}
