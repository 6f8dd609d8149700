using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.People;
using PiCIE.Pipeline.People;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.DataSets;

namespace PiCIE.Pipeline.DataSets;

/// <summary>
/// Gives a folder of photographs a name. The same name and folder again changes nothing; a name whose folder is gone takes the new one, for
/// its photographs were moved; a copy with the same files is a further folder of the name. Other content beside a folder that is still
/// there is a conflict.
/// </summary>
/// <param name="Name">The name: no separator, no leading dot.</param>
/// <param name="Path">The folder.</param>
/// <param name="Replace">Whether the name means other content from now on; what was computed from the old content keeps its data set.</param>
public sealed record RegisterDataSet(string Name, string Path, bool Replace = false) : IRequest<RegisteredDataSet>
{
    /// <summary>Who may be shown the photographs from now on; null leaves that as it is.</summary>
    public PhotographAudience? Show { get; init; }
}

internal sealed class RegisterDataSetHandler(OpenDatabase database, Rights rights, TimeProvider clock) : IRequestHandler<RegisterDataSet, RegisteredDataSet>
{
    public async Task<RegisteredDataSet> Handle(RegisterDataSet request, CancellationToken cancel)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Path));
        Check(request.Name, path);
        while (!await TryAsync(request, path, cancel))
        {
            // Somebody else gave this name a folder meanwhile; what was looked at is looked at again.
        }

        await (request.Show is { } show ? ShowAsync(request.Name, show, cancel) : Task.CompletedTask);
        return RegisteredDataSet.Of(request.Name, path);
    }

    private async Task ShowAsync(string name, PhotographAudience show, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        if (await context.DataSets.Where(set => set.Name == name && (set.Show == null || set.Show != show)).ExecuteUpdateAsync(update => update.SetProperty(set => set.Show, show), cancel) > 0)
        {
            await rights.AuthorOf("show-photographs", $"{name}: {show.Word()}").RecordAsync(context, await clock.NowAsync(context, cancel), cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    /// <summary>
    /// Compares folders outside of a transaction, for that reads all their files, and writes in one that finds the name as it was then.
    /// </summary>
    /// <returns>Whether the name is as it was.</returns>
    private async Task<bool> TryAsync(RegisterDataSet request, string path, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenAsync(cancel);
        string[] before = [.. (await NamedPaths.Of(context, request.Name).AsNoTracking().ToListAsync(cancel)).Select(row => row.Path)];
        string? current = NamedPaths.Current(before);
        if (current == path)
        {
            return true;
        }

        bool other = current is not null && Directory.Exists(current) && !await FolderCopy.IsSameAsync(current, path, cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        List<DataSetPath> known = await NamedPaths.Of(context, request.Name).ToListAsync(cancel);
        if (!known.Select(row => row.Path).SequenceEqual(before))
        {
            return false;
        }

        DateTimeOffset now = await clock.NowAsync(context, cancel);
        DataSet dataSet = await DataSetAsync(context, request, path, other ? current : null, now, cancel);
        AddPath(context, dataSet, path, known, now);
        await context.SaveChangesAsync(cancel);
        await QueueSignals.TellAsync(context, QueueSignals.DataSets, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Returns the data set that the name means from now on: the known one if this is a copy of it or its new place, else a new one.</summary>
    /// <param name="context">The database.</param>
    /// <param name="request">The request.</param>
    /// <param name="path">The folder.</param>
    /// <param name="other">The folder that the name means and that holds other content; null where there is none.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Cancels the call.</param>
    private static async Task<DataSet> DataSetAsync(
        PicieContext context, RegisterDataSet request, string path, string? other, DateTimeOffset now, CancellationToken cancel)
    {
        // Photographs that are not for all do not become so because the name means other files.
        PhotographAudience? show = null;
        DataSet? named = await context.DataSets.SingleOrDefaultAsync(row => row.Name == request.Name, cancel);
        if (named is not null && other is not null)
        {
            if (!request.Replace)
            {
                throw new PicieException(
                    "name-taken", $"The data set '{request.Name}' is {other} already, and {path} has other files.", other,
                    "Choose another name, or let the name mean the new folder from now on: --replace.", ProblemKind.Conflict);
            }

            (named.Name, show) = (null, named.Show);
            await context.SaveChangesAsync(cancel);
            named = null;
        }

        return named ?? context.DataSets.Add(new DataSet { Id = Guid.CreateVersion7(), Name = request.Name, Show = show, CreatedAt = now }).Entity;
    }

    private static void AddPath(PicieContext context, DataSet dataSet, string path, List<DataSetPath> known, DateTimeOffset now)
    {
        if (known.Find(row => row.Path == path && row.DataSetId == dataSet.Id) is { } before)
        {
            before.CreatedAt = now;
            return;
        }

        context.DataSetPaths.Add(new DataSetPath
        {
            DataSetId = dataSet.Id,
            Path = path,
            FileHashes = known.Find(row => row.DataSetId == dataSet.Id)?.FileHashes ?? FileHashes.Empty,
            CreatedAt = now,
        });
    }

    private static void Check(string name, string path)
    {
        if (!NameOrPath.IsName(name))
        {
            throw new PicieException(
                "bad-name", $"'{name}' is no name of a data set: it has no '/' or '\\' and does not begin with a dot.", name,
                "picie data add NAME PATH", ProblemKind.Input);
        }

        if (!Directory.Exists(path))
        {
            throw new PicieException("no-data", $"{path} is not a folder.", path, null, ProblemKind.Input);
        }
    }
}
