using System.Text.Json;
using PiCIE.Experiments.Protocol;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Pipeline.Tests.StageProcesses;

public sealed class StageToolTests
{
    [Fact]
    public async Task A_tool_answers_without_a_database()
    {
        await using TestHome home = new();
        Watching watching = new();

        StageResult result = await RunAsync(home, watching);

        result.Output.GetProperty("answer").GetInt32().ShouldBe(42);
        watching.Notices.OfType<StageProgressed>().Single().Note.ShouldBe("half");
        File.Exists(home.Home.Database).ShouldBeFalse();
    }

    [Fact]
    public async Task Wrong_input_is_said_in_the_words_of_the_tool()
    {
        await using TestHome home = new();
        home.Let("doctor", "input");

        PicieException error = await Should.ThrowAsync<PicieException>(() => RunAsync(home, new Watching()));

        (error.Code, error.Message, error.Hint, error.Kind)
            .ShouldBe(("wrong-input", "a.jpg is cut off after 12 bytes", "copy it again", ProblemKind.Input));
    }

    [Fact]
    public async Task A_cancelled_tool_ends()
    {
        await using TestHome home = new();
        home.Let("doctor", "wait");
        using CancellationTokenSource cancel = new();
        Watching watching = new() { Each = _ => cancel.CancelAsync() };

        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(home, watching, cancel.Token));
    }

    private static Task<StageResult> RunAsync(TestHome home, IRunObserver observer, CancellationToken cancel = default) =>
        home.Get<StageTool>().RunAsync(
            "doctor", JsonSerializer.SerializeToElement(new { }), new Dictionary<string, string>(), Path.Combine(home.Root, "work", "tool"), observer, cancel);
}
