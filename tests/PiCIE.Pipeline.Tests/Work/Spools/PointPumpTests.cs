using Microsoft.Data.Sqlite;
using PiCIE.Experiments.Protocol;
using PiCIE.Pipeline.Work.Spools;

namespace PiCIE.Pipeline.Tests.Work.Spools;

public sealed class PointPumpTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("picie-pump-").FullName;
    private readonly List<string> _told = [];
    private bool _refused;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_attempt_whose_points_are_refused_is_ended()
    {
        using PointSpool spool = Spool(() => Task.FromResult(false));
        spool.Add([new StageMetricPoint("loss", 0, 1)]);

        await PumpOf(spool).RunAsync(default).WaitAsync(Deadline, TestContext.Current.CancellationToken);

        _refused.ShouldBeTrue();
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_of_once_and_ends_nothing()
    {
        int tries = 0;
        using CancellationTokenSource stop = new();
        using PointSpool spool = Spool(AppendAsync);
        spool.Add([new StageMetricPoint("loss", 0, 1)]);

        await PumpOf(spool).RunAsync(stop.Token).WaitAsync(Deadline, TestContext.Current.CancellationToken);

        _refused.ShouldBeFalse();
        _told.ShouldHaveSingleItem().ShouldBe("The database does not answer (locked). The work goes on; its points wait in a file.");

        async Task<bool> AppendAsync()
        {
            if (++tries == 3)
            {
                await stop.CancelAsync();
            }

            throw new SqliteException("locked", 5);
        }
    }

    private PointPump PumpOf(PointSpool spool) => new(spool, () => _refused = true, _told.Add, new ImpatientClock());

    private PointSpool Spool(Func<Task<bool>> append) => new(Path.Combine(_folder, "points.spool"), 1 << 20, (_, _) => append(), _told.Add);
}
