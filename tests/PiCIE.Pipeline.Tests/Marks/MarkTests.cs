using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Marks;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;
using PiCIE.Storage.Checking;
using PiCIE.Storage.Events;

namespace PiCIE.Pipeline.Tests.Marks;

/// <summary>Tags, notes and the archive: each change is there, is found by a filter, is undone, and leaves an event with the person.</summary>
public sealed class MarkTests
{
    [Theory]
    [OnEachDatabase]
    public async Task Tags_are_added_and_removed_and_each_change_is_an_event_of_the_person(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));

        await home.SendAsync(new Tag(["fields/seed-1"], ["best", " paper "], []));
        (await NamesAsync(home, "tag = paper")).ShouldBe(["seed-1"]);
        MarkedThing marked = (await home.SendAsync(new Tag(["seed-1"], ["best"], ["paper", "absent"]))).Marked.Single();

        (marked.Name, marked.Changed).ShouldBe(("fields/seed-1", true));
        marked.Tags.ShouldBe(["best"]);
        (await EventsAsync(home)).ShouldBe([("tag-added", "tester"), ("tag-added", "tester"), ("tag-removed", "tester")]);
        (await home.SendAsync(new Tag(["seed-1"], ["best"], []))).Marked.Single().Changed.ShouldBeFalse();
        (await EventsAsync(home)).Count.ShouldBe(3, "nothing changed");
    }

    [Theory]
    [OnEachDatabase]
    public async Task An_experiment_is_tagged_as_a_whole(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.SubmitAsync(TestPlans.Of(home, "forests", "text", 1, 2));

        (await home.SendAsync(new Tag(["fields"], ["paper"], []))).Marked.Single().RunId.ShouldBeNull("an experiment of one run is an experiment");
        (await NamesAsync(home, "tag = paper")).ShouldBe(["seed-1"]);
        await home.SendAsync(new Tag(["tester/forests", "fields"], [], ["paper"]));

        (await NamesAsync(home, "tag = paper")).ShouldBeEmpty();
        (await EventsAsync(home)).ShouldBe([("tag-added", "tester"), ("tag-removed", "tester")]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_note_is_written_found_and_removed(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));

        NoteDocument note = (await home.SendAsync(new WriteNote("seed-2", " the sky is lost ", null))).Marked.Single().Notes.Single();
        await home.SendAsync(new WriteNote("fields", "for the paper", null));

        (note.Person, note.Text).ShouldBe(("tester", "the sky is lost"));
        (await NamesAsync(home, "note ~ SKY")).ShouldBe(["seed-2"]);
        (await NamesAsync(home, "note ~ paper")).ShouldBe(["seed-1", "seed-2"]);
        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new WriteNote("seed-1", null, ShortIds.Of(note.Id))))).Kind.ShouldBe(ProblemKind.NotFound);
        (await home.SendAsync(new WriteNote("seed-2", null, ShortIds.Of(note.Id)))).Marked.Single().Notes.ShouldBeEmpty();
        (await EventsAsync(home)).Select(one => one.Type).ShouldBe(["note-added", "note-added", "note-removed"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_is_archived_leaves_the_list_and_comes_back(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        await home.SubmitAsync(TestPlans.Of(home, "forests", "text", 3));

        (await home.SendAsync(new Archive(["seed-1", "forests"]))).Marked.ShouldAllBe(one => one.Archived != null && one.Changed);
        (await NamesAsync(home, null)).ShouldBe(["seed-2"]);
        (await NamesAsync(home, "archived = true")).ShouldBe(["seed-1", "seed-3"]);
        (await home.SendAsync(new Archive(["seed-1"]))).Marked.Single().Changed.ShouldBeFalse();
        (await home.SendAsync(new Archive(["forests", "seed-1"], Undo: true))).Marked.ShouldAllBe(one => one.Archived == null);

        (await NamesAsync(home, null)).ShouldBe(["seed-1", "seed-2", "seed-3"]);
        (await EventsAsync(home)).Select(one => one.Type).ShouldBe(["archived", "archived", "unarchived", "unarchived"]);
        await using PicieContext context = await home.OpenAsync();
        (await Invariants.BrokenAsync(context, TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_wrong_name_among_several_changes_nothing()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));

        PicieException unknown = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new Archive(["seed-1", "nowhere"])));
        PicieException several = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new Archive(["seed"])));

        (unknown.Kind, several.Kind).ShouldBe((ProblemKind.NotFound, ProblemKind.Input));
        (await NamesAsync(home, null)).Count.ShouldBe(2);
        (await EventsAsync(home)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    public async Task A_tag_that_is_no_word_is_refused(string tag)
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new Tag(["seed-1"], [tag], [])))).Code.ShouldBe("bad-tag");
        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new Tag(["seed-1"], [new string('a', 101)], [])))).Code.ShouldBe("bad-tag");
        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new Tag(["seed-1"], ["a"], ["a"])))).Code.ShouldBe("bad-tag");
        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new WriteNote("seed-1", " ", null)))).Code.ShouldBe("bad-note");
    }

    [Fact]
    public async Task Whoever_marks_what_is_not_there_gets_no_home_for_it()
    {
        await using TestHome home = new();

        await Should.ThrowAsync<PicieException>(() => home.SendAsync(new Archive(["seed-1"])));

        File.Exists(home.Home.Database).ShouldBeFalse();
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(TestHome home, string? where) =>
        [.. (await home.SendAsync(new ListRuns { Where = where, Sort = "name" })).Runs.Select(run => run.Name)];

    private static async Task<IReadOnlyList<(string Type, string? Actor)>> EventsAsync(TestHome home)
    {
        await using PicieContext context = await home.OpenAsync();
        List<StoredEvent> events = await context.Events.Where(stored => stored.Actor != null).OrderBy(stored => stored.Seq).ToListAsync(TestContext.Current.CancellationToken);
        return [.. events.Select(stored => (stored.Type, stored.Actor))];
    }
}
