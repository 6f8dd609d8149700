namespace PiCIE.Experiments.Plans;

/// <summary>A combination of a sweep whose run is the run of an earlier one: it differs in what the run does not read.</summary>
/// <param name="Combination">The combination for people ("method=frozen,train.epochs=8").</param>
/// <param name="Seed">Seed of the training.</param>
/// <param name="Run">Index of the run that stands for both.</param>
public sealed record EqualRun(string Combination, long Seed, int Run);
