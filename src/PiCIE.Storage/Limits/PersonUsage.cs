using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Databases;

namespace PiCIE.Storage.Limits;

/// <summary>
/// Keeps how long each person used each kind of device. What was used a day ago counts half, so who worked much last week waits for nobody today.
/// </summary>
public static class PersonUsage
{
    /// <summary>Time after which a use counts half.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromDays(1);

    /// <summary>Returns the kind of a device: cpu or cuda.</summary>
    /// <param name="device">The device: cpu, cuda or cuda:N.</param>
    public static string KindOf(string device) => device.Split(':')[0];

    /// <summary>Returns the seconds of a use as they count at a later time.</summary>
    /// <param name="usage">The use.</param>
    /// <param name="now">The later time.</param>
    public static double At(Usage usage, DateTimeOffset now) => usage.Seconds * Math.Pow(0.5, Math.Max(0, (now - usage.At) / HalfLife));

    /// <summary>Adds the time of an attempt to what the person of an experiment used. It comes last in its transaction, after the locks of stages and runs.</summary>
    /// <param name="context">The database, inside the transaction that ends the attempt.</param>
    /// <param name="experiment">Id of the experiment that the stage was charged to; null adds nothing.</param>
    /// <param name="device">The device that was used.</param>
    /// <param name="seconds">How long it was used, in seconds.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task AddAsync(PicieContext context, Guid? experiment, string device, double seconds, DateTimeOffset now, CancellationToken cancel)
    {
        if (experiment is null || seconds <= 0)
        {
            return;
        }

        string person = await context.Experiments.Where(row => row.Id == experiment).Select(row => row.Person).SingleAsync(cancel);
        string kind = KindOf(device);
        await SqlDialect.Of(context).ExecuteAsync(
            context, "insert into usage (person, device_kind, seconds, at) values ({1}, {2}, 0, @now) on conflict do nothing", now, [person, kind], cancel);
        // Another attempt of the same person may end at this moment: whoever finds other figures than it read reads them again.
        Usage read;
        do
        {
            read = await context.Set<Usage>().AsNoTracking().SingleAsync(row => row.Person == person && row.DeviceKind == kind, cancel);
        }
        while (await context.Set<Usage>().Where(row => row.Person == person && row.DeviceKind == kind && row.Seconds == read.Seconds && row.At == read.At)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.Seconds, At(read, now) + seconds).SetProperty(row => row.At, now), cancel) == 0);
    }
}
