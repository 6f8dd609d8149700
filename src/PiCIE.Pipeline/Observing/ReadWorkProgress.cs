using MediatR;

namespace PiCIE.Pipeline.Observing;

/// <summary>Asks how far the stages are that this process works on.</summary>
public sealed record ReadWorkProgress : IRequest<IReadOnlyList<StageProgressDocument>>;

/// <summary>How far a stage in work is.</summary>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Phase">The phase in words; null until the stage has told one.</param>
/// <param name="Done">Units of the phase that are done.</param>
/// <param name="Total">Units of the phase.</param>
/// <param name="Note">Further words, or null.</param>
/// <param name="Share">How much of the whole stage is done, from 0 to 1; null where that is not known.</param>
/// <param name="Seconds">Seconds since the attempt started.</param>
/// <param name="Rate">Units of the phase a second; null before anything is done.</param>
/// <param name="SecondsLeft">Seconds until the stage is done at its pace; null where nothing can be said.</param>
public sealed record StageProgressDocument(
    Guid Stage, string? Phase, long Done, long Total, string? Note, double? Share, double Seconds, double? Rate, double? SecondsLeft);

internal sealed class ReadWorkProgressHandler(WorkProgress progress) : IRequestHandler<ReadWorkProgress, IReadOnlyList<StageProgressDocument>>
{
    public Task<IReadOnlyList<StageProgressDocument>> Handle(ReadWorkProgress request, CancellationToken cancel) => Task.FromResult(progress.Read());
}
