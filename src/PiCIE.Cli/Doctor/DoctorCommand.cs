using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Results;
using PiCIE.Cli.Terminals;
using PiCIE.Pipeline;
using Spectre.Console;

namespace PiCIE.Cli.Doctor;

/// <summary>Builds <c>picie doctor</c>, which says whether this machine can do the work, and where every setting comes from.</summary>
internal static class DoctorCommand
{
    public static Command Build(CommandHost host)
    {
        Command command = new("doctor", "Look at the machine: runtime, native library, disk, memory, database, settings and where they come from");
        Option<bool> verify = new("--verify") { Description = "Read every file that the runs made and compare its hash" };
        command.Options.Add(verify);
        host.On(command, (result, session) => RunAsync(session, result.GetValue(verify)));
        return command;
    }

    private static async Task<ExitStatus> RunAsync(CommandSession session, bool verify)
    {
        if (SettingFindings.Of(session) is { } wrong)
        {
            return Give(session, new DoctorDocument(false, [.. MachineFindings.OfMachine(), wrong], ConfigurationValue.Given(session)));
        }

        List<DoctorFinding> findings = [.. MachineFindings.Of(session)];
        findings.AddRange(await LookAsync("stage program", session, StageProgramFindings.OfAsync));
        findings.AddRange(await LookAsync("database", session, DatabaseFindings.OfAsync));
        findings.AddRange(await LookAsync("artifacts", session, looked => ArtifactFindings.OfAsync(looked, verify)));
        return Give(session, new DoctorDocument(findings.All(finding => finding.Fine), findings, ConfigurationValue.All(session)));
    }

    private static ExitStatus Give(CommandSession session, DoctorDocument document)
    {
        session.Give(document, terminal => Write(terminal, document));
        return document.Fine ? ExitStatus.Done : ExitStatus.Environment;
    }

    /// <summary>Takes a look. Whatever goes wrong in it is a finding, so that the report comes in any case.</summary>
    private static async Task<IReadOnlyList<DoctorFinding>> LookAsync(
        string name, CommandSession session, Func<CommandSession, Task<IReadOnlyList<DoctorFinding>>> look)
    {
        try
        {
            return await look(session);
        }
        catch (Exception exception) when (!session.Stop.IsCancellationRequested)
        {
            string sentence = exception is PicieException { Hint: { } hint } ? $"{exception.Message} {hint}" : exception.Message;
            return [new DoctorFinding(name, false, sentence)];
        }
    }

    private static void Write(Terminal terminal, DoctorDocument document)
    {
        foreach (DoctorFinding finding in document.Findings)
        {
            terminal.Say($"{(finding.Fine ? "ok    " : "BROKEN")}  {finding.Name}: {finding.Sentence}");
        }

        Table table = Tables.Of("setting", "value", "from");
        foreach (ConfigurationValue value in document.Configuration)
        {
            table.Row(value.Name, value.Value, value.Source);
        }

        terminal.Draw(table);
        terminal.Say(document.Fine ? "Everything that picie needs is there." : "Something is broken: see above.");
    }
}
