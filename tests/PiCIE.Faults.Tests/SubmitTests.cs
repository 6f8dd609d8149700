using Microsoft.EntityFrameworkCore;
using PiCIE.Faults.Processes;
using PiCIE.Faults.Rigs;
using PiCIE.Storage;

namespace PiCIE.Faults.Tests;

/// <summary>Submits at once from processes of their own.</summary>
public sealed class SubmitTests(ServerOfTests server)
{
    private const int Processes = 8;
    private const int Runs = 3;

    [Fact]
    public async Task F13_F14_Eight_processes_that_submit_the_same_to_an_empty_database_make_its_tables_once_and_one_experiment()
    {
        await using FaultRig rig = await server.NewRigAsync();

        RigProcess[] submits = [.. Enumerable.Range(0, Processes).Select(_ => rig.StartSubmit("ada", "same", (1, Runs)))];
        IReadOnlyList<Guid>?[] acknowledged = await Task.WhenAll(submits.Select(rig.AcknowledgeAsync));

        acknowledged.ShouldAllBe(runs => runs != null && runs.Count == Runs);
        acknowledged.SelectMany(runs => runs!).Distinct().Count().ShouldBe(Runs);
        await using PicieContext context = rig.Open();
        (await context.Experiments.CountAsync(), await context.Runs.CountAsync(), await context.Stages.CountAsync()).ShouldBe((1, Runs, 2 + 3 * Runs));
        (await context.Events.CountAsync(row => row.Type == "run-added")).ShouldBe(Runs);
        (await context.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }
}
