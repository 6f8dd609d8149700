using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Pipeline.Tests.Documents;

public sealed class DocumentJsonTests
{
    [Fact]
    public void A_loss_that_is_no_number_is_written_as_a_word()
    {
        string written = DocumentJson.Write(new CurvePoint(3, double.NaN, double.PositiveInfinity, null, 0.5, 0.25, 12));

        written.ShouldContain("\"loss\": \"NaN\"");
        written.ShouldContain("\"within\": \"Infinity\"");
        written.ShouldNotContain("cross");
    }

    [Fact]
    public void A_kind_and_a_status_are_written_as_their_words()
    {
        string written = DocumentJson.Write(new PlannedStageDocument(StageKind.Train, "key", "train · toy", PlannedStatus.New));

        written.ShouldContain("\"kind\": \"train\"");
        written.ShouldContain("\"status\": \"new\"");
    }

    [Fact]
    public void Letters_of_every_language_stay_as_they_are() =>
        DocumentJson.Write(new ExperimentName(Guid.Empty, "Häuser · 都市")).ShouldContain("Häuser · 都市");
}
