using PiCIE.Pipeline.Queues;

namespace PiCIE.Pipeline.Expectations;

/// <summary>
/// Places stages in slots as admission would: whenever a slot is free, it takes the first in order that waits for nothing and that its pool can do. A
/// stage of unknown time keeps its slot for ever, so that nothing is said of what comes after it.
/// </summary>
internal sealed class Schedule
{
    private readonly IReadOnlyList<ScheduledStage> _stages;
    private readonly IReadOnlyList<SlotPool> _pools;
    private readonly int[] _free;
    private readonly int[] _open;
    private readonly ILookup<int, int> _readers;
    private readonly Dictionary<StageNeeds, SortedSet<int>> _ready = [];
    private readonly PriorityQueue<(int Stage, int Pool), double> _ends = new();
    private readonly double?[] _starts;
    private readonly double?[] _ended;

    /// <summary>Places stages.</summary>
    /// <param name="stages">The stages, in the order in which they are next.</param>
    /// <param name="pools">The slots.</param>
    public Schedule(IReadOnlyList<ScheduledStage> stages, IReadOnlyList<SlotPool> pools)
    {
        (_stages, _pools) = (stages, pools);
        _free = [.. pools.Select(pool => pool.Slots)];
        _open = [.. stages.Select(stage => stage.After.Count)];
        _starts = new double?[stages.Count];
        _ended = new double?[stages.Count];
        _readers = stages.SelectMany((stage, index) => stage.After.Select(source => (Source: source, Reader: index))).ToLookup(pair => pair.Source, pair => pair.Reader);
        TakePlaces();
        double now = 0;
        do
        {
            StartAt(now);
        }
        while (EndNext(ref now));
    }

    /// <summary>Seconds from now until each stage starts; null where that is not known.</summary>
    public IReadOnlyList<double?> Starts => _starts;

    /// <summary>Seconds from now until the last stage has ended; null where that is not known.</summary>
    public double? End => _ended.Length == 0 ? 0 : Array.TrueForAll(_ended, end => end is not null) ? _ended.Max() : null;

    /// <summary>Gives their slots to those that have one, and readies those that wait for nothing.</summary>
    private void TakePlaces()
    {
        for (int index = 0; index < _stages.Count; index++)
        {
            if (_stages[index].Pool is { } name)
            {
                Start(index, PoolOf(name), 0);
            }
            else if (_open[index] == 0)
            {
                MakeReady(index);
            }
        }
    }

    private int PoolOf(string name)
    {
        for (int pool = 0; pool < _pools.Count; pool++)
        {
            if (_pools[pool].Name == name)
            {
                return pool;
            }
        }

        return -1;
    }

    private void MakeReady(int index)
    {
        if (!_ready.TryGetValue(_stages[index].Needs, out SortedSet<int>? alike))
        {
            _ready[_stages[index].Needs] = alike = [];
        }

        alike.Add(index);
    }

    private void StartAt(double now)
    {
        while (Next() is ({ } alike, { } pool))
        {
            int index = alike.Min;
            alike.Remove(index);
            Start(index, pool, now);
        }
    }

    /// <summary>Returns the stages with the needs of the first that a free slot can take, and the pool of that slot, the freest.</summary>
    private (SortedSet<int>? Alike, int? Pool) Next()
    {
        foreach ((StageNeeds needs, SortedSet<int> alike) in _ready.Where(one => one.Value.Count > 0).OrderBy(one => one.Value.Min))
        {
            int[] fitting = [.. Enumerable.Range(0, _pools.Count).Where(pool => _free[pool] > 0 && _pools[pool].CanDo(needs))];
            if (fitting.Length > 0)
            {
                return (alike, fitting.MaxBy(pool => _free[pool]));
            }
        }

        return (null, null);
    }

    private void Start(int index, int pool, double now)
    {
        _starts[index] = now;
        if (pool >= 0)
        {
            _free[pool]--;
        }

        if (_stages[index].Seconds is { } seconds)
        {
            _ends.Enqueue((index, pool), now + seconds);
        }
    }

    /// <summary>Goes on to the next end of a stage.</summary>
    /// <returns>Whether there was one.</returns>
    private bool EndNext(ref double now)
    {
        if (!_ends.TryDequeue(out (int Stage, int Pool) ended, out double end))
        {
            return false;
        }

        now = end;
        _ended[ended.Stage] = end;
        if (ended.Pool >= 0)
        {
            _free[ended.Pool]++;
        }

        foreach (int reader in _readers[ended.Stage].Where(reader => --_open[reader] == 0 && _stages[reader].Pool is null))
        {
            MakeReady(reader);
        }

        return true;
    }
}
