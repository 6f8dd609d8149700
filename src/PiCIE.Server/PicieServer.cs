using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PiCIE.Experiments.People;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.People;
using PiCIE.Pipeline.Work;
using PiCIE.Pipeline.Workers;
using PiCIE.Server.Access;
using PiCIE.Server.Acts;
using PiCIE.Server.Answers;
using PiCIE.Server.Catalog;
using PiCIE.Server.Feeds;
using PiCIE.Server.Health;
using PiCIE.Server.Pages;
using PiCIE.Server.Queues;
using PiCIE.Server.Runs;
using PiCIE.Server.Serving;
using PiCIE.Server.Submitting;
using PiCIE.Server.Team;

namespace PiCIE.Server;

/// <summary>
/// Serves a home, where it answers on 127.0.0.1 whoever has its token and works on what is wanted there, or a team, where it answers whoever has a key. It
/// composes the pipeline and the routes.
/// </summary>
public sealed class PicieServer : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;
    private readonly PicieHome _home;
    private readonly int _port;
    private readonly AccessToken _token;

    private PicieServer(WebApplication app, PicieHome home, int port, AccessToken token) => (_app, _home, _port, _token) = (app, home, port, token);

    /// <summary>The routes; a test walks them.</summary>
    internal IReadOnlyList<Microsoft.AspNetCore.Http.Endpoint> Endpoints => [.. ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints)];

    /// <summary>The services that the server is made of.</summary>
    internal IServiceProvider Services => _app.Services;

    /// <summary>Makes the server of a home, or of a team; nothing is opened and nothing listens yet.</summary>
    /// <param name="home">A home with a database of its own; for a team one that works for its database.</param>
    /// <param name="options">How it is started.</param>
    public static PicieServer On(PicieHome home, ServerOptions options)
    {
        AccessToken token = new();
        return With(home, options, token, new KnownTokens((token, new Visitor(home.Person, Role.Admin))));
    }

    /// <summary>Makes the server of a home that lets in by other tokens, and with further routes.</summary>
    internal static PicieServer With(PicieHome home, ServerOptions options, AccessToken token, KnownTokens tokens, Action<IEndpointRouteBuilder>? further = null)
    {
        // Nothing is read from files or variables: what stands in a folder where somebody starts it configures no server.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "PiCIE.Server", ContentRootPath = AppContext.BaseDirectory });
        IAdmittance admittance = options.Team is { } team ? new TeamAdmittance(team) : new HomeAdmittance(options.Port, tokens);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(admittance.Listen);
        builder.Services.AddPicie(home);
        admittance.Add(builder.Services);
        builder.Services.AddLogging(options.Logging);
        // It would log each request with its whole address, and the first one holds the token.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // And a line for each request that is not let in, so that anybody could fill the disk.
        builder.Logging.AddFilter(typeof(TokenAuthentication).FullName, LogLevel.Warning);
        builder.Logging.AddFilter(typeof(KeyAuthentication).FullName, LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, StoppedByCaller>();
        builder.Services.AddSingleton<EventBell>();
        builder.Services.AddSingleton<EventStream>();
        if (options.Pages is { } pages)
        {
            builder.Services.AddSingleton(pages);
        }

        builder.Services.AddSingleton<OpenVisits>();
        builder.Services.AddRouting();
        // Not AddAuthentication, which keeps keys for cookies of its own in the folder of the user: the scheme is that of the admittance.
        builder.Services.AddWebEncoders();
        builder.Services.AddAuthorization(Policies.Add);
        builder.Services.AddOpenApi(ApiDescription.Set);
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        options.Pages?.Add(builder.Services);
        WebApplication app = builder.Build();
        Answer(app, admittance, options.Pages);
        Map(app, admittance, options.Pages);
        further?.Invoke(app);
        return new PicieServer(app, home, options.Team?.Listen.Port ?? options.Port, token);
    }

    /// <summary>Answers and works until a stop is asked; it answers until the work has stopped.</summary>
    /// <param name="observer">Watches the work.</param>
    /// <param name="tell">Takes a sentence for people about the work as a whole.</param>
    /// <param name="opened">Takes the address once it answers.</param>
    /// <param name="stop">Ends the stage in work at a point where something is saved, and starts no other.</param>
    /// <param name="stopNow">Ends the stage in work at once.</param>
    /// <exception cref="PicieException">Another process serves this home, the port is taken, the stage program is missing, or the database cannot be used.</exception>
    public async Task RunAsync(IRunObserver observer, Action<string> tell, Action<ServedAddress> opened, CancellationToken stop, CancellationToken stopNow)
    {
        bool answers = false;
        try
        {
            await _app.Services.GetRequiredService<HomeServing>().RunAsync(
                _app.Services.GetRequiredService<WorkProgress>().BeforeObserver(observer), tell, stop, stopNow,
                async () =>
                {
                    ServedAddress address = await StartAsync();
                    answers = true;
                    address.Write(_home);
                    opened(address);
                });
        }
        finally
        {
            if (answers)
            {
                ServedAddress.Remove(_home);
                await _app.StopAsync(CancellationToken.None);
            }
        }
    }

    /// <summary>Answers for a team until a stop is asked, and does no stage.</summary>
    /// <param name="opened">Takes the address once it answers, and whether there is a key that lets somebody in.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="PicieException">The port is taken, the certificate cannot be used, or the database cannot be used.</exception>
    public async Task RunForTeamAsync(Action<string, bool> opened, CancellationToken stop)
    {
        bool answers = false;
        try
        {
            await _app.Services.GetRequiredService<TeamServing>().RunAsync(
                async () =>
                {
                    string address = (await StartAsync()).Address;
                    answers = true;
                    await using AsyncServiceScope scope = _app.Services.CreateAsyncScope();
                    opened(address, await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new AskForKeys(), stop));
                },
                stop);
        }
        finally
        {
            if (answers)
            {
                await _app.StopAsync(CancellationToken.None);
            }
        }
    }

    /// <summary>Starts to answer, without any work.</summary>
    /// <exception cref="PicieException">The port cannot be listened on.</exception>
    /// <exception cref="InvalidOperationException">A route does not say who may use it.</exception>
    internal async Task<ServedAddress> StartAsync()
    {
        RouteRights.Require(Endpoints);
        try
        {
            await _app.StartAsync(CancellationToken.None);
        }
        catch (Exception exception) when (Listening.ErrorOf(exception, _port) is { } error)
        {
            throw error;
        }

        return new ServedAddress(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(), _token.Text);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Answer(WebApplication app, IAdmittance admittance, ServedPages? pages)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemAnswers>();
        admittance.LookFirst(app);
        app.UseRouting();
        app.UseAuthentication();
        admittance.LookAtVisitor(app);
        app.UseMiddleware<ActingVisitor>();
        app.UseAuthorization();
        app.UseMiddleware<OriginCheck>();
        app.UseMiddleware<KnownParameters>();
        if (pages is not null)
        {
            app.UseAntiforgery();
        }
    }

    private static void Map(WebApplication app, IAdmittance admittance, ServedPages? pages)
    {
        HealthRoutes.Map(app, admittance.NeedsKeys);
        if (pages is null)
        {
            CatalogRoutes.MapRoot(app);
        }
        else
        {
            pages.Map(app.MapGroup("").WithMetadata(PageRoute.Mark).RequireAuthorization(Policies.Viewer));
        }

        RouteGroupBuilder api = app.MapGroup("/api/v1");
        CatalogRoutes.Map(api);
        RunRoutes.Map(api);
        RunFileRoutes.Map(api);
        FigureRoutes.Map(api);
        ExperimentRoutes.Map(api);
        SubmitRoutes.Map(api);
        ActRoutes.Map(api);
        QueueRoutes.Map(api);
        EventRoutes.Map(api);
        admittance.Map(app, api);
        api.MapOpenApi("/openapi.json").RequireAuthorization(Policies.Viewer);
    }
}
