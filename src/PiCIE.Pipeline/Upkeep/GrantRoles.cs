using MediatR;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Granting;

namespace PiCIE.Pipeline.Upkeep;

/// <summary>Says, or also sets, what the roles of a team's database may do with the tables that there are.</summary>
/// <param name="Apply">Whether the statements are carried out; otherwise nothing is changed.</param>
public sealed record GrantRoles(bool Apply) : IRequest<GrantedRoles>;

/// <summary>The roles of a database.</summary>
/// <param name="Database">Name of the database.</param>
/// <param name="Applied">Whether the statements were carried out.</param>
/// <param name="Statements">The statements, in their order.</param>
public sealed record GrantedRoles(string Database, bool Applied, IReadOnlyList<string> Statements);

internal sealed class GrantRolesHandler(PicieHome home, OpenDatabase database, Lazy<IDbContextFactory<PicieContext>> contexts) : IRequestHandler<GrantRoles, GrantedRoles>
{
    public async Task<GrantedRoles> Handle(GrantRoles request, CancellationToken cancel)
    {
        if (home.Server is null)
        {
            throw new PicieException(
                "no-team-database", $"Only a team's database has roles, and {home.Database} is a file that belongs to whoever may read it.", "PICIE_DATABASE",
                "Set PICIE_DATABASE to the PostgreSQL database of the team, as its owner.", ProblemKind.Input);
        }

        await using PicieContext context = await (request.Apply ? database.OpenAsync(cancel) : database.OpenToReadAsync(cancel));
        if (!database.IsThere(context))
        {
            throw new PicieException(
                "no-database", $"The database {home.DatabaseName} has no tables that roles could be given.", "PICIE_DATABASE", "Make them first: picie db migrate, as their owner.", ProblemKind.NotFound);
        }

        IReadOnlyList<string> statements = await Grants.StatementsAsync(context, ServerJobStorage.Schema, cancel);
        await (request.Apply ? ApplyAsync(statements, cancel) : Task.CompletedTask);
        return new GrantedRoles(home.DatabaseName, request.Apply, statements);
    }

    private async Task ApplyAsync(IReadOnlyList<string> statements, CancellationToken cancel)
    {
        try
        {
            await Grants.ApplyAsync(contexts.Value, statements, cancel);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new PicieException(
                "no-right-to-grant", $"The user of PICIE_DATABASE may not set the roles of {home.DatabaseName}: {exception.MessageText}.", "PICIE_DATABASE",
                "Apply as the owner of the tables, who needs the right to make roles (alter role NAME createrole); or let an administrator run what picie db grants prints.",
                ProblemKind.Environment, exception);
        }
    }
}
