using MediatR;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Asks for the runs that took the place of others while these were waited for.</summary>
/// <param name="Runs">Ids of the runs.</param>
public sealed record FindSuccessors(IReadOnlyList<Guid> Runs) : IRequest<IReadOnlyList<Guid>>;

internal sealed class FindSuccessorsHandler(OpenDatabase database) : IRequestHandler<FindSuccessors, IReadOnlyList<Guid>>
{
    public async Task<IReadOnlyList<Guid>> Handle(FindSuccessors request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        return await Successors.OfAsync(context, request.Runs, cancel);
    }
}
