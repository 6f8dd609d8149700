using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Filters;
using PiCIE.Experiments.Plans;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Inserting;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Writes the settings of new runs, for filters and sorting: once for all runs that differ in their seeds alone.</summary>
internal sealed class SettingRows
{
    private readonly Dictionary<string, string> _idOfConfig = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SettingValues> _added = new(StringComparer.Ordinal);

    /// <summary>Returns the id of the settings of a planned run. Within one plan the config id says which they are: what enters no key has one value there.</summary>
    /// <param name="run">The run.</param>
    public string IdOf(PlannedRun run)
    {
        if (!_idOfConfig.TryGetValue(run.ConfigId, out string? id))
        {
            SettingValues values = SettingValues.Of(run.Settings);
            _idOfConfig[run.ConfigId] = id = values.Id;
            _added[id] = values;
        }

        return id;
    }

    /// <summary>Writes those that are not there yet. Of two submits that add the same at one moment the second begins again and finds them.</summary>
    /// <param name="context">The database, inside the transaction of the submit.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async Task WriteAsync(PicieContext context, CancellationToken cancel)
    {
        if (_added.Count == 0)
        {
            return;
        }

        string[] ids = [.. _added.Keys];
        List<string> there = await context.RunSettings.Where(setting => ids.Contains(setting.SettingsId) && setting.Key == "method")
            .Select(setting => setting.SettingsId).ToListAsync(cancel);
        await BulkInsert.InsertAsync(context, [.. _added.Values.ExceptBy(there, values => values.Id).OrderBy(values => values.Id, StringComparer.Ordinal).SelectMany(RowsOf)], cancel);
    }

    private static IEnumerable<RunSetting> RowsOf(SettingValues values) => values.Values.Select(value => new RunSetting
    {
        SettingsId = values.Id,
        Key = value.Key,
        TextValue = value.Text is { Length: > RunSetting.MostCharacters } text ? text[..RunSetting.MostCharacters] : value.Text,
        NumberValue = value.Number,
    });
}
