using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PiCIE.Experiments.People;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.People;
using PiCIE.Server.Access;
using PiCIE.Server.Pages;
using PiCIE.Server.Serving;

namespace PiCIE.Server.Tests;

/// <summary>
/// A home with a data set, and its server on a port of its own. Its stage program does no work. Beside the token of the home, an operator and a viewer
/// have one each, so that a test can come as any of them.
/// </summary>
internal sealed class ServerHome : IAsyncDisposable
{
    /// <summary>A spec that can be sent: everything that it names is known by its name.</summary>
    public const string Spec = """
        name: small
        task: toy
        data: pictures
        method: picie
        backbone: { name: resnet18, width: 0.125, featureWidth: 16, weights: none }
        preprocess: { baseResolution: 40, resolution: 32 }
        seeds: [1, 2, 3]
        evaluate: { splits: [val] }
        """;

    private const string NoClass = ",[0,0,0,0,0,0,0]";

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private PicieServer? _server;
    private Task? _running;

    private ServerHome()
    {
    }

    public AccessToken Admin { get; } = new();

    public AccessToken Operator { get; } = new();

    public AccessToken Viewer { get; } = new();

    public PicieHome Home { get; private set; } = null!;

    /// <summary>Everything that was logged.</summary>
    public LoggedLines Log { get; } = new();

    public PicieServer Server => _server!;

    public ServerClient Client { get; private set; } = null!;

    public string Root => _folder["home"];

    /// <summary>A home whose server answers and does no work.</summary>
    public static async Task<ServerHome> ServedAsync()
    {
        ServerHome home = await PreparedAsync();
        home.Adopt(await home.Server.StartAsync());
        return home;
    }

    /// <summary>A home whose server is made and not started.</summary>
    public static async Task<ServerHome> PreparedAsync(Action<IEndpointRouteBuilder>? further = null, int port = 0, TeamOptions? team = null, string? database = null, ServedPages? pages = null)
    {
        ServerHome home = new();
        home.WritePictures();
        home.WriteStage();
        home.Home = PicieHome.From(name => home.Variables().GetValueOrDefault(name), home.Root) with { Server = database };
        await (database is null ? EmptyDatabase.PlaceAsync(home.Home.Database) : Task.CompletedTask);
        home._server = PicieServer.With(
            home.Home, new ServerOptions { Port = port, Team = team, Pages = pages, Logging = logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(home.Log) }, home.Admin,
            new KnownTokens(
                (home.Admin, new Visitor("tester", Role.Admin)), (home.Operator, new Visitor("olga", Role.Operator)), (home.Viewer, new Visitor("vera", Role.Viewer))),
            further);
        return home;
    }

    /// <summary>Lets the client ask at an address.</summary>
    public void Adopt(ServedAddress address) => Client = new ServerClient(address.Address, address.Token);

    /// <summary>Lets the server answer and work, as <c>picie serve</c> does.</summary>
    public async Task<ServedAddress> RunAsync()
    {
        TaskCompletionSource<ServedAddress> opened = new();
        _running = Server.RunAsync(SilentObserver.Instance, static _ => { }, opened.SetResult, _stop.Token, _stop.Token);
        if (await Task.WhenAny(opened.Task, _running) == _running)
        {
            Task failed = _running;
            _running = null;
            await failed;
        }

        Adopt(await opened.Task);
        return await opened.Task;
    }

    /// <summary>Stops it and waits for its end.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await (_running ?? Task.CompletedTask);
    }

    public async Task<T> AskAsync<T>(IRequest<T> request)
    {
        await using AsyncServiceScope scope = Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Acting>().As(new Actor(Home.Person, Role.Admin));
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await StopAsync();
        await Server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private Dictionary<string, string> Variables() => new(StringComparer.Ordinal)
    {
        ["PICIE_HOME"] = Root,
        ["PICIE_USER"] = "tester",
        ["PICIE_STAGE"] = _folder["home/stage.sh"],
    };

    private void WritePictures()
    {
        foreach ((string split, int count) in new[] { ("train", 8), ("val", 4) })
        {
            string[] names = [.. Enumerable.Range(0, count).Select(index => $"{split}{index}")];
            _folder.With([.. names.Select(name => $"home/data/pictures/{split}/{name}.png"), .. names.Select(name => $"home/data/pictures/{split}annot/{name}.png")]);
            _folder.Write($"home/data/pictures/{split}.txt", string.Join('\n', names));
        }
    }

    /// <summary>The stage program of the tests of the pipeline, with matrices of as many classes as the toy task has.</summary>
    private void WriteStage()
    {
        string script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fake-stage.sh"));
        foreach ((string three, string first, string second) in new[]
        {
            ("[[8,2,0],[1,9,0],[0,0,0]]", "8,2", "1,9"), ("[[10,0,0],[0,10,0],[0,0,0]]", "10,0", "0,10"),
            ("[[5,5,0],[0,10,0],[0,0,0]]", "5,5", "0,10"), ("[[6,4,0],[0,10,0],[0,0,0]]", "6,4", "0,10"),
        })
        {
            script = script.Replace(three, $"[[{first},0,0,0,0,0],[{second},0,0,0,0,0]{string.Concat(Enumerable.Repeat(NoClass, 5))}]", StringComparison.Ordinal);
        }

        _folder.Write("home/stage.sh", script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["home/stage.sh"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        _folder.Write("home/control/versions", JsonSerializer.Serialize(StageVersions.All));
        // Its log has lines.
        _folder.Write("home/control/evaluate", "noisy");
    }
}
