using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Submissions;
using PiCIE.Storage;
using PiCIE.Storage.Control;
using PiCIE.Storage.Limits;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Simulation;

/// <summary>What people do in a simulated week.</summary>
internal sealed partial class SimulatedWeek
{
    private async Task SubmitAsync()
    {
        string name = Experiments[_random.Next(Experiments.Length)];
        long first = 1 + _random.Next(Seeds);
        long[] seeds = [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(seed => first + seed)];
        // All read the photographs of one data set, and mostly there are runs of these seeds already, so experiments share whole chains of stages.
        await using PicieContext context = await _home.OpenAsync();
        Guid? follower = _random.Next(3) == 0 ? Guid.CreateVersion7() : null;
        await _home.Get<Submission>().WriteAsync(
            context, TestPlans.OfPhotographs("all", _home, name, $"{name} {seeds.Length}", seeds) with { Follower = follower }, name, default);
        await Told($"{name} is {(follower is null ? "submitted" : "followed")} with {seeds.Length} seeds");
    }

    private async Task UnfollowAsync()
    {
        Guid[] dead = [.. (await _home.Get<Following>().ListAsync(default)).Select(follower => follower.Id).Where(_ => _random.Next(2) == 0)];
        await Told($"{await _home.Get<Following>().EndAsync(dead, default)} followers end");
    }

    private async Task CancelAsync() =>
        await Told($"{(await _home.Get<RunCancellation>().CancelAsync(await SomeRunsAsync(), "tester", default)).Count} runs are canceled");

    private async Task RetryAsync() =>
        await Told($"{(await _home.Get<RunRetry>().AskAgainAsync(await SomeRunsAsync(), _random.Next(2) == 0, "tester", default)).Count} runs are asked for again");

    private async Task PauseAsync()
    {
        if (await ExperimentAsync() is { } experiment)
        {
            await Told($"pause: {await _home.Get<ExperimentPause>().BeginAsync(experiment, _random.Next(2) == 0, "tester", default)}");
        }
    }

    private async Task ResumeAsync()
    {
        if (await ExperimentAsync() is { } experiment)
        {
            await Told($"resume: {await _home.Get<ExperimentPause>().EndAsync(experiment, "tester", default)}");
        }
    }

    private async Task WithdrawAsync()
    {
        Guid[] done = [.. _confirmed.Keys];
        if (done.Length > 0)
        {
            Guid stage = done[_random.Next(done.Length)];
            _confirmed.Remove(stage);
            await Told($"{Short(stage)} is withdrawn: {await _home.Get<IStageLedger>().WithdrawAsync(stage, "damaged", default)}");
        }
    }

    private async Task LimitAsync()
    {
        await PersonLimits.SetAsync(
            _home.Get<IDbContextFactory<PicieContext>>(), _clock, PersonLimits.Most, string.Empty, _random.Next(3) switch { 0 => null, int most => most }, default);
        await Told("another limit");
    }

    private async Task<Guid[]> RunsAsync()
    {
        await using PicieContext context = await _home.OpenAsync();
        return await context.Runs.OrderBy(run => run.CreatedAt).ThenBy(run => run.Position).ThenBy(run => run.ExperimentId).Select(run => run.Id).ToArrayAsync();
    }

    private async Task<Guid[]> SomeRunsAsync() => [.. (await RunsAsync()).Where(_ => _random.Next(3) == 0)];

    private async Task<Guid?> ExperimentAsync()
    {
        await using PicieContext context = await _home.OpenAsync();
        List<Guid> all = await context.Experiments.OrderBy(row => row.Name).Select(row => row.Id).ToListAsync();
        return all.Count == 0 ? null : all[_random.Next(all.Count)];
    }
}
