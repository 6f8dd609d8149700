using System.Diagnostics;

namespace PiCIE.Benchmarks.Epochs;

/// <summary>What needs a process of its own: peak memory, and trainings side by side.</summary>
internal static class ProcessBenchmarks
{
    /// <summary>Peak resident set of a training without bare passes beside it.</summary>
    public static void Memory(EpochOptions asked) => ReferenceTraining.WithPack(asked, options =>
    {
        using TrainingChild child = new(options);
        LoneTraining training = child.Finish();
        Print($"{options.Epochs} epochs, {options.Threads} thread(s): peak {training.PeakBytes / 1e9:f3} GB (target at most 1.2), epochs {Seconds(training)} s");
    });

    /// <summary>Two trainings of one thread, one after the other and then side by side.</summary>
    public static void Contention(EpochOptions asked) => ReferenceTraining.WithPack(asked, options =>
    {
        EpochOptions single = options with { Threads = 1 };
        Stopwatch after = Stopwatch.StartNew();
        LoneTraining[] alone = [Alone(single), Alone(single)];
        double one = after.Elapsed.TotalSeconds;
        Stopwatch beside = Stopwatch.StartNew();
        TrainingChild[] children = [new(single), new(single)];
        List<LoneTraining> both = children.Select(Finish).ToList();
        double two = beside.Elapsed.TotalSeconds;
        Print($"one after the other {one:f1} s, epochs {Seconds(alone[0])} and {Seconds(alone[1])}");
        Print($"side by side        {two:f1} s, epochs {Seconds(both[0])} and {Seconds(both[1])}");
        Print($"a training beside another takes {two / (one / 2):f3} times its time alone (target at most 1.15)");
    });

    private static LoneTraining Alone(EpochOptions options) => Finish(new TrainingChild(options));

    private static LoneTraining Finish(TrainingChild child)
    {
        using (child)
        {
            return child.Finish();
        }
    }

    private static string Seconds(LoneTraining training) => string.Join(" ", training.Epochs.Select(epoch => FormattableString.Invariant($"{epoch.Total:f2}")));

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
