using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.People;

/// <summary>Ends a session: its cookie lets nobody in any more, and streams that came by it end within seconds.</summary>
/// <param name="Session">Id of the session.</param>
/// <param name="SignsOut">Whether somebody ends the own session, and not an admin another's.</param>
public sealed record EndSession(Guid Session, bool SignsOut) : IRequest;

internal sealed class EndSessionHandler(OpenDatabase database, Rights rights, TimeProvider clock) : IRequestHandler<EndSession>
{
    public async Task<Unit> Handle(EndSession request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        string? person = await context.Sessions.Where(session => session.Id == request.Session)
            .Join(context.ApiKeys, session => session.KeyId, key => key.Id, (_, key) => key.Person).SingleOrDefaultAsync(cancel);
        if (person is null)
        {
            return request.SignsOut
                ? Unit.Value
                : throw new PicieException("no-session", $"There is no session {request.Session}.", "session", "The list of sessions has the ids of those that go on.", ProblemKind.NotFound);
        }

        await context.Sessions.Where(session => session.Id == request.Session).ExecuteDeleteAsync(cancel);
        await rights.AuthorOf(request.SignsOut ? "sign-out" : "end-session", $"{person}: session {request.Session}").RecordAsync(context, await clock.NowAsync(context, cancel), cancel);
        await transaction.CommitAsync(cancel);
        return Unit.Value;
    }
}
