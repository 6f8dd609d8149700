namespace PiCIE.Pipeline.Tests.Work;

/// <summary>Somebody who keeps writing into a folder, so that it cannot be removed.</summary>
internal sealed class StillWriting : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread[] _writers;

    private StillWriting(string folder)
    {
        _writers = [.. Enumerable.Range(0, 2).Select(number => new Thread(() => Write(folder, number)))];
        Array.ForEach(_writers, writer => writer.Start());
    }

    public static StillWriting Into(string folder) => new(folder);

    public void Dispose()
    {
        _stop.Cancel();
        Array.ForEach(_writers, writer => writer.Join());
        _stop.Dispose();
    }

    private void Write(string folder, int number)
    {
        for (int file = 0; !_stop.IsCancellationRequested; file++)
        {
            try
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(Path.Combine(folder, $"{number}-{file % 1000}"), "");
            }
            catch (IOException)
            {
                // It was removed between the two.
            }
        }
    }
}
