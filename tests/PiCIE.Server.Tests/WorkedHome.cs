using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace PiCIE.Server.Tests;

/// <summary>A served home whose three runs are done; the tests of a class share it and change nothing.</summary>
public sealed class WorkedHome : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    internal ServerHome Home { get; private set; } = null!;

    internal ServerClient Client => Home.Client;

    /// <summary>Ids of the runs, in the order of their seeds.</summary>
    internal IReadOnlyList<Guid> Runs { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Home = await ServerHome.PreparedAsync();
        await Home.RunAsync();
        JsonElement submitted = await ServerClient.ReadAsync(await Client.PostAsync("/api/v1/experiments", new { spec = ServerHome.Spec }), HttpStatusCode.Created);
        Runs = [.. submitted.GetProperty("runs").EnumerateArray().Select(run => run.GetGuid())];
        Stopwatch watch = Stopwatch.StartNew();
        while ((await Client.ReadAsync("/api/v1/runs?filter=status%3Ddone")).GetProperty("total").GetInt32() < Runs.Count)
        {
            watch.Elapsed.ShouldBeLessThan(Deadline, (await Client.ReadAsync("/api/v1/runs")).ToString());
            await Task.Delay(50);
        }
    }

    public ValueTask DisposeAsync() => Home.DisposeAsync();
}
