using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Filters;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.People;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Runs;

/// <summary>Compares groups of replicates: what they differ in, and what they came to.</summary>
/// <param name="Names">Texts that name runs or experiments; each stands for the groups of its runs.</param>
/// <param name="Experiment">Name of an experiment whose groups are compared too, or null.</param>
public sealed record CompareRuns(IReadOnlyList<string> Names, string? Experiment = null) : IRequest<ComparisonDocument>;

/// <summary>Reads a fixed number of queries, however many runs are compared. Figures are over all members of a group, also those that nobody named.</summary>
internal sealed class CompareRunsHandler(OpenDatabase database, Acting acting, RunFinder finder) : IRequestHandler<CompareRuns, ComparisonDocument>
{
    public async Task<ComparisonDocument> Handle(CompareRuns request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        IReadOnlyList<NamedRun> named = await NamedAsync(context, request, cancel);
        Guid[] ids = [.. named.Select(run => run.Id)];
        Dictionary<Guid, Run> rows = await context.Runs.AsNoTracking().Where(run => ids.Contains(run.Id)).ToDictionaryAsync(run => run.Id, cancel);
        IGrouping<string, NamedRun>[] groups = [.. named.GroupBy(run => rows[run.Id].GroupKey)];
        Run[] first = [.. groups.Select(group => rows[group.First().Id])];
        string[] keys = [.. groups.Select(group => group.Key)];
        GroupMembers members = await GroupMembers.ReadAsync(context, keys, cancel);
        HashSet<Guid> older = await OlderAsync(context, ids, cancel);
        return new ComparisonDocument(
            [.. groups.Zip(first, (group, run) => members.Of(run, [.. group.Select(one => one.Path)]) with { OlderCode = group.Any(one => older.Contains(one.Id)) })],
            await SettingsAsync(context, first, cancel),
            await ProtocolsAsync(context, first, cancel));
    }

    private async Task<IReadOnlyList<NamedRun>> NamedAsync(PicieContext context, CompareRuns request, CancellationToken cancel)
    {
        List<NamedRun> named = [];
        foreach (string name in request.Names)
        {
            named.AddRange(await finder.AllAsync(context, name, cancel));
        }

        if (request.Experiment is { } experiment)
        {
            Guid id = await ExperimentFinder.FindAsync(context, experiment, acting.Person, cancel);
            named.AddRange(await finder.AllAsync(context, $"{id}", cancel));
        }

        // Of an experiment those count that stand for its settings now; one that was named by itself is shown whatever it is.
        return [.. named.Where(run => !run.IsSuperseded || named.Count <= request.Names.Count).DistinctBy(run => run.Id)];
    }

    private static async Task<HashSet<Guid>> OlderAsync(PicieContext context, Guid[] runs, CancellationToken cancel)
    {
        var versions = await context.RunStages.Where(link => runs.Contains(link.RunId))
            .Join(context.Stages, link => link.StageId, stage => stage.Id, (link, stage) => new { link.RunId, stage.Kind, stage.Version }).Distinct().ToListAsync(cancel);
        return [.. versions.Where(stage => stage.Version != StageVersions.Of(stage.Kind)).Select(stage => stage.RunId)];
    }

    private static async Task<IReadOnlyList<ComparedSetting>> SettingsAsync(PicieContext context, Run[] groups, CancellationToken cancel)
    {
        Dictionary<string, int> order = KnownSettings.Keys.Index().ToDictionary(known => known.Item, known => known.Index, StringComparer.Ordinal);
        string?[] ids = [.. groups.Select(run => run.SettingsId).Distinct()];
        ILookup<string, RunSetting> settings = (await context.RunSettings.AsNoTracking().Where(setting => ids.Contains(setting.SettingsId)).ToListAsync(cancel))
            .ToLookup(setting => setting.Key);
        return
        [
            .. settings
                .Select(setting => new ComparedSetting(setting.Key, [.. groups.Select(run => Value(setting.FirstOrDefault(one => one.SettingsId == run.SettingsId)))]))
                .Where(setting => setting.Values.Select(value => value?.GetRawText()).Distinct().Skip(1).Any())
                .OrderBy(setting => order.GetValueOrDefault(setting.Key, order.Count)).ThenBy(setting => setting.Key, StringComparer.Ordinal),
        ];

        static JsonElement? Value(RunSetting? setting) => setting switch
        {
            null => null,
            { NumberValue: { } number } => JsonSerializer.SerializeToElement(number),
            _ => JsonSerializer.SerializeToElement(setting.TextValue),
        };
    }

    private static async Task<IReadOnlyList<string>> ProtocolsAsync(PicieContext context, Run[] groups, CancellationToken cancel)
    {
        Guid[] ids = [.. groups.Select(run => run.Id)];
        List<string> stored = await context.RunDocuments.Where(document => ids.Contains(document.RunId)).Select(document => document.Protocol).ToListAsync(cancel);
        JsonElement[] protocols = [.. stored.Select(text => JsonSerializer.Deserialize<JsonElement>(text))];
        return
        [
            .. protocols.SelectMany(protocol => protocol.EnumerateObject()).Select(member => member.Name).Distinct()
                .Where(name => protocols.Select(protocol => protocol.TryGetProperty(name, out JsonElement value) ? value.GetRawText() : null).Distinct().Skip(1).Any()),
        ];
    }
}
