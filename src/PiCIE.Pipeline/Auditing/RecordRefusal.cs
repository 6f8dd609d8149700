using MediatR;
using PiCIE.Pipeline.People;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.Auditing;

/// <summary>Writes into the audit trail that a person was refused something, because the role is not enough for it.</summary>
/// <param name="Actor">Who it was.</param>
/// <param name="Subject">What it was about: method and address.</param>
public sealed record RecordRefusal(Actor Actor, string Subject) : IRequest;

internal sealed class RecordRefusalHandler(OpenDatabase database, TimeProvider clock) : IRequestHandler<RecordRefusal>
{
    public async Task<Unit> Handle(RecordRefusal request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenAsync(cancel);
        Storage.Auditing.Author author = new(request.Actor.Person) { Act = "request", Subject = request.Subject, Address = request.Actor.Address };
        context.AuditEntries.Add(author.Entry(await clock.NowAsync(context, cancel), "not-allowed"));
        await context.SaveChangesAsync(cancel);
        return Unit.Value;
    }
}
