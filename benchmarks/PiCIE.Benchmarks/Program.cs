using System.Globalization;
using PiCIE.Benchmarks.Engine;
using PiCIE.Benchmarks.Epochs;
using PiCIE.Benchmarks.Kernels;
using PiCIE.Benchmarks.Passes;
using PiCIE.Benchmarks.Queues;
using PiCIE.Benchmarks.RunTables;
using PiCIE.Benchmarks.ToyStart;

const string Usage = """
    PiCIE.Benchmarks bare       [--threads N] [--epochs N] [--photographs N] [--resolution N] [--layout channels-last|plain] [--without-gradient no-grad|inference-mode]
    PiCIE.Benchmarks epoch      [--threads N] [--epochs N] [--photographs N] [--python-epochs N]
    PiCIE.Benchmarks memory     [--threads N] [--epochs N] [--photographs N]
    PiCIE.Benchmarks contention [--epochs N] [--photographs N]
    PiCIE.Benchmarks train      [--threads N] [--epochs N] [--photographs N] [--pack FILE]
    PiCIE.Benchmarks kernels    [THREADS]
    PiCIE.Benchmarks engine     [RUNS] [WORKED]
    PiCIE.Benchmarks admission  [READY] [DONE] [LOOKS]
    PiCIE.Benchmarks points     [THOUSANDS]
    PiCIE.Benchmarks run-table  [RUNS] [REQUESTS]
    PiCIE.Benchmarks empty      [RUNS]
    PiCIE.Benchmarks idle       [SECONDS] [KILLS]
    PiCIE.Benchmarks make-toy-start FILE [STEPS]
    PiCIE.Benchmarks toy-study FILE|none [name=value …]

    bare        the network passes of one epoch, on random tensors (beside it: benchmarks/bare_passes.py in PyTorch)
    epoch       whole epochs at the reference settings against the bare passes that they need
    memory      peak resident set of a training alone in its process
    contention  two trainings of one thread, one after the other and side by side
    train       a training alone, as JSON: what memory and contention start
    kernels     what is not the network, each part alone
    engine      plan, submit and list of many runs, and the gap between a commit and the next start
    admission   the choice of the next stage where many wait and many more are done
    points      metric points into the database
    run-table   pages, groups, counts and keys among many runs
    empty       empty stages by four workers against bare Hangfire jobs by four servers
    idle        an idle worker against an idle Hangfire server, and the time from the end of a worker to the next attempt
    make-toy-start  trains the start weights of the demo on swatches
    toy-study       frozen control and PiCIE on toy scenes over several seeds
    """;

try
{
    switch (args)
    {
        case ["bare", .. var rest]:
            PassBenchmarks.Bare(PassOptions.Parse(rest));
            return 0;
        case ["bare-follow", .. var rest]:
            FollowedPasses.Follow(PassOptions.Parse(rest));
            return 0;
        case ["epoch", .. var rest]:
            EpochBenchmark.Run(EpochOptions.Parse(rest));
            return 0;
        case ["memory", .. var rest]:
            ProcessBenchmarks.Memory(EpochOptions.Parse(rest));
            return 0;
        case ["contention", .. var rest]:
            ProcessBenchmarks.Contention(EpochOptions.Parse(rest));
            return 0;
        case ["train", .. var rest]:
            LoneTraining.Run(EpochOptions.Parse(rest));
            return 0;
        case ["kernels", .. var rest]:
            KernelBenchmarks.Run(rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 1);
            return 0;
        case ["engine", .. var rest]:
            await EngineBenchmark.RunAsync(Number(rest, 0, 1000), Number(rest, 1, 25));
            return 0;
        case ["admission", .. var rest]:
            await AdmissionBenchmark.RunAsync(Number(rest, 0, 10_000), Number(rest, 1, 100_000), Number(rest, 2, 100));
            return 0;
        case ["points", .. var rest]:
            await PointsBenchmark.RunAsync(Number(rest, 0, 1000));
            return 0;
        case ["run-table", .. var rest]:
            await RunTableBenchmark.RunAsync(Number(rest, 0, 100_000), Number(rest, 1, 200));
            return 0;
        case ["empty", .. var rest]:
            await EmptyStagesBenchmark.RunAsync(Number(rest, 0, 500));
            return 0;
        case ["idle", .. var rest]:
            await IdleBenchmark.RunAsync(Number(rest, 0, 60), Number(rest, 1, 3));
            return 0;
        case ["queue-worker", var folder, var name, var slots, var stages]:
            await QueueWorker.WorkAsync(folder, name, int.Parse(slots, CultureInfo.InvariantCulture), stages == "empty");
            return 0;
        case ["bare-hangfire", var threads, var hears]:
            await BareHangfire.ServeAsync(int.Parse(threads, CultureInfo.InvariantCulture), hears == "listening");
            return 0;
        case ["make-toy-start", var path, .. var rest]:
            ToyStartCommand.Run(path, rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : ToyStartCommand.Steps, seed: 1);
            return 0;
        case ["toy-study", var start, .. var settings]:
            ToyStudyCommand.Run(start, ToyStudySettings.Of(settings));
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

static int Number(string[] rest, int at, int otherwise) => rest.Length > at ? int.Parse(rest[at], CultureInfo.InvariantCulture) : otherwise;
