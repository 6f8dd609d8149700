using System.Diagnostics;
using System.Net;
using System.Text.Json;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Dashboard.Tests;

/// <summary>Served homes as people have them: empty, with a few runs, with a thousand.</summary>
internal static class Homes
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>A home in which nothing was ever submitted.</summary>
    public static async Task<ServerHome> EmptyAsync()
    {
        ServerHome home = await ServerHome.PreparedAsync(pages: DashboardPages.Make());
        home.Adopt(await home.Server.StartAsync());
        return home;
    }

    /// <summary>A home whose three runs of one configuration are done.</summary>
    public static async Task<ServerHome> WorkedAsync()
    {
        ServerHome home = await ServerHome.PreparedAsync(pages: DashboardPages.Make());
        await home.RunAsync();
        await ServerClient.ReadAsync(await home.Client.PostAsync("/api/v1/experiments", new { spec = ServerHome.Spec }), HttpStatusCode.Created);
        Stopwatch watch = Stopwatch.StartNew();
        while ((await home.Client.ReadAsync("/api/v1/runs?filter=status%3Ddone")).GetProperty("total").GetInt32() < 3)
        {
            watch.Elapsed.ShouldBeLessThan(Deadline, (await home.Client.ReadAsync("/api/v1/runs")).ToString());
            await Task.Delay(50);
        }

        return home;
    }

    /// <summary>A home with many runs in configurations of five seeds each; nobody works on it.</summary>
    public static async Task<ServerHome> FullAsync(int runs)
    {
        ServerHome home = await ServerHome.PreparedAsync(pages: DashboardPages.Make());
        await ManyRuns.AddAsync(() => ContextOf(home), runs);
        home.Adopt(await home.Server.StartAsync());
        return home;
    }

    /// <summary>A context on the database of a home.</summary>
    public static PicieContext ContextOf(ServerHome home) => new(SqliteDatabase.Options(home.Home.Database));

    /// <summary>Ids of the runs of a home.</summary>
    public static async Task<IReadOnlyList<Guid>> RunsAsync(ServerHome home)
    {
        JsonElement runs = await home.Client.ReadAsync("/api/v1/runs?fields=id");
        return [.. runs.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("id").GetGuid())];
    }
}
