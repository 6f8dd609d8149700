using PiCIE.Cli.Drafts;
using PiCIE.Experiments.Tools;

namespace PiCIE.Cli.Tests.Drafts;

public sealed class StrayValuesTests
{
    [Fact]
    public void Values_of_one_label_image_are_told_with_its_name() =>
        StrayValues.Of("/data", Seen(5, [new FoundId(0, 90, 5), new FoundId(1, 9, 2), One(17), One(44)])).ShouldHaveSingleItem()
            .ShouldStartWith("2 of 4 values (17, 44) occur in one label image only, labels/val/b.png: ");

    [Fact]
    public void Many_values_are_not_all_listed() =>
        StrayValues.Of("/data", Seen(5, [.. Enumerable.Range(1, 40).Select(One)])).ShouldHaveSingleItem().ShouldStartWith("40 of 40 values (1, 2, 3, 4, 5, 6, 7, 8, …) occur");

    [Fact]
    public void Two_label_images_say_nothing_about_what_is_rare() => StrayValues.Of("/data", Seen(2, [One(1)])).ShouldBeEmpty();

    private static FoundId One(int raw) => new(raw, 3, 1) { OnlyIn = "/data/labels/val/b.png" };

    private static DataInitOutput Seen(int labels, IReadOnlyList<FoundId> ids) => new(labels, ids, [], [], [], []);
}
