using PiCIE.Cli.CommandLine;
using PiCIE.Cli.StageTools;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Cli.Doctor;

/// <summary>Finds out whether the stage program is there, and asks it about itself: the native library, the codecs.</summary>
internal static class StageProgramFindings
{
    /// <summary>Finds the stage program and asks it. It works in the system's own place for scratch, so that a broken home does not hide it.</summary>
    /// <param name="session">The command.</param>
    public static async Task<IReadOnlyList<DoctorFinding>> OfAsync(CommandSession session)
    {
        StageExecutable program = StageExecutable.Find(session.Home);
        using ToolRun<DoctorOutput> run = await ToolRun<DoctorOutput>.OfAsync(
            session, ToolKinds.Doctor, StageJson.ToElement(new DoctorToolSettings()), new Dictionary<string, string>(), Path.GetTempPath());
        DoctorOutput output = run.Output;
        return
        [
            new DoctorFinding("stage program", true, program.Path),
            new DoctorFinding("stage threads", true, $"{output.Threads}, with vectors of {output.Simd}"),
            .. output.Checks.Select(check => new DoctorFinding(check.Name, check.Fine, check.Sentence)),
        ];
    }
}
