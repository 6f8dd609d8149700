using Hangfire;
using Hangfire.PostgreSql;
using PiCIE.Pipeline.Queues;

namespace PiCIE.Benchmarks.Queues;

/// <summary>A process with a bare Hangfire server on the storage and with the settings of the product, whose jobs do nothing.</summary>
internal static class BareHangfire
{
    /// <summary>Queue of the jobs.</summary>
    private const string Queue = "bare";

    /// <summary>Serves until its input ends; for each number that it reads it makes as many jobs.</summary>
    public static async Task ServeAsync(int threads)
    {
        PostgreSqlStorage storage = ServerJobStorage.On(QueueHomes.Server());
        GlobalJobFilters.Filters.Clear();
        using (new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = threads, Queues = [Queue] }, storage))
        {
            BackgroundJobClient client = new(storage);
            Console.WriteLine("ready");
            while (await Console.In.ReadLineAsync() is { } line)
            {
                for (int job = int.Parse(line, System.Globalization.CultureInfo.InvariantCulture); job > 0; job--)
                {
                    client.Enqueue(Queue, static () => Nothing());
                }
            }
        }
    }

    /// <summary>The job.</summary>
    public static void Nothing()
    {
    }
}
