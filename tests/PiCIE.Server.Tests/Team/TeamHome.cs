using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.People;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.People;
using PiCIE.Server.Serving;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Databases;

namespace PiCIE.Server.Tests.Team;

/// <summary>
/// The server of a team, and others beside it on the same database. Three people have a key: ada is admin, olga and otto are operators, vera is viewer.
/// </summary>
internal sealed class TeamHome : IAsyncDisposable
{
    private readonly List<PicieServer> _further = [];
    private readonly List<ServerClient> _clients = [];
    private readonly string? _database;
    private readonly TeamOptions _options;

    private TeamHome(ServerHome home, TeamOptions options, string? database) => (Home, _options, _database) = (home, options, database);

    public ServerHome Home { get; }

    public ServerClient Client => Home.Client;

    public bool IsProxied => _options.Proxies.Count > 0;

    public string Ada { get; private set; } = string.Empty;

    public string Olga { get; private set; } = string.Empty;

    public string Otto { get; private set; } = string.Empty;

    public string Vera { get; private set; } = string.Empty;

    public static TeamOptions Local { get; } = new() { Listen = new Uri("http://127.0.0.1:0"), Limits = new TeamLimits { SignIns = 1000, Strangers = 100_000, Burst = 100_000, PerSecond = 100_000 } };

    public static async Task<TeamHome> OpenAsync(DatabaseKind kind = DatabaseKind.Sqlite, TeamOptions? options = null, bool withKeys = true)
    {
        string? database = kind == DatabaseKind.PostgreSql ? await PostgreSqlServer.NewDatabaseAsync() : null;
        ServerHome home = await ServerHome.PreparedAsync(team: options ?? Local, database: database);
        home.Adopt(await home.Server.StartAsync());
        TeamHome team = new(home, options ?? Local, database);
        if (withKeys)
        {
            team.Ada = await team.KeyAsync("ada", Role.Admin);
            team.Olga = await team.KeyAsync("olga", Role.Operator);
            team.Otto = await team.KeyAsync("otto", Role.Operator);
            team.Vera = await team.KeyAsync("vera", Role.Viewer);
        }

        return team;
    }

    public async Task<string> KeyAsync(string person, Role? role = null, int? days = null) => (await Home.AskAsync(new CreateKey(person, role, days))).Key;

    /// <summary>A further server on the same database.</summary>
    public async Task<ServerClient> SecondAsync()
    {
        PicieServer server = PicieServer.On(Home.Home, new ServerOptions { Team = _options });
        _further.Add(server);
        ServerClient client = new((await server.StartAsync()).Address, string.Empty);
        _clients.Add(client);
        return client;
    }

    /// <summary>Signs in, and returns the cookie as a browser would send it.</summary>
    public async Task<string> SignInAsync(string key, ServerClient? at = null)
    {
        HttpResponseMessage answer = await SignInAnswerAsync(key, at: at);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    public Task<HttpResponseMessage> SignInAnswerAsync(string key, string? cookie = null, ServerClient? at = null)
    {
        HttpRequestMessage request = ByCookie(HttpMethod.Post, "/api/v1/session", cookie, new { key }, at);
        return (at ?? Client).SendAsync(request);
    }

    /// <summary>A request as a page of the server sends it.</summary>
    public HttpRequestMessage ByCookie(HttpMethod method, string path, string? cookie, object? body = null, ServerClient? at = null)
    {
        HttpRequestMessage request = (at ?? Client).Request(method, path, "");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        if (method != HttpMethod.Get)
        {
            request.Headers.Add("Origin", (at ?? Client).Address);
            request.Content = new StringContent(JsonSerializer.Serialize(body ?? new { }, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
        }

        return request;
    }

    /// <summary>Sends a request with a body by a key.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string key, object? body = null)
    {
        HttpRequestMessage request = Client.Request(method, path, key);
        request.Content = method == HttpMethod.Get ? null : new StringContent(JsonSerializer.Serialize(body ?? new { }, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
        return Client.SendAsync(request);
    }

    /// <summary>Submits the small spec as somebody.</summary>
    public async Task<JsonElement> SubmitAsync(string key, string spec = ServerHome.Spec) =>
        await ServerClient.ReadAsync(await Client.PostAsync("/api/v1/experiments", new { spec }, key), HttpStatusCode.Created);

    public async Task<JsonElement> ReadAsync(string path, string key) => await ServerClient.ReadAsync(await Client.GetAsync(path, key), HttpStatusCode.OK);

    /// <summary>Carries out a statement on the database behind the servers' back.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using PicieContext context = Context();
        await context.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }

    /// <summary>The first column of the rows of a query.</summary>
    public async Task<IReadOnlyList<string>> TextsAsync(string sql)
    {
        await using PicieContext context = Context();
        return await context.Database.SqlQueryRaw<string>(sql).ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Lets a preprocess, a train and an evaluate stage have an artifact each.</summary>
    /// <returns>Addresses of a pack, of predictions, of matrices and of weights.</returns>
    public async Task<(string Pack, string Predictions, string Matrices, string Weights)> PlantArtifactsAsync()
    {
        await using PicieContext context = Context();
        string pack = await PlantAsync(context, StageKind.Preprocess, ArtifactFiles.EvaluationPack);
        string weights = await PlantAsync(context, StageKind.Train, ArtifactFiles.Weights);
        string predictions = await PlantAsync(context, StageKind.Evaluate, ArtifactFiles.Predictions("val", 1));
        string matrices = await PlantAsync(context, StageKind.Evaluate, ArtifactFiles.Confusions("val", 1, 0), attempt: 2);
        return (pack, predictions, matrices, weights);
    }

    private async Task<string> PlantAsync(PicieContext context, StageKind kind, string file, int attempt = 1)
    {
        string key = await context.Stages.Where(stage => stage.Kind == kind).OrderBy(stage => stage.Id).Select(stage => stage.Key).FirstAsync();
        Artifact artifact = new() { Id = Guid.CreateVersion7(), Kind = kind.Word(), Key = key, Attempt = attempt, ManifestSha256 = new string('0', 64), Bytes = 1, CreatedAt = DateTimeOffset.UtcNow };
        context.Artifacts.Add(artifact);
        context.ArtifactFiles.Add(new ArtifactFile { ArtifactId = artifact.Id, Name = file, Bytes = 1, Sha256 = new string('0', 64) });
        await context.SaveChangesAsync();
        string path = new FolderArtifactStore(Home.Home.ArtifactsFolder).PathOf(ArtifactAddress.Of(artifact), file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "x");
        return $"/api/v1/artifacts/{artifact.Id}/files/{file}";
    }

    private PicieContext Context() => new(_database is null ? SqliteDatabase.Options(Home.Home.Database) : PostgreSqlDatabase.Options(_database));

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        foreach (PicieServer server in _further)
        {
            await server.DisposeAsync();
        }

        await Home.DisposeAsync();
        await (_database is null ? Task.CompletedTask : PostgreSqlServer.RemoveAsync(_database));
    }
}
