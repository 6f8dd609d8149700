using System.Text.Json;
using PiCIE.Evaluation;
using PiCIE.Experiments.Failures;
using PiCIE.Pipeline.Work;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class AttemptErrorsTests
{
    public static TheoryData<string, FailureKind?> Kinds => new()
    {
        { nameof(TaskInputException), FailureKind.Input },
        { nameof(ArtifactException), FailureKind.Crash },
        { nameof(JsonException), FailureKind.Crash },
        { nameof(IOException), FailureKind.Environment },
        { nameof(UnauthorizedAccessException), FailureKind.Environment },
        { nameof(InvalidOperationException), null },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_goes_wrong_around_a_stage_is_a_failure_of_its_kind(string exception, FailureKind? kind)
    {
        Failure? failure = AttemptErrors.Of(Example(exception));

        failure?.Kind.ShouldBe(kind!.Value);
        (failure is null).ShouldBe(kind is null);
        (failure?.Sentence ?? "on purpose").ShouldContain("on purpose");
    }

    private static Exception Example(string name) => name switch
    {
        nameof(TaskInputException) => new TaskInputException("on purpose", "do it otherwise"),
        nameof(ArtifactException) => new ArtifactException("on purpose"),
        nameof(JsonException) => new JsonException("on purpose"),
        nameof(IOException) => new IOException("on purpose"),
        nameof(UnauthorizedAccessException) => new UnauthorizedAccessException("on purpose"),
        _ => new InvalidOperationException("on purpose"),
    };
}
