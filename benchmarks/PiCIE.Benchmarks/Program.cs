using PiCIE.Benchmarks.Passes;

const string Usage = """
    PiCIE.Benchmarks bare       [--threads N] [--epochs N] [--photographs N] [--resolution N] [--layout channels-last|plain] [--without-gradient no-grad|inference-mode]
    PiCIE.Benchmarks contention [the same]

    bare        the network passes of one epoch, on random tensors (beside it: benchmarks/bare_passes.py in PyTorch)
    contention  two processes of one thread, one after the other and side by side
    """;

try
{
    switch (args)
    {
        case ["bare", .. var rest]:
            PassBenchmarks.Bare(PassOptions.Parse(rest));
            return 0;
        case ["contention", .. var rest]:
            PassBenchmarks.Contention(PassOptions.Parse(rest));
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
