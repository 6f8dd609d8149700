using System.Text.Json;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;

namespace PiCIE.Experiments.Tests.Events;

public sealed class PipelineEventTests
{
    private static readonly Guid Id = Guid.Parse("01890000-0000-7000-8000-000000000001");

    private static readonly AttemptFailed Lost = new(Id, 1, 1.5, new Failure(FailureKind.Lost, "gone", "look"), new NextTry(2, 5, 0));

    private static readonly PipelineEvent[] Examples =
    [
        new ExperimentSubmitted(Id, 2), new RunAdded(Id, Id), new RunEnded(Id, Id, RunStatus.Done), new StageBecameReady(Id),
        new AttemptStarted(Id, 1), new StageCommitted(Id, 1, 1.5), new StageFailed(Id, 1, 1.5, new Failure(FailureKind.Lost, "silent", "again")),
        new ExperimentPaused(Id, "ada", true), new ExperimentResumed(Id, "ada"), new ExperimentPrioritised(Id, "ada", 5), new RunCanceled(Id, Id, "ada"), new RunAskedAgain(Id, Id, "ada"),
        new RunDeleted(Id, Id, "ada"), new RunRestored(Id, Id, "ada"), new RunCollected(Id, Id),
        new AttemptCanceled(Id, 1, 1.5, "ada"), Lost, new AttemptInterrupted(Id, 1, 1.5, "an input is missing"), new ArtifactWithdrawn(Id, "missing"),
        new ResultRefused(Id, 1, 2, RefusedWrite.Commit, null),
        new TagAdded(Id, Id, "best"), new TagRemoved(Id, null, "best"), new NoteAdded(Id, Id, Id), new NoteRemoved(Id, null, Id, "text"), new Archived(Id, null), new Unarchived(Id, Id),
    ];

    [Fact]
    public void The_names_of_events_are_stored_and_never_change() => EventNames.Types.Select(EventNames.Of).ShouldBe(
    [
        "experiment-submitted", "experiment-paused", "experiment-resumed", "experiment-prioritised", "run-added", "run-ended", "run-canceled", "run-asked-again", "run-deleted", "run-restored", "run-collected",
        "stage-ready", "attempt-started", "stage-committed", "stage-failed",
        "attempt-failed", "attempt-interrupted", "attempt-canceled", "artifact-withdrawn", "late-result", "tag-added", "tag-removed", "note-added", "note-removed", "archived", "unarchived",
    ]);

    [Fact]
    public void Every_event_has_a_name() => typeof(PipelineEvent).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(PipelineEvent)) && !type.IsAbstract)
        .ShouldBe(EventNames.Types, ignoreOrder: true);

    [Fact]
    public void Every_event_comes_back_from_its_json_as_it_was()
    {
        Examples.Select(example => example.GetType()).ShouldBe(EventNames.Types, ignoreOrder: true);
        foreach (PipelineEvent example in Examples)
        {
            JsonSerializer.Deserialize<PipelineEvent>(JsonSerializer.Serialize(example, StageJson.Options), StageJson.Stored).ShouldBe(example);
        }
    }

    [Fact]
    public void An_event_that_a_version_stored_with_more_members_is_read()
    {
        string stored = $$"""{"type":"attempt-interrupted","stage":"{{Id}}","attempt":1,"seconds":1.5,"machine":"of another version"}""";

        JsonSerializer.Deserialize<PipelineEvent>(stored, StageJson.Stored).ShouldBe(new AttemptInterrupted(Id, 1, 1.5));
    }

    [Fact]
    public void An_event_says_what_it_is_about_beside_its_json()
    {
        PipelineEvent added = new RunAdded(Id, Guid.Empty);

        (added.AboutExperiment, added.AboutRun, added.AboutStage).ShouldBe((Id, Guid.Empty, null));
        Lost.AboutStage.ShouldBe(Id);
        JsonSerializer.Serialize(added, StageJson.Options).ShouldBe($$"""{"type":"run-added","experiment":"{{Id}}","run":"{{Guid.Empty}}"}""");
    }

    [Fact]
    public void What_is_no_event_has_no_name() => Should.Throw<ArgumentException>(() => EventNames.Of(typeof(string))).Message.ShouldContain("String");
}
