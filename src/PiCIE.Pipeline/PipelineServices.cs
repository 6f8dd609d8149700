using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PiCIE.Experiments.Failures;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Control;
using PiCIE.Pipeline.Deliveries;
using PiCIE.Pipeline.Figures;
using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.Inspecting;
using PiCIE.Pipeline.Marks;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.People;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.RunTables;
using PiCIE.Pipeline.Specs;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Submissions;
using PiCIE.Pipeline.Waiting;
using PiCIE.Pipeline.Work;
using PiCIE.Pipeline.Work.Breakers;
using PiCIE.Pipeline.Work.Checkpoints;
using PiCIE.Pipeline.Work.Holding;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Collecting;
using PiCIE.Storage.Control;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Faults;
using PiCIE.Storage.Metrics;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline;

/// <summary>Registers the services that the pipeline is made of.</summary>
public static class PipelineServices
{
    /// <summary>
    /// Registers the pipeline on a home: <c>IMediator</c> (scoped) with every use case, <see cref="LocalWorker"/> and
    /// <see cref="StageTool"/>. Nothing is opened or created until it is used.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="home">The home.</param>
    public static IServiceCollection AddPicie(this IServiceCollection services, PicieHome home)
    {
        CriticalPoints.SwitchOn(home.KillFolder);
        services.AddLogging();
        services.AddSingleton(home);
        services.AddSingleton(home.Times.Clock);
        services.AddStorage(home);
        services.AddUseCases();
        services.AddWork(home.Times);
        return services;
    }

    private static void AddStorage(this IServiceCollection services, PicieHome home)
    {
        // A stage opens some twenty contexts one after the other; what EF Core makes for each is used again.
        services.AddPooledDbContextFactory<PicieContext>(options =>
        {
            if (home.Server is { } server)
            {
                PostgreSqlDatabase.Configure(options, server);
            }
            else
            {
                SqliteDatabase.Configure(options, home.Database);
            }
        });
        // EF Core's options alone take a tenth of a second, and a list is read without them.
        services.AddSingleton(provider => new Lazy<IDbContextFactory<PicieContext>>(provider.GetRequiredService<IDbContextFactory<PicieContext>>));
        services.AddSingleton<SharedStore>();
        services.AddSingleton<OpenDatabase>();
        services.AddSingleton(EventHandlers.In(typeof(PipelineServices).Assembly));
        services.AddSingleton(provider => provider.GetRequiredService<EventHandlers>().Routes);
        services.AddSingleton<EventJournal>();
        services.AddSingleton(provider =>
        {
            // The lease may be set while the process lives.
            QueueTimes times = provider.GetRequiredService<QueueTimes>();
            return new FailureRules { Silence = () => times.Lease };
        });
        services.AddSingleton<IStageLedger, StageLedger>();
        services.AddSingleton<RunCancellation>();
        services.AddSingleton<ExperimentPause>();
        services.AddSingleton<ExperimentPriority>();
        services.AddSingleton<RunRetry>();
        services.AddSingleton<RunDeletion>();
        services.AddSingleton<RunCollection>();
        services.AddSingleton<Following>();
        services.AddSingleton<CheckpointLedger>();
        services.AddSingleton<IMetricStore, MetricStore>();
        services.AddSingleton<IArtifactStore>(provider => new FolderArtifactStore(home.ArtifactsFolder, () => provider.GetRequiredService<SharedStore>().OutOfReach()?.Sentence));
    }

    private static void AddUseCases(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(StorageDoor<,>));
        services.Scan(scan => scan.FromAssemblyOf<Dispatcher>()
            .AddClasses(classes => classes.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime());
    }

    private static void AddWork(this IServiceCollection services, QueueTimes times)
    {
        services.AddSingleton<RunDocuments>();
        services.AddScoped(provider => new Acting(provider.GetRequiredService<PicieHome>()));
        services.AddScoped<Rights>();
        services.AddScoped<PhotographRights>();
        services.AddScoped<RunFinder>();
        services.AddScoped<TableSource>();
        services.AddScoped<NamedTargets>();
        services.AddSingleton<WaitingReasons>();
        services.AddSingleton<ExpectedStarts>();
        services.AddSingleton<StageQueue>();
        services.AddScoped<MarkChange>();
        services.AddSingleton<SpecPlanning>();
        services.AddSingleton<StoredWeights>();
        services.AddSingleton<Submission>();
        services.AddSingleton<DoneStages>();
        services.AddSingleton<PlanCosts>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<WorkProgress>();
        services.AddSingleton<EventFeed>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton(times);
        services.AddSingleton<Admission>();
        services.AddSingleton<StageInputs>();
        services.AddSingleton<StageResults>();
        services.AddSingleton<KeptResults>();
        services.AddSingleton<StageCheckpoints>();
        services.AddSingleton<ResultCommit>();
        services.AddSingleton<IStageRunner, StageProcessRunner>();
        services.AddSingleton<AttemptProcess>();
        services.AddSingleton<StageAttempt>();
        services.AddSingleton<SurroundingsProbe>();
        services.AddSingleton<StageWork>();
        services.AddSingleton(provider => new HomeFollowers(
            provider.GetRequiredService<PicieHome>(), provider.GetRequiredService<OpenDatabase>(), provider.GetRequiredService<Following>()));
        services.AddSingleton<WorkLoop>();
        services.AddSingleton<FormerProcesses>();
        services.AddSingleton<HomeWork>();
        services.AddSingleton<WorkerRegistry>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton(provider => new TeamServing(
            provider.GetRequiredService<PicieHome>(),
            provider.GetRequiredService<OpenDatabase>(),
            provider.GetRequiredService<IDbContextFactory<PicieContext>>(),
            provider.GetRequiredService<Reconciler>(),
            provider.GetRequiredService<Dispatcher>(),
            provider.GetRequiredService<QueueTimes>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new TeamWorker(
            provider.GetRequiredService<PicieHome>(),
            provider.GetRequiredService<OpenDatabase>(),
            provider.GetRequiredService<WorkerRegistry>(),
            provider.GetRequiredService<Reconciler>(),
            provider.GetRequiredService<Admission>(),
            provider.GetRequiredService<Dispatcher>(),
            provider.GetRequiredService<StageWork>(),
            provider.GetRequiredService<SurroundingsProbe>(),
            provider.GetRequiredService<KeptResults>(),
            provider.GetRequiredService<LiveFeed>(),
            provider.GetRequiredService<QueueTimes>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TeamWorker>>()));
        services.AddSingleton(provider => new RunFollower(
            provider.GetRequiredService<PicieHome>(),
            provider.GetRequiredService<OpenDatabase>(),
            provider.GetRequiredService<LiveFeed>(),
            provider.GetRequiredService<EventFeed>(),
            provider.GetRequiredService<QueueTimes>()));
        services.AddSingleton<StageTool>();
        services.AddSingleton(provider => new LocalWorker(
            provider.GetRequiredService<PicieHome>(),
            provider.GetRequiredService<OpenDatabase>(),
            provider.GetRequiredService<HomeWork>(),
            provider.GetRequiredService<RunFollower>(),
            provider.GetRequiredService<LiveFeed>(),
            provider.GetRequiredService<EventFeed>()));
        services.AddSingleton(provider => new HomeServing(
            provider.GetRequiredService<PicieHome>(),
            provider.GetRequiredService<OpenDatabase>(),
            provider.GetRequiredService<HomeWork>(),
            provider.GetRequiredService<LiveFeed>(),
            provider.GetRequiredService<EventFeed>(),
            provider.GetRequiredService<QueueTimes>()));
    }
}
