using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Limits;

namespace PiCIE.Pipeline.Admissions;

/// <summary>
/// Says which experiments have room: neither their own limit nor that of their person is reached by the offered and running stages that are charged to
/// them. What is charged while offers are made counts at once.
/// </summary>
internal sealed class ExperimentRoom
{
    private readonly Dictionary<Guid, Experiment> _experiments;
    private readonly Dictionary<string, int> _takenByPerson;
    private readonly PersonLimits _limits;

    private ExperimentRoom(Dictionary<Guid, Experiment> experiments, Dictionary<string, int> takenByPerson, PersonLimits limits) =>
        (_experiments, _takenByPerson, _limits) = (experiments, takenByPerson, limits);

    /// <summary>Counts what is charged to some experiments and their people.</summary>
    public static async Task<ExperimentRoom> CountAsync(PicieContext context, IReadOnlyCollection<Guid> experiments, PersonLimits limits, CancellationToken cancel)
    {
        List<Experiment> rows = await context.Experiments.Where(row => experiments.Contains(row.Id))
            .Select(row => new Experiment
            {
                Id = row.Id,
                Person = row.Person,
                Priority = row.Priority,
                Most = row.MaxConcurrent,
                Taken = row.MaxConcurrent == null ? 0 : context.Stages.Count(stage => stage.ChargedExperimentId == row.Id),
            })
            .ToListAsync(cancel);
        return new ExperimentRoom(rows.ToDictionary(row => row.Id), limits.AnyMost ? await TakenByPersonAsync(context, cancel) : [], limits);
    }

    /// <summary>Returns the person whose experiment it is.</summary>
    public string PersonOf(Guid experiment) => _experiments[experiment].Person;

    /// <summary>Returns whether an experiment has room. One that was not counted, because it was submitted since, has its turn in the next look.</summary>
    public bool HasRoom(Guid experiment) => _experiments.TryGetValue(experiment, out Experiment? row)
        && !(row.Taken >= row.Most) && !(_takenByPerson.GetValueOrDefault(row.Person) >= _limits.MostOf(row.Person));

    /// <summary>Returns the experiment to which a stage is charged: of those that want it and have room the one of the highest priority, then the one that asked first.</summary>
    public Guid Charge(ReadyStage stage)
    {
        Experiment charged = stage.Wanters.Where(wanter => HasRoom(wanter.Experiment))
            .OrderByDescending(wanter => _experiments[wanter.Experiment].Priority).ThenBy(wanter => wanter.Age).ThenBy(wanter => wanter.Experiment)
            .Select(wanter => _experiments[wanter.Experiment]).First();
        charged.Taken++;
        _takenByPerson[charged.Person] = _takenByPerson.GetValueOrDefault(charged.Person) + 1;
        return charged.Id;
    }

    private static Task<Dictionary<string, int>> TakenByPersonAsync(PicieContext context, CancellationToken cancel) =>
        context.Stages.Where(stage => stage.ChargedExperimentId != null)
            .Join(context.Experiments, stage => stage.ChargedExperimentId, experiment => experiment.Id, (_, experiment) => experiment.Person)
            .GroupBy(person => person).Select(group => new { Person = group.Key, Count = group.Count() })
            .ToDictionaryAsync(one => one.Person, one => one.Count, StringComparer.Ordinal, cancel);

    private sealed class Experiment
    {
        public required Guid Id { get; init; }

        public required string Person { get; init; }

        public required int Priority { get; init; }

        public required int? Most { get; init; }

        public required int Taken { get; set; }
    }
}
