using PiCIE.Cli.CommandLine;
using PiCIE.Cli.StageTools;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Stages.Tools;
using PiCIE.Pipeline;
using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Cli.Doctor;

/// <summary>Whether the stage program is there and what it finds about itself: the native library, the codecs.</summary>
internal static class StageProgramFindings
{
    /// <summary>Finds it and asks it.</summary>
    /// <param name="session">The command.</param>
    public static async Task<IReadOnlyList<DoctorFinding>> OfAsync(CommandSession session)
    {
        try
        {
            StageProgram program = StageProgram.Find(session.Home);
            using ToolRun<DoctorOutput> run = await ToolRun<DoctorOutput>.OfAsync(
                session, ToolKinds.Doctor, StageJson.ToElement(new DoctorToolSettings()), new Dictionary<string, string>());
            DoctorOutput output = run.Output;
            return
            [
                new DoctorFinding("stage program", true, program.Path),
                new DoctorFinding(
                    "libtorch", output.Libtorch is not null,
                    output.Libtorch is { } version ? $"{version}, {output.Threads} threads, {output.Simd}" : "does not load: see the checks below"),
                .. output.Checks.Select(check => new DoctorFinding(check.Name, check.Fine, check.Sentence)),
            ];
        }
        catch (PicieException error)
        {
            return [new DoctorFinding("stage program", false, error.Hint is null ? error.Message : $"{error.Message} {error.Hint}")];
        }
    }
}
