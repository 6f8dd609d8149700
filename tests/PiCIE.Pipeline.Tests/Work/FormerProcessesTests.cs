using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class FormerProcessesTests
{
    private static readonly StageExecutable Sleeping = StageExecutable.Find("/bin/sleep", "/", null);

    [Fact]
    public async Task A_process_of_a_dead_worker_that_does_not_end_by_itself_is_ended()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the program is /bin/sleep");
        await using TestHome home = new();
        using Process left = Process.Start("/bin/sleep", "60");
        await NoteAsync(home, left, left.StartTime.ToUniversalTime());
        List<string> told = [];

        await Waiting(home).WaitAsync(Sleeping, told.Add, TestContext.Current.CancellationToken);

        left.HasExited.ShouldBeTrue();
        told.ShouldHaveSingleItem().ShouldContain($"the stage process {left.Id}");
    }

    [Fact]
    public async Task A_later_process_of_the_same_number_is_left_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the program is /bin/sleep");
        await using TestHome home = new();
        using Process other = Process.Start("/bin/sleep", "60");
        await NoteAsync(home, other, other.StartTime.ToUniversalTime().AddMinutes(-1));

        await Waiting(home).WaitAsync(Sleeping, static sentence => throw new InvalidOperationException(sentence), TestContext.Current.CancellationToken);

        other.HasExited.ShouldBeFalse();
        other.Kill();
    }

    [Fact]
    public async Task The_process_of_an_attempt_stands_in_its_row()
    {
        await using TestHome home = new();
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));

        await using PicieContext context = await home.OpenAsync();
        (await context.Attempts.CountAsync(attempt => attempt.Pid != null && attempt.ProcessStartedAt != null)).ShouldBe(4);
    }

    private static FormerProcesses Waiting(TestHome home) => new(home.Get<OpenDatabase>()) { Patience = TimeSpan.FromMilliseconds(200) };

    private static async Task NoteAsync(TestHome home, Process process, DateTimeOffset startedAt)
    {
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await home.StageIdAsync(StageKind.Preprocess);
        IStageLedger ledger = home.Get<IStageLedger>();
        StartedAttempt started = (await ledger.StartAsync(
            stage, new AttemptStart($"{Environment.MachineName}:1", "picie", "cpu", 1, _ => "log") { Offer = await home.OfferAsync(stage) }, CancellationToken.None)).ShouldNotBeNull();
        await ledger.NoteProcessAsync(stage, started.Number, process.Id, startedAt, CancellationToken.None);
    }
}
