using Npgsql;
using PiCIE.Faults.Ledgers;
using PiCIE.Faults.Processes;
using PiCIE.Faults.Rigs;

namespace PiCIE.Faults.Soak;

/// <summary>The faults of a soak.</summary>
internal static class SoakFaults
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SoakFault> All { get; } =
    [
        new("kill-worker", "kills a worker and starts it again on its home", (rig, _, random) => KillAsync(rig, random)),
        new("freeze-worker", "freezes a worker past its lease and lets it go on", (rig, _, random) => FreezeAsync(rig, random)),
        new("drain-worker", "ends a worker by SIGTERM and starts it again", (rig, _, random) => DrainAsync(rig, random)),
        new("kill-stage", "kills a stage process that works", (rig, _, random) => KillStageAsync(rig, random)),
        new("crash-server", "stops the server at once and starts it again after a second", (_, server, _) => CrashAsync(server)),
        new("cut-connection", "cuts one connection of the database", async (rig, server, _) => await server.CutAsync(rig.Connection)),
        new("cut-all", "cuts all connections of the database", async (rig, server, _) => await server.CutAsync(rig.Connection, all: true)),
        new("empty-hangfire", "empties every table of Hangfire", (rig, _, _) => EmptyHangfireAsync(rig)),
        new("delete-jobs", "deletes half of the jobs that wait in Hangfire", (rig, _, _) => rig.ExecuteAsync("delete from hangfire.jobqueue where id % 2 = 0")),
        new("double-jobs", "puts each job that Hangfire holds into its queue ten times", (rig, _, _) => DoubleJobsAsync(rig)),
    ];

    /// <summary>Empties every table of Hangfire but the one of its version.</summary>
    public static async Task EmptyHangfireAsync(FaultRig rig)
    {
        await using NpgsqlConnection connection = new(rig.Connection);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(
            """
            do $$ begin
                execute (select 'truncate ' || string_agg(format('hangfire.%I', tablename), ', ') || ' cascade' from pg_tables where schemaname = 'hangfire' and tablename <> 'schema');
            end $$
            """,
            connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task KillAsync(FaultRig rig, Random random)
    {
        RigWorker worker = Any(rig, random);
        worker.Kill();
        worker.Restart();
        await Task.CompletedTask;
    }

    private static async Task FreezeAsync(FaultRig rig, Random random)
    {
        RigWorker worker = Any(rig, random);
        worker.Freeze();
        await Task.Delay(RigTimes.Lease + RigTimes.Reconcile * 3);
        worker.Thaw();
    }

    private static async Task DrainAsync(FaultRig rig, Random random)
    {
        RigWorker worker = Any(rig, random);
        if (worker.IsAlive)
        {
            await worker.DrainAsync();
        }

        worker.Restart();
    }

    private static Task KillStageAsync(FaultRig rig, Random random)
    {
        ILookup<int, StageNote> processes = rig.Notes.TakeLast(50).ToLookup(note => note.Process);
        int[] working = [.. processes.Where(notes => notes.Last().What != StageNote.Ended && IsOurs(rig, notes.Key)).Select(notes => notes.Key)];
        if (working.Length > 0)
        {
            PosixSignals.Send(working[random.Next(working.Length)], PosixSignals.Kill);
        }

        return Task.CompletedTask;
    }

    /// <summary>A number may be that of another process by now.</summary>
    private static bool IsOurs(FaultRig rig, int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Contains(rig.Folder, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task CrashAsync(RigServer server)
    {
        await server.CrashAsync();
        await Task.Delay(TimeSpan.FromSeconds(1));
        await server.RecoverAsync();
    }

    private static Task DoubleJobsAsync(FaultRig rig) => rig.ExecuteAsync(
        "insert into hangfire.jobqueue (jobid, queue) select jobid, queue from hangfire.jobqueue, generate_series(1, 9)");

    private static RigWorker Any(FaultRig rig, Random random) => rig.Workers[random.Next(rig.Workers.Count)];
}
