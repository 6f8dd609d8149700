using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Faults.Rigs;
using PiCIE.Pipeline;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Stages;

namespace PiCIE.Faults.Races;

/// <summary>The database of a race as one of its processes has it: with the product's own ledger on it.</summary>
internal sealed class RaceGround : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromHours(10);
    private readonly ServiceProvider _services;

    /// <summary>Opens it.</summary>
    /// <param name="folder">Folder of the race: homes, artifacts, and the database where it is a file.</param>
    /// <param name="connection">Connection string of the database; null for a file.</param>
    public RaceGround(string folder, string? connection)
    {
        Folder = folder;
        string pictures = Directory.CreateDirectory(Path.Combine(folder, "pictures")).FullName;
        if (!File.Exists(Path.Combine(pictures, "b.jpg")))
        {
            File.WriteAllText(Path.Combine(pictures, "a.jpg"), "a");
            File.WriteAllText(Path.Combine(pictures, "b.jpg"), "b");
        }

        PicieHome home = PicieHome.From(
            name => name switch
            {
                "PICIE_HOME" => Path.Combine(folder, "home"),
                "PICIE_USER" => "racer",
                "PICIE_DATABASE" => connection,
                "PICIE_ARTIFACTS" => Path.Combine(folder, "artifacts"),
                _ => null,
            },
            folder);
        _services = new ServiceCollection().AddPicie(home).BuildServiceProvider();
    }

    /// <summary>Folder of the race.</summary>
    public string Folder { get; }

    /// <summary>The stage ledger.</summary>
    public IStageLedger Ledger => Get<IStageLedger>();

    /// <summary>Returns a service of the product.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Carries out a use case.</summary>
    public async Task<T> SendAsync<T>(IRequest<T> request)
    {
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Opens the database.</summary>
    public Task<PicieContext> OpenAsync() => Get<IDbContextFactory<PicieContext>>().CreateDbContextAsync();

    /// <summary>Adds an experiment with one run of some stages, the last of which reads the others if it is blocked.</summary>
    /// <param name="number">Number of the round.</param>
    /// <param name="states">States of the stages.</param>
    public async Task<RaceSubject> AddAsync(int number, params StageState[] states)
    {
        await using PicieContext context = await OpenAsync();
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Experiment experiment = new() { Id = Guid.CreateVersion7(), Person = "racer", Name = $"race-{number}", Task = "t", Data = "d", CreatedAt = now };
        Run run = new()
        {
            Id = Guid.CreateVersion7(),
            ExperimentId = experiment.Id,
            Name = $"seed-{number}",
            Identity = $"i-{number}",
            ConfigId = "c",
            GroupKey = "g",
            MemberKey = $"m-{number}",
            StageCount = states.Length,
            CreatedAt = now,
            SubmittedAt = now,
        };
        Stage[] stages = [.. states.Select((state, index) => new Stage(state)
        {
            Id = Guid.CreateVersion7(),
            Key = $"{Guid.NewGuid():N}",
            Kind = StageKind.Train,
            Settings = "{}",
            Title = $"train · race-{number} · {index}",
            Needs = "train/1/auto",
            Device = "auto",
            CreatedAt = now,
        })];
        bool waits = states[^1] == StageState.Blocked;
        context.Add(experiment);
        context.Add(run);
        context.AddRange(stages);
        context.AddRange(stages.Select((stage, index) => new RunStage { RunId = run.Id, StageId = stage.Id, Position = index, IsLast = !waits || index == stages.Length - 1 }));
        context.AddRange(waits ? stages[..^1].Select((source, index) => new StageInput { StageId = stages[^1].Id, Role = $"input{index}", SourceStageId = source.Id }) : []);
        await using (IDbContextTransaction transaction = await context.Database.BeginTransactionAsync())
        {
            await context.SaveChangesAsync();
            await Wanting.UpdateAsync(context, [.. stages.Select(stage => stage.Id)], default);
            await transaction.CommitAsync();
        }

        Guid child = waits ? stages[^1].Id : Guid.Empty;
        return new RaceSubject(experiment.Id, run.Id, stages[0].Id, stages.Length > 2 ? stages[1].Id : Guid.Empty, child, number);
    }

    /// <summary>Offers a ready stage.</summary>
    /// <returns>How one starts it on that offer.</returns>
    public async Task<AttemptStart> OfferAsync(Guid stage)
    {
        await using PicieContext context = await OpenAsync();
        DateTimeOffset end = DateTimeOffset.UtcNow + Lease;
        await context.Stages.Where(row => row.Id == stage && row.State == StageState.Ready).ExecuteUpdateAsync(update => update
            .SetProperty(row => row.Offer, row => row.Offer + 1)
            .SetProperty(row => row.Pool, "race")
            .SetProperty(row => row.OfferedUntil, end));
        return StartOf(await context.Stages.Where(row => row.Id == stage).Select(row => row.Offer).SingleAsync());
    }

    /// <summary>Returns how one starts a stage on an offer.</summary>
    public static AttemptStart StartOf(int offer) => new("racer:1", "picie", "cpu", 1, number => $"log-{number}") { Offer = offer, Lease = Lease };

    /// <summary>Offers a ready stage and starts it.</summary>
    public async Task<StartedAttempt> StartAsync(Guid stage) =>
        await Ledger.StartAsync(stage, await OfferAsync(stage), default) ?? throw new InvalidOperationException($"the stage {stage} did not start");

    /// <summary>A result without a file, for stages whose artifact nobody looks at.</summary>
    public static StageCommit Result { get; } = new(new StoredManifest("abc", [new ManifestFile("weights.safetensors", 3, "def")]), JsonSerializer.SerializeToElement(new { curve = 1 }), []);

    /// <summary>Stores the result of an attempt in the artifact store.</summary>
    public async Task<StageCommit> StoreAsync(Guid stage, Guid attempt)
    {
        await using PicieContext context = await OpenAsync();
        var row = await context.Stages.Where(row => row.Id == stage).Select(row => new { row.Kind, row.Key }).SingleAsync();
        string scratch = Directory.CreateDirectory(Path.Combine(Folder, "scratch", $"{attempt:N}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(scratch, "result.bin"), "abc");
        ManifestFile file = new("result.bin", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        StoredManifest manifest = await Get<IArtifactStore>().StoreAsync(
            new ArtifactAddress(row.Kind.ToString().ToLowerInvariant(), row.Key, attempt), scratch, [file], CheckDepth.Contents, default);
        return Result with { Manifest = manifest };
    }

    /// <summary>Returns the text of a spec on the photographs of the race.</summary>
    public string Spec(string name, (int First, int Runs) seeds, int clusters) => RigSpec.Of(name, Path.Combine(Folder, "pictures"), seeds, clusters);

    /// <summary>Reads the state of a round.</summary>
    public async Task<RaceState> StateAsync(PicieContext context, RaceSubject subject)
    {
        Dictionary<Guid, Stage> stages = await context.Stages.AsNoTracking()
            .Where(stage => stage.Id == subject.Stage || stage.Id == subject.Other || stage.Id == subject.Child).ToDictionaryAsync(stage => stage.Id);
        return new RaceState(
            stages[subject.Stage].State,
            stages.GetValueOrDefault(subject.Other)?.State,
            stages.GetValueOrDefault(subject.Child)?.State,
            await context.Runs.Where(run => run.Id == subject.Run).Select(run => run.Status).SingleAsync(),
            await context.Attempts.Where(attempt => attempt.StageId == subject.Stage).OrderBy(attempt => attempt.Number).Select(attempt => attempt.Outcome).ToListAsync(),
            stages[subject.Stage].OfferedUntil is not null,
            await context.StageWanters.AnyAsync(wanter => wanter.StageId == subject.Stage));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
