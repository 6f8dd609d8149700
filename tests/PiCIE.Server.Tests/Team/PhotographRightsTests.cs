using System.Net;
using PiCIE.Experiments.People;
using PiCIE.Pipeline.DataSets;

namespace PiCIE.Server.Tests.Team;

/// <summary>Who may be shown the photographs of a data set, and everything that is made of them.</summary>
public sealed class PhotographRightsTests
{
    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    [InlineData(PhotographAudience.Everyone, HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData(PhotographAudience.Operators, HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    [InlineData(PhotographAudience.Nobody, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task S21_Packs_and_predictions_are_shown_to_whom_the_data_set_says_and_weights_to_everybody(PhotographAudience? show, HttpStatusCode asViewer, HttpStatusCode asOperator)
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        await using TeamHome team = await TeamHome.OpenAsync(DatabaseKind.PostgreSql);
        await team.Home.AskAsync(new RegisterDataSet("pictures", Path.Combine(team.Home.Root, "data", "pictures")) { Show = show });
        await team.SubmitAsync(team.Olga);
        (string pack, string predictions, string matrices, string weights) = await team.PlantArtifactsAsync();

        foreach ((string path, string key, HttpStatusCode status) in new[]
        {
            (pack, team.Vera, asViewer), (predictions, team.Vera, asViewer), (matrices, team.Vera, HttpStatusCode.OK), (weights, team.Vera, HttpStatusCode.OK),
            (pack, team.Olga, asOperator), (predictions, team.Olga, asOperator), (pack, team.Ada, asOperator),
        })
        {
            HttpResponseMessage answer = await team.Client.GetAsync(path, key);
            answer.StatusCode.ShouldBe(status, path);
            if (status == HttpStatusCode.Forbidden)
            {
                (await ServerClient.ReadAsync(answer, HttpStatusCode.Forbidden)).GetProperty("code").GetString().ShouldBe("photographs-restricted");
            }
        }
    }

    [Fact]
    public async Task Who_may_see_them_stays_when_the_name_means_other_files()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string folder = Path.Combine(team.Home.Root, "data", "pictures");
        string other = Path.Combine(team.Home.Root, "data", "pictures", "train");
        await team.Home.AskAsync(new RegisterDataSet("pictures", folder) { Show = PhotographAudience.Nobody });

        await team.Home.AskAsync(new RegisterDataSet("pictures", other, Replace: true));

        (await team.TextsAsync("select show from data_sets where name = 'pictures'")).ShouldBe(["nobody"]);
    }
}
