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

    /// <summary>Number of rows from which they are put together.</summary>
    public const int MostRows = 1000;

    /// <summary>Returns the kind of a device: cpu or cuda.</summary>
    /// <param name="device">The device: cpu, cuda or cuda:N.</param>
    public static string KindOf(string device) => device.Split(':')[0];

    /// <summary>Returns the seconds of a use as they count at a later time.</summary>
    /// <param name="usage">The use.</param>
    /// <param name="now">The later time.</param>
    public static double At(Usage usage, DateTimeOffset now) => usage.Seconds * Math.Pow(0.5, Math.Max(0, (now - usage.At) / HalfLife));

    /// <summary>
    /// Adds the time of an attempt to what the person of an experiment used: a row of its own, for attempts of one person end at the same moment, and a row that all of them change would let
    /// each wait until the one before is committed.
    /// </summary>
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
        context.Add(new Usage { Id = Guid.CreateVersion7(), Person = person, DeviceKind = KindOf(device), Seconds = seconds, At = now });
        await context.SaveChangesAsync(cancel);
    }

    /// <summary>Puts the rows of each person and kind of device together into one, where there are many and nobody else is at it.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="clock">Gives the time.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task FoldAsync(PicieContext context, TimeProvider clock, CancellationToken cancel)
    {
        if (await context.Set<Usage>().CountAsync(cancel) < MostRows || !await DatabaseChange.TryExclusiveAsync(context, ExclusiveWork.Usage, cancel))
        {
            return;
        }

        DateTimeOffset now = await clock.NowAsync(context, cancel);
        List<Usage> rows = await context.Set<Usage>().AsNoTracking().ToListAsync(cancel);
        Guid[] read = [.. rows.Select(row => row.Id)];
        await context.Set<Usage>().Where(row => read.Contains(row.Id)).ExecuteDeleteAsync(cancel);
        context.AddRange(rows.GroupBy(row => (row.Person, row.DeviceKind)).Select(own => new Usage
        {
            Id = Guid.CreateVersion7(),
            Person = own.Key.Person,
            DeviceKind = own.Key.DeviceKind,
            Seconds = own.Sum(row => At(row, now)),
            At = now,
        }));
        await context.SaveChangesAsync(cancel);
    }
}
