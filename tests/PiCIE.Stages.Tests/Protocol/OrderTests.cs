using System.Text.Json;
using System.Text.Json.Nodes;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Stages.Tests.Runs;

namespace PiCIE.Stages.Tests.Protocol;

/// <summary>Orders that cannot be carried out end with one failure of kind input that says what is wrong.</summary>
public sealed class OrderTests : IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("picie-order-").FullName;

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [Fact]
    public void Another_protocol_is_refused_before_the_work() =>
        Refused(TinyOrders.Line(Order() with { Protocol = StageOrder.CurrentProtocol + 1 }), $"protocol {StageOrder.CurrentProtocol + 1}");

    [Fact]
    public void A_scratch_folder_that_is_not_there_is_refused()
    {
        Refused(TinyOrders.Line(Order() with { Scratch = Path.Combine(_scratch, "gone") }), "gone");
        Refused(TinyOrders.Line(Order() with { Scratch = "relative" }), "relative");
    }

    [Fact]
    public void A_folder_of_checkpoints_that_is_not_there_is_refused()
    {
        Refused(TinyOrders.Line(Order() with { Checkpoints = Path.Combine(_scratch, "gone") }), "gone");
        Refused(TinyOrders.Line(Order() with { GoOnFrom = "relative" }), "relative");
    }

    [Fact]
    public void An_order_without_threads_is_refused() => Refused(TinyOrders.Line(Order() with { Threads = 0 }), "0 threads");

    [Theory]
    [InlineData(null, "No order")]
    [InlineData("", "No order")]
    [InlineData("hello", "no valid JSON order")]
    [InlineData("null", "no valid JSON order")]
    [InlineData("{\"kind\":\"train\"}", "no valid JSON order")]
    public void A_line_that_is_no_order_is_refused(string? line, string part) => Refused(line, part);

    [Fact]
    public void An_unknown_kind_is_refused_and_the_known_ones_are_named()
    {
        StageRun run = StageRun.Of(Order() with { Kind = "bake" });
        Failed(run, "'bake'");
        foreach (string kind in StageVersions.All.Keys)
        {
            run.Failure.Sentence.ShouldContain(kind);
        }
    }

    [Fact]
    public void An_input_that_the_order_does_not_name_is_missed_by_its_role() => Failed(StageRun.Of(Order()), "'basePack'");

    [Fact]
    public void An_artifact_that_is_not_there_is_named_with_its_path_and_is_no_fault_of_the_stage()
    {
        StageRun run = StageRun.Of(TinyOrders.Of("train", TinyOrders.Train, _scratch, ("basePack", "/nowhere/base.pack")));

        Failed(run, "/nowhere/base.pack", FailureKind.Environment);
        run.Failure.Place.ShouldBe("/nowhere/base.pack");
    }

    [Fact]
    public void Settings_of_another_kind_are_refused() =>
        Failed(StageRun.Of(TinyOrders.Of("cluster", TinyOrders.Train, _scratch)), "not those of 'cluster'");

    [Fact]
    public void A_setting_that_picie_needs_and_the_order_lacks_is_named()
    {
        TinyPacks.Write(_scratch);
        string output = Directory.CreateDirectory(Path.Combine(_scratch, "out")).FullName;
        Failed(StageRun.Of(Without("training", TinyOrders.Of("train", TinyOrders.Train, output, ("basePack", Path.Combine(_scratch, "base.pack"))))), "training");
    }

    private static StageOrder Without(string setting, StageOrder order)
    {
        JsonObject settings = JsonObject.Create(order.Settings)!;
        settings["method"]!.AsObject().Remove(setting).ShouldBeTrue();
        return order with { Settings = JsonSerializer.SerializeToElement(settings) };
    }

    private static void Refused(string? line, string part)
    {
        StageRun run = StageRun.Of(line);
        run.Status.ShouldBe(ExitCodes.BadOrder);
        run.Messages.Count.ShouldBe(1);
        run.Failure.Kind.ShouldBe(FailureKind.Input);
        run.Failure.Sentence.ShouldContain(part);
    }

    private static void Failed(StageRun run, string part, FailureKind kind = FailureKind.Input)
    {
        run.Status.ShouldBe(ExitCodes.Failed);
        run.Messages[0].ShouldBeOfType<StageHello>();
        run.Messages[^1].ShouldBeOfType<StageFailure>().Failure.ShouldBeSameAs(run.Failure);
        run.Failure.Kind.ShouldBe(kind);
        run.Failure.Sentence.ShouldContain(part);
    }

    private StageOrder Order() => TinyOrders.Of("train", TinyOrders.Train, _scratch);
}
