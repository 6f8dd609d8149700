using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Terminals;
using PiCIE.Pipeline.Upkeep;

namespace PiCIE.Cli.Databases;

/// <summary>Builds <c>picie db migrate|backup|check|grants</c>.</summary>
internal static class DbCommand
{
    public static Command Build(CommandHost host) => new("db", "Look after the database: bring it up to date, back it up, check it, set its roles")
    {
        Migrate(host),
        Backup(host),
        Check(host),
        Roles(host),
    };

    private static Command Migrate(CommandHost host)
    {
        Command command = new("migrate", "Bring the database to the newest schema, as every command does that writes, and say what that took");
        host.On(command, async (_, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            MigratedDatabase migrated = await pipeline.AskAsync(new MigrateDatabase(), session.Stop);
            session.Give(migrated, terminal => terminal.Say(migrated switch
            {
                { Applied.Count: 0 } => $"{migrated.Database} has the newest schema already ({migrated.Schema}); nothing was changed.",
                { Created: true } => $"{migrated.Database} had no tables; it has the schema {migrated.Schema} now.",
                _ => $"{migrated.Database} has the schema {migrated.Schema} now; applied: {string.Join(", ", migrated.Applied)}.",
            }));
            return ExitStatus.Done;
        });
        return command;
    }

    private static Command Backup(CommandHost host)
    {
        Argument<string> file = new("FILE") { Description = "File of the copy; nothing may be there" };
        Command command = new("backup", "Copy the database into a file while others work (PostgreSQL: with pg_dump, if it is on the PATH)") { file };
        host.On(command, async (result, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            BackUpDatabase request = new(session.FullPath(result.GetRequiredValue(file)), PathSearch.Find(session, "pg_dump"));
            BackedUpDatabase copied = await pipeline.AskAsync(request, session.Stop);
            session.Give(copied, terminal =>
            {
                terminal.Say($"{copied.Database} is copied to {copied.File}, {copied.Bytes} bytes. Artifacts are files of their own: copy their folder after this.");
                terminal.Say($"To restore, while nothing works on it: {copied.Restore}");
            });
            return ExitStatus.Done;
        });
        return command;
    }

    private static Command Check(CommandHost host)
    {
        Option<bool> verify = new("--verify") { Description = "Read every file that the runs made and compare its hash" };
        Command command = new("check", "Look whether the rows of the database agree with one another and with the files of the runs") { verify };
        host.On(command, async (result, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            CheckDocument document = await CheckDocument.OfAsync(pipeline, result.GetValue(verify), session.Stop);
            session.Give(document, terminal => Write(terminal, document));
            return document.Fine ? ExitStatus.Done : ExitStatus.Environment;
        });
        return command;
    }

    private static Command Roles(CommandHost host)
    {
        Option<bool> apply = new("--apply") { Description = "Carry the statements out, as the owner of the tables; otherwise they are printed" };
        Command command = new("grants", "Print or set the roles picie_server, picie_worker and picie_reader of a team's database") { apply };
        host.On(command, async (result, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            GrantedRoles granted = await pipeline.AskAsync(new GrantRoles(result.GetValue(apply)), session.Stop);
            session.Give(granted, terminal =>
            {
                foreach (string statement in granted.Applied ? [] : granted.Statements)
                {
                    terminal.Say($"{statement};");
                }

                if (granted.Applied)
                {
                    terminal.Say($"The roles of {granted.Database} are set ({granted.Statements.Count} statements). A user of your own gets one by: create user NAME password '...' in role picie_worker");
                }
            });
            return ExitStatus.Done;
        });
        return command;
    }

    private static void Write(Terminal terminal, CheckDocument document)
    {
        foreach (BrokenRow row in document.Broken)
        {
            terminal.Say($"BROKEN  {row.Invariant}: {row.Row} ({row.Id}). {row.Remedy}");
        }

        foreach (string sentence in document.Damaged)
        {
            terminal.Say($"BROKEN  {sentence}");
        }

        terminal.Say(document.Fine
            ? $"{document.Database}: {document.Invariants} things were looked at, and {document.Artifacts} artifacts; all is as it should be."
            : $"{document.Database}: {document.Broken.Count} rows and {document.Damaged.Count} artifacts are not as they should be.");
    }
}
