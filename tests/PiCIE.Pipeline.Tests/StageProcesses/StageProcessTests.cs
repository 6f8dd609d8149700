using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Pipeline.Tests.StageProcesses;

public sealed class StageProcessTests
{
    [Fact]
    public async Task A_process_that_says_nothing_for_too_long_is_ended()
    {
        await using TestHome home = new();
        home.Let("train", "silent");
        StageProcessTimes times = new() { Stall = TimeSpan.FromMilliseconds(500) };

        StageEnding ending = await RunAsync(home, times, default, default);

        Failure failure = ending.ShouldBeOfType<StageEnding.Failed>().Failure;
        failure.Kind.ShouldBe(FailureKind.Lost);
        failure.Sentence.ShouldContain("said nothing for");
    }

    [Fact]
    public async Task Asked_a_second_time_it_does_not_wait_for_the_process_to_end_by_itself()
    {
        await using TestHome home = new();
        home.Let("train", "deaf");
        TimeSpan step = TimeSpan.FromMilliseconds(100);
        using CancellationTokenSource stop = new();
        using CancellationTokenSource stopNow = new();
        StageProcessTimes times = new() { Terminate = step, Kill = step };

        Task<StageEnding> running = RunAsync(home, times, stop.Token, stopNow.Token, stop);
        stop.Token.Register(() => stopNow.CancelAfter(step));

        (await running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)).ShouldBeOfType<StageEnding.Interrupted>();
    }

    [Fact]
    public async Task A_line_without_end_on_standard_error_is_cut_and_says_so()
    {
        await using TestHome home = new();
        home.Let("train", "long-line");
        List<string> log = [];
        StageProcess process = new(StageExecutable.Find(home.Home), new StageProcessTimes(), TimeProvider.System);

        StageEnding ending = await process.RunAsync(Order(home), log.Add, _ => Task.CompletedTask, default, default);

        ending.ShouldBeOfType<StageEnding.Succeeded>();
        string line = log.ShouldHaveSingleItem();
        line.Length.ShouldBeLessThan(10_000);
        line.ShouldEndWith($"({300_000_000 - 8192} more characters are left out)");
    }

    [Fact]
    public async Task A_log_message_without_end_is_cut_in_the_log_and_for_who_watches()
    {
        await using TestHome home = new();
        home.Let("train", "long-message");
        List<string> log = [];
        List<StageLog> heard = [];
        StageProcess process = new(StageExecutable.Find(home.Home), new StageProcessTimes(), TimeProvider.System);

        await process.RunAsync(Order(home), log.Add, message => Note(message), default, default);

        log.ShouldHaveSingleItem().ShouldEndWith("more characters are left out)");
        heard.ShouldHaveSingleItem().Text.Length.ShouldBeLessThan(10_000);

        Task Note(StageMessage message)
        {
            if (message is StageLog said)
            {
                heard.Add(said);
            }

            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_process_that_hears_no_stop_is_killed_step_by_step()
    {
        await using TestHome home = new();
        home.Let("train", "deaf");
        TimeSpan step = TimeSpan.FromMilliseconds(100);
        using CancellationTokenSource stop = new();

        Task<StageEnding> running = RunAsync(home, new StageProcessTimes { Terminate = step, Kill = step }, default, stop.Token, stop);

        (await running).ShouldBeOfType<StageEnding.Interrupted>();
    }

    [Fact]
    public async Task Asked_to_stop_at_a_checkpoint_a_process_that_has_none_is_waited_for_until_its_end()
    {
        await using TestHome home = new();
        home.Let("train", "late");
        TimeSpan step = TimeSpan.FromMilliseconds(100);
        using CancellationTokenSource stop = new();

        StageEnding ending = await RunAsync(home, new StageProcessTimes { Terminate = step, Kill = step }, stop.Token, default, stop);

        ending.ShouldBeOfType<StageEnding.Succeeded>();
    }

    [Fact]
    public async Task A_process_that_falls_silent_after_it_was_asked_to_stop_is_ended_too()
    {
        await using TestHome home = new();
        home.Let("train", "deaf");
        TimeSpan step = TimeSpan.FromMilliseconds(100);
        using CancellationTokenSource stop = new();
        StageProcessTimes times = new() { Stall = TimeSpan.FromMilliseconds(500), Terminate = step, Kill = step };

        StageEnding ending = await RunAsync(home, times, stop.Token, default, stop).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        ending.ShouldBeOfType<StageEnding.Interrupted>();
    }

    [Theory]
    [InlineData("deaf")]
    [InlineData("flood")]
    public async Task Where_its_supervisor_cannot_go_on_the_process_has_ended_before_that_is_said(string mode)
    {
        await using TestHome home = new();
        home.Let("train", mode);
        TimeSpan step = TimeSpan.FromMilliseconds(200);
        StageProcess process = new(
            StageExecutable.Find(home.Home), new StageProcessTimes { Terminate = step, Kill = step }, TimeProvider.System);

        IOException error = await Should.ThrowAsync<IOException>(() => process.RunAsync(
            Order(home), _ => { }, message => message is StageProgress ? throw new IOException("database is full") : Task.CompletedTask, default, default));

        error.Message.ShouldBe("database is full");
        home.IsLastAlive().ShouldBeFalse();
    }

    [Fact]
    public async Task A_log_that_takes_nothing_does_not_keep_the_process_from_its_work()
    {
        await using TestHome home = new();
        home.Let("train", "noisy");
        StageProcess process = new(StageExecutable.Find(home.Home), new StageProcessTimes(), TimeProvider.System);

        StageEnding ending = await process.RunAsync(Order(home), _ => throw new IOException("full"), _ => Task.CompletedTask, default, default)
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        ending.ShouldBeOfType<StageEnding.Succeeded>();
    }

    [Fact]
    public async Task A_missing_program_is_a_failure_that_names_it()
    {
        await using TestHome home = new();
        string program = Path.Combine(home.Root, "no-program");
        File.WriteAllText(program, "");
        StageProcess process = new(StageExecutable.Find(program, home.Root, null), new StageProcessTimes(), TimeProvider.System);

        StageEnding ending = await process.RunAsync(Order(home), _ => { }, _ => Task.CompletedTask, default, default);

        ending.ShouldBeOfType<StageEnding.Failed>().Failure.Sentence.ShouldContain(program);
    }

    private static Task<StageEnding> RunAsync(
        TestHome home, StageProcessTimes times, CancellationToken stop, CancellationToken stopNow, CancellationTokenSource? stopAtProgress = null)
    {
        StageProcess process = new(StageExecutable.Find(home.Home), times, TimeProvider.System);
        return process.RunAsync(Order(home), _ => { }, Hear, stop, stopNow);

        Task Hear(StageMessage message) => message is StageProgress && stopAtProgress is not null ? stopAtProgress.CancelAsync() : Task.CompletedTask;
    }

    private static StageOrder Order(TestHome home) => new()
    {
        Kind = "train",
        Settings = StageJson.ToElement(new { }),
        Scratch = Directory.CreateDirectory(Path.Combine(home.Root, "work", "x")).FullName,
    };
}
