using System.CommandLine;
using System.Globalization;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Results;
using PiCIE.Cli.Terminals;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.People;
using PiCIE.Pipeline;
using PiCIE.Pipeline.People;
using Spectre.Console;

namespace PiCIE.Cli.Keys;

/// <summary>Builds <c>picie keys create|list|revoke</c>, by which an administrator of the database lets people in to the servers of a team.</summary>
internal static class KeysCommand
{
    private const int MostDays = 3650;

    public static Command Build(CommandHost host) => new("keys", "Let people in to the servers of a team (PICIE_DATABASE), and out again") { Create(host), List(host), Revoke(host) };

    private static Command Create(CommandHost host)
    {
        Option<string> person = new("--person") { Description = "Name of the person, as experiments carry it", HelpName = "name", Required = true };
        Option<string?> role = new("--role") { Description = "What the person may do, whatever the key: viewer, operator or admin; needed for the first key of a person", HelpName = "role" };
        role.AcceptOnlyFromAmong([.. EnumWords.All<Role>()]);
        Option<int> expires = WholeNumberOption.Of("--expires", $"Days after which the key lets nobody in, 1 to {MostDays} (0: it has no end)", 0, 0, MostDays);
        Option<bool> print = new("--print") { Description = "Print the key although standard output is no terminal: whatever takes it keeps a secret" };
        Command command = new("create", "Make a key for a person and print it, once") { person, role, expires, print };
        host.On(command, async (result, session) =>
        {
            RequireTeam(session);
            if (!session.Terminal.IsOutLive && !result.GetValue(print))
            {
                throw new PicieException(
                    "no-terminal", "Standard output is no terminal, and a key is printed once and never again.", "--print",
                    "Write --print where the key is to go into a file or a pipe; nothing was made.", ProblemKind.Input);
            }

            await using LocalPipeline pipeline = LocalPipeline.On(session);
            CreatedKey created = await pipeline.AskAsync(
                new CreateKey(result.GetRequiredValue(person), result.GetValue(role) is { } word ? EnumWords.Parse<Role>(word) : null, result.GetValue(expires) is > 0 and int days ? days : null),
                session.Stop);
            session.Give(new CreatedKeyDocument(created.Key, created.Document), terminal => terminal.Say(created.Key));
            session.Terminal.Tell($"A key for {created.Document.Person} ({created.Document.Role}), id {created.Document.Id}. It is shown this once: whoever has it is {created.Document.Person}.");
            return ExitStatus.Done;
        });
        return command;
    }

    private static Command List(CommandHost host)
    {
        Command command = new("list", "List the keys with person, role and end; none of them can be read");
        host.On(command, async (_, session) =>
        {
            RequireTeam(session);
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            KeyListDocument document = await pipeline.AskAsync(new ListKeys(), session.Stop);
            session.Give(document, terminal => Write(terminal, document, session.Home.DatabaseName));
            return ExitStatus.Done;
        });
        return command;
    }

    private static Command Revoke(CommandHost host)
    {
        Argument<string> id = new("ID") { Description = "Id of the key, as picie keys list shows it" };
        Command command = new("revoke", "Let nobody in by a key any more, and end the sessions that were begun with it") { id };
        host.On(command, async (result, session) =>
        {
            RequireTeam(session);
            string text = result.GetRequiredValue(id);
            if (!Guid.TryParse(text, out Guid key))
            {
                throw new PicieException(
                    "bad-key-id", text.StartsWith(KeyText.Prefix, StringComparison.Ordinal) ? "That is a key and not its id." : $"'{text}' is no id of a key.", "ID",
                    "picie keys list shows the ids, and the last digits by which one knows a key.", ProblemKind.Input);
            }

            await using LocalPipeline pipeline = LocalPipeline.On(session);
            KeyDocument revoked = await pipeline.AskAsync(new RevokeKey(key), session.Stop);
            session.Give(revoked, terminal => terminal.Say($"The key …{revoked.Ending} of {revoked.Person} lets nobody in any more."));
            return ExitStatus.Done;
        });
        return command;
    }

    private static void RequireTeam(CommandSession session)
    {
        if (session.Home.Server is null)
        {
            throw new PicieException(
                "no-team-database", "Only a team has keys, and PICIE_DATABASE names no database of one.", "PICIE_DATABASE",
                "Set PICIE_DATABASE to the PostgreSQL database of the team; a home of one's own is served by picie serve with a token.", ProblemKind.Input);
        }
    }

    private static void Write(Terminal terminal, KeyListDocument document, string database)
    {
        if (document.Keys.Count == 0)
        {
            terminal.Say($"{database} has no key, so its servers let nobody in: picie keys create --person NAME --role admin");
            return;
        }

        Table table = Tables.Of("id", "~person", "role", "key", "state", "made", "~by", "ends");
        foreach (KeyDocument key in document.Keys)
        {
            table.Row($"{key.Id}", key.Person, key.Role, $"…{key.Ending}", key.State, Day(key.CreatedAt), key.CreatedBy, key.ExpiresAt is { } end ? Day(end) : "–");
        }

        terminal.Draw(table);
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="Key">The key. It is told here and never again.</param>
    /// <param name="Created">What lists show of it.</param>
    private sealed record CreatedKeyDocument(string Key, KeyDocument Created);
}
