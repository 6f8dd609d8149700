using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using PiCIE.Pipeline.Queues;

namespace PiCIE.Benchmarks.Queues;

/// <summary>A process with a bare Hangfire server whose jobs do nothing.</summary>
internal static class BareHangfire
{
    /// <summary>Queue of the jobs.</summary>
    private const string Queue = "bare";

    /// <summary>Serves until its input ends; for each number that it reads it makes as many jobs.</summary>
    /// <param name="threads">Number of threads.</param>
    /// <param name="listens">Whether it is Hangfire as it comes, with long polling so that jobs start at once; otherwise it has the product's settings.</param>
    public static async Task ServeAsync(int threads, bool listens)
    {
        string server = TeamDatabase.ConnectionString();
        PostgreSqlStorage storage = listens ? AsItComes(server) : ServerJobStorage.On(server);
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

    private static PostgreSqlStorage AsItComes(string server)
    {
        PostgreSqlStorageOptions options = new() { SchemaName = ServerJobStorage.Schema, PrepareSchemaIfNecessary = false, EnableLongPolling = true };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(server, options), options);
    }

    /// <summary>The job.</summary>
    public static void Nothing()
    {
    }
}
