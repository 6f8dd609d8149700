using System.Runtime.CompilerServices;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Failures;
using PiCIE.Pipeline.Feeds;

namespace PiCIE.Pipeline.Tests.Feeds;

public sealed class PublicEventTests
{
    [Fact]
    public void Whoever_adds_a_type_of_event_decides_who_may_see_it() => EventNames.Types.Where(type => Of(type).Audience == EventAudience.None).ShouldBeEmpty();

    [Fact]
    public void A_type_that_nobody_decided_on_is_for_nobody() => PublicEvent.Of(new Undecided()).Audience.ShouldBe(EventAudience.None);

    [Fact]
    public void Words_about_a_failure_stay_inside()
    {
        PublicEvent shown = PublicEvent.Of(new StageFailed(Guid.Empty, 2, 1.5, new Failure(FailureKind.Input, "/home/ada/secret.png is cut off", "copy it again")));

        shown.Fields.ShouldNotBeNull().Keys.ShouldBe(["attempt", "seconds", "failure"]);
        shown.Fields.Values.ShouldBe([2, 1.5, "input"]);
    }

    private static PublicEvent Of(Type type)
    {
        PipelineEvent happened = (PipelineEvent)RuntimeHelpers.GetUninitializedObject(type);
        return PublicEvent.Of(happened switch
        {
            StageFailed failed => failed with { Failure = new Failure(FailureKind.Lost, "gone", null) },
            AttemptFailed failed => failed with { Failure = new Failure(FailureKind.Lost, "gone", null) },
            _ => happened,
        });
    }

    private sealed record Undecided : PipelineEvent;
}
