using System.Diagnostics;
using System.Runtime.InteropServices;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Commands;

/// <summary>Ctrl-C while a run works.</summary>
public sealed partial class InterruptionTests : IDisposable
{
    private const int SigInt = 2;
    private readonly PicieHomeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_ctrl_c_ends_with_130_says_how_to_go_on_and_the_same_command_finishes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "a signal is sent as POSIX has it");
        SmallData data = SmallData.In(_folder);
        data.WriteSpec(SmallData.ShortTraining.Replace("epochs: 1", "epochs: 2000", StringComparison.Ordinal));

        PicieOutcome interrupted = await InterruptAsync(data.Spec);
        PicieOutcome list = await _folder.PicieAsync("runs", "list", "--json");
        data.WriteSpec(SmallData.ShortTraining);
        PicieOutcome finished = await _folder.PicieAsync("run", data.Spec, "--set", "name=shorter", "--json");

        interrupted.ShouldEndWith(130).ShouldSay("the same command goes on");
        list.Json.GetProperty("runs")[0].GetProperty("status").GetString().ShouldNotBe("failed");
        list.ShouldSay("1 run is not asked for now", "picie run SPEC goes on with what its spec names");
        finished.ShouldEndWith(0);
    }

    private async Task<PicieOutcome> InterruptAsync(string spec)
    {
        using Process process = _folder.Start(new Dictionary<string, string>(), "run", spec);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        List<string> errors = [];
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            errors.Add(line);
            if (line.StartsWith("train", StringComparison.Ordinal) && line.EndsWith("started", StringComparison.Ordinal))
            {
                Kill(process.Id, SigInt).ShouldBe(0);
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new PicieOutcome(process.ExitCode, await output, string.Join('\n', errors));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
