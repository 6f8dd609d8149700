using PiCIE.Cli.Drafts;
using PiCIE.Evaluation.Classes;
using PiCIE.Experiments.Tools;

namespace PiCIE.Cli.Tests.Drafts;

public sealed class ClassTableDraftTests
{
    [Fact]
    public void Each_value_that_occurs_is_a_class_and_255_is_ignored()
    {
        ClassTableDraft draft = ClassTableDraft.Of("mine", Seen([[0, 0, 0], [128, 0, 0]], 0, 1, 7, 255));

        ClassTable table = ClassTable.Parse(draft.Json, "classes.json");

        table.Count.ShouldBe(3);
        new[] { 0, 1, 7, 255, 2 }.Select(table.ClassOf).ShouldBe([0, 1, 2, ClassTable.Ignored, ClassTable.Unknown]);
        table.Classes[1].Colour.ShouldBe(new ClassColour(128, 0, 0));
        table.Classes[2].Colour.ShouldBeNull();
    }

    [Fact]
    public void Values_of_sixteen_bits_are_written_too() =>
        ClassTable.Parse(ClassTableDraft.Of("mine", Seen([], 3, 40_000)).Json, "classes.json").ClassOf(40_000).ShouldBe(1);

    private static DataInitOutput Seen(IReadOnlyList<IReadOnlyList<int>> palette, params int[] raw) =>
        new(1, [.. raw.Select(id => new FoundId(id, 10, 1))], [], [], palette, []);
}
