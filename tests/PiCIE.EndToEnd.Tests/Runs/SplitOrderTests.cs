using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>Figures come in the order in which the spec names its splits.</summary>
[Collection(RunsInTurn.Name)]
public sealed class SplitOrderTests : IDisposable
{
    private readonly PicieHomeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Splits_stand_in_the_order_of_the_spec()
    {
        string spec = SmallData.In(_folder).WriteSpec(SmallData.ShortTraining, method: "frozen");

        foreach (string[] order in new[] { new[] { "val", "train" }, ["train", "val"] })
        {
            PicieOutcome outcome = await _folder.PicieAsync(
                "run", spec, "--set", $"name=first-{order[0]}", "--set", $"evaluate.splits=[{string.Join(", ", order)}]", "--json");

            outcome.Run().GetProperty("metrics").EnumerateObject().Select(split => split.Name).ShouldBe(order);
            outcome.Json.GetProperty("summary")[0].GetProperty("metrics").EnumerateObject().Select(split => split.Name).ShouldBe(order);
        }
    }
}
