using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Commands;

public sealed class DoctorTests : IDisposable
{
    private readonly PicieHomeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_machine_that_passes_the_tests_is_healthy()
    {
        PicieOutcome outcome = (await _folder.PicieAsync("doctor", "--json")).ShouldEndWith(0);

        outcome.Json.GetProperty("findings").EnumerateArray().ShouldAllBe(finding => finding.GetProperty("fine").GetBoolean());
        outcome.Json.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("name").GetString()).ShouldContain("libtorch");
    }

    [Fact]
    public async Task Every_setting_is_shown_with_its_source()
    {
        PicieOutcome outcome = await _folder.PicieAsync("doctor");

        outcome.Out.ShouldContain(_folder.Home);
        outcome.Out.ShouldContain("environment");
        outcome.Out.ShouldContain("default");
    }
}
