using System.Text.Json;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.Work.Spools;

/// <summary>
/// Keeps the points of an attempt on their way to the database. They go to a file first and from there to the store, so that a training
/// never waits for a database and never ends because of one. The file has a limit; batches beyond it are left out and counted.
/// </summary>
/// <param name="path">The file; its folder exists.</param>
/// <param name="mostBytes">Length that the file may have.</param>
/// <param name="append">Takes a batch with its number; false where the attempt does not count any more.</param>
/// <param name="tell">Takes a sentence for people.</param>
internal sealed class PointSpool(
    string path, long mostBytes, Func<long, IReadOnlyList<StageMetricPoint>, Task<bool>> append, Action<string> tell) : IDisposable
{
    /// <summary>Length that the spool of an attempt may have.</summary>
    public const long DefaultMostBytes = 512L << 20;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private FileStream? _file;
    private long _written;
    private long _read;
    private bool _refused;

    /// <summary>Number of batches that were left out.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Number of the last batch; they count from 1, those that were left out too.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Takes a batch. It neither waits for the database nor throws.</summary>
    public void Add(IReadOnlyList<StageMetricPoint> points)
    {
        lock (_gate)
        {
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(new SpooledBatch(++LastSequence, points), StageJson.Options), (byte)'\n'];
            try
            {
                _file ??= new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
                if (_written + line.Length > mostBytes)
                {
                    LeaveOut($"its spool {path} has reached {mostBytes} bytes");
                    return;
                }

                _file.Position = _written;
                _file.Write(line);
                _written += line.Length;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LeaveOut(exception.Message);
            }
        }
    }

    /// <summary>Hands all points to the store.</summary>
    /// <returns>Whether the attempt still counts.</returns>
    /// <exception cref="System.Data.Common.DbException">The database refuses service; what it has not taken stays.</exception>
    public async Task<bool> DrainAsync()
    {
        await _turn.WaitAsync();
        try
        {
            while (!_refused && Next() is { } batch)
            {
                _refused = !await AppendAsync(batch.Spooled);
                Took(batch.End);
            }

            return !_refused;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _turn.Dispose();
    }

    /// <summary>
    /// Hands a batch to the store. A batch that the store will never take is left out: points are worth less than the work that they are
    /// about.
    /// </summary>
    private async Task<bool> AppendAsync(SpooledBatch batch)
    {
        try
        {
            return await append(batch.Sequence, batch.Points);
        }
        catch (Exception exception) when (!StorageErrors.IsPassing(exception))
        {
            lock (_gate)
            {
                LeaveOut(exception.Message);
            }

            return true;
        }
    }

    private (SpooledBatch Spooled, long End)? Next()
    {
        lock (_gate)
        {
            if (_file is null || _read == _written)
            {
                return null;
            }

            byte[] line = ReadLine(_file);
            return (JsonSerializer.Deserialize<SpooledBatch>(line, StageJson.Options)!, _read + line.Length + 1);
        }
    }

    private byte[] ReadLine(FileStream file)
    {
        List<byte> line = [];
        byte[] part = new byte[1 << 12];
        file.Position = _read;
        while (true)
        {
            int count = file.Read(part);
            int end = Array.IndexOf(part, (byte)'\n', 0, count);
            line.AddRange(part.AsSpan(0, end < 0 ? count : end));
            if (end >= 0 || count == 0)
            {
                return [.. line];
            }
        }
    }

    private void Took(long end)
    {
        lock (_gate)
        {
            _read = end;
            if (_read == _written)
            {
                (_read, _written) = (0, 0);
                _file!.SetLength(0);
            }
        }
    }

    private void LeaveOut(string why)
    {
        LeftOut++;
        if (LeftOut == 1)
        {
            tell($"Points of the curve are left out: {why}");
        }
    }

    /// <summary>A line of the file.</summary>
    /// <param name="Sequence">Number of the batch.</param>
    /// <param name="Points">The points.</param>
    private sealed record SpooledBatch(long Sequence, IReadOnlyList<StageMetricPoint> Points);
}
