using System.Text;
using MediatR;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Asks for the last lines of the log of an attempt at a stage of a run.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="Stage">Id of the stage; null for the one whose attempt started last.</param>
/// <param name="Attempt">Number of the attempt; null for the newest.</param>
/// <param name="MostBytes">Largest number of bytes that are read.</param>
public sealed record ReadRunLogEnd(Guid Run, Guid? Stage, int? Attempt, int MostBytes) : IRequest<RunLogEnd>;

/// <summary>The end of a log.</summary>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Lines">Whole lines, the newest last.</param>
/// <param name="Bytes">Length of the whole log.</param>
/// <param name="IsWhole">Whether the lines are all of it.</param>
public sealed record RunLogEnd(Guid Stage, int Attempt, IReadOnlyList<string> Lines, long Bytes, bool IsWhole);

internal sealed class ReadRunLogEndHandler(IMediator mediator) : IRequestHandler<ReadRunLogEnd, RunLogEnd>
{
    public async Task<RunLogEnd> Handle(ReadRunLogEnd request, CancellationToken cancel)
    {
        RunLog log = await mediator.Send(new FindRunLog(request.Run, request.Stage, request.Attempt), cancel);
        // An attempt may still write to it.
        await using FileStream file = new(log.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        long length = file.Length;
        long start = Math.Max(0, length - request.MostBytes);
        byte[] end = new byte[(int)(length - start)];
        file.Seek(start, SeekOrigin.Begin);
        int read = await file.ReadAtLeastAsync(end, end.Length, throwOnEndOfStream: false, cancel);
        string[] lines = Encoding.UTF8.GetString(end, 0, read).Split('\n');
        // The first line begins before what was read; what stands behind the last line break is no line yet.
        IEnumerable<string> whole = lines.Skip(start > 0 ? 1 : 0);
        return new RunLogEnd(log.Stage, log.Attempt, [.. (lines[^1].Length == 0 ? whole.SkipLast(1) : whole).Select(line => line.TrimEnd('\r'))], length, start == 0);
    }
}
