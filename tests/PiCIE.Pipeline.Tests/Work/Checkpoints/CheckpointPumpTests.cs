using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using PiCIE.Experiments.Protocol;
using PiCIE.Pipeline.Work.Checkpoints;

namespace PiCIE.Pipeline.Tests.Work.Checkpoints;

public sealed class CheckpointPumpTests : IDisposable
{
    private const int Busy = 5;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picie-keeping-");
    private readonly ConcurrentQueue<string> _said = new();
    private Func<PendingCheckpoint, bool> _keep = _ => true;
    private Exception? _trouble;

    private AttemptFolder Folder => new(_folder.FullName, Guid.NewGuid(), 1);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Points_come_before_the_record_and_the_folder_goes_after_it()
    {
        using CheckpointPump pump = Pump();
        pump.Add(Pending(1));

        await pump.FlushAsync();

        _said.ShouldBe(["points", "keep 1", "kept 1"]);
        Directory.EnumerateDirectories(Folder.Checkpoints).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_those_that_wait_only_the_newest_is_kept()
    {
        using CheckpointPump pump = Pump();
        pump.Add(Pending(1));
        pump.Add(Pending(2));
        pump.Add(Pending(3));

        Directory.EnumerateDirectories(Folder.Checkpoints).Select(Path.GetFileName).ShouldBe(["3"]);
        await pump.FlushAsync();

        _said.ShouldBe(["points", "keep 3", "kept 3"]);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_delays_a_checkpoint_and_a_newer_one_takes_its_place()
    {
        using CheckpointPump pump = Pump();
        pump.Add(Pending(1));
        _trouble = new SqliteException("database is locked", Busy);
        await Should.ThrowAsync<SqliteException>(pump.FlushAsync);
        await Should.ThrowAsync<SqliteException>(pump.FlushAsync);
        Directory.Exists(Path.Combine(Folder.Checkpoints, "1")).ShouldBeTrue();
        pump.Add(Pending(2));
        _trouble = null;

        await pump.FlushAsync();

        _said.Where(said => said.StartsWith("kept", StringComparison.Ordinal)).ShouldBe(["kept 2"]);
    }

    [Fact]
    public async Task It_tries_by_itself_until_the_database_answers_again()
    {
        using CancellationTokenSource stop = new();
        using CheckpointPump pump = Pump();
        int tries = 0;
        _keep = _ => ++tries == 3 ? true : throw new SqliteException("database is locked", Busy);
        Task running = pump.RunAsync(stop.Token);
        pump.Add(Pending(1));
        while (!_said.Contains("kept 1"))
        {
            running.IsCompleted.ShouldBeFalse();
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        tries.ShouldBe(3);
    }

    [Fact]
    public async Task A_store_that_refuses_one_costs_that_one_and_it_is_told()
    {
        using CheckpointPump pump = Pump();
        _keep = checkpoint => checkpoint.Told.Epochs == 1 ? throw new IOException("No space left on device") : true;
        pump.Add(Pending(1));
        await pump.FlushAsync();
        pump.Add(Pending(2));
        await pump.FlushAsync();

        _said.ShouldContain("The checkpoint after epoch 1 cannot be stored, and the work goes on without it: No space left on device");
        _said.Last().ShouldBe("kept 2");
    }

    [Fact]
    public async Task An_attempt_that_does_not_count_any_more_is_ended()
    {
        using CheckpointPump pump = Pump();
        _keep = _ => false;
        pump.Add(Pending(1));

        await pump.FlushAsync();

        _said.ShouldBe(["points", "keep 1", "refused"]);
    }

    [Fact]
    public void A_name_that_leads_out_of_the_folder_of_the_attempt_is_refused() =>
        Should.Throw<Storage.Artifacts.ArtifactException>(() => new PendingCheckpoint(new StageCheckpoint(1, "../files", []), 1).FolderIn(Folder));

    private PendingCheckpoint Pending(int epochs)
    {
        Directory.CreateDirectory(Path.Combine(Folder.Checkpoints, $"{epochs}"));
        return new PendingCheckpoint(new StageCheckpoint(epochs, $"{epochs}", []), epochs);
    }

    private CheckpointPump Pump() => new(
        Folder,
        () =>
        {
            _said.Enqueue("points");
            return Task.FromResult(true);
        },
        checkpoint =>
        {
            _said.Enqueue($"keep {checkpoint.Told.Epochs}");
            return _trouble is null ? Task.FromResult(_keep(checkpoint)) : throw _trouble;
        },
        () => _said.Enqueue("refused"),
        checkpoint => _said.Enqueue($"kept {checkpoint.Told.Epochs}"),
        _said.Enqueue,
        new ImpatientClock());
}
