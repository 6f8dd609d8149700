using Microsoft.Data.Sqlite;
using PiCIE.Experiments.Protocol;
using PiCIE.Pipeline.Work.Spools;

namespace PiCIE.Pipeline.Tests.Work.Spools;

public sealed class PointSpoolTests : IDisposable
{
    private const int Busy = 5;
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-spool-").FullName;
    private readonly List<StageMetricPoint> _stored = [];
    private readonly List<long> _sequences = [];
    private readonly List<string> _told = [];
    private Exception? _refusal;

    private string File => Path.Combine(_folder, "points.spool");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_the_database_refuses_waits_and_comes_in_order_once()
    {
        using PointSpool spool = Spool(1 << 20);
        spool.Add([Point(0)]);
        await spool.DrainAsync();
        _refusal = new SqliteException("database is locked", Busy);
        spool.Add([Point(1), Point(2)]);
        spool.Add([Point(3)]);

        await Should.ThrowAsync<SqliteException>(spool.DrainAsync);
        _refusal = null;
        (await spool.DrainAsync()).ShouldBeTrue();
        spool.Add([Point(4)]);
        await spool.DrainAsync();

        _stored.ShouldBe([Point(0), Point(1), Point(2), Point(3), Point(4)]);
        _sequences.ShouldBe([1, 2, 3, 4]);
        spool.LastSequence.ShouldBe(4);
        new FileInfo(File).Length.ShouldBe(0);
        _told.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_spool_leaves_out_whole_batches_and_counts_them()
    {
        using PointSpool spool = Spool(200);
        _refusal = new SqliteException("database is locked", Busy);
        for (int step = 0; step < 10; step++)
        {
            spool.Add([Point(step)]);
        }

        _refusal = null;
        await spool.DrainAsync();

        _stored.Count.ShouldBeInRange(1, 9);
        spool.LeftOut.ShouldBe(10 - _stored.Count);
        spool.LastSequence.ShouldBe(10, "a batch that is left out leaves a gap");
        _stored.ShouldBe([.. Enumerable.Range(0, _stored.Count).Select(step => Point(step))]);
        _told.ShouldHaveSingleItem().ShouldContain(File);
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_loses_points_and_nothing_else()
    {
        Assert.SkipUnless(System.IO.File.Exists("/dev/full"), "a device that is always full is needed");
        System.IO.File.CreateSymbolicLink(File, "/dev/full");
        using PointSpool spool = Spool(1 << 20);

        spool.Add([Point(0)]);

        (await spool.DrainAsync()).ShouldBeTrue();
        spool.LeftOut.ShouldBe(1);
        _told.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_that_the_database_will_never_take_holds_nobody_up()
    {
        using PointSpool spool = Spool(1 << 20);
        spool.Add([Point(0)]);
        _refusal = new InvalidOperationException("no such series");
        await spool.DrainAsync();
        _refusal = null;
        spool.Add([Point(1)]);
        await spool.DrainAsync();

        _stored.ShouldBe([Point(1)]);
        spool.LeftOut.ShouldBe(1);
    }

    private static StageMetricPoint Point(long step) => new("loss", step, step == 3 ? double.NaN : 0.5);

    private PointSpool Spool(long mostBytes) => new(File, mostBytes, Append, _told.Add);

    private Task<bool> Append(long sequence, IReadOnlyList<StageMetricPoint> points)
    {
        if (_refusal is not null)
        {
            throw _refusal;
        }

        _sequences.Add(sequence);
        _stored.AddRange(points);
        return Task.FromResult(true);
    }
}
