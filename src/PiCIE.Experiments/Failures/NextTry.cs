namespace PiCIE.Experiments.Failures;

/// <summary>The further try that a failure leaves.</summary>
/// <param name="Number">Number of the try that comes, from 2.</param>
/// <param name="Of">Number of tries that failures of this kind leave in all.</param>
/// <param name="WaitSeconds">How long it waits before it may start, in seconds.</param>
public sealed record NextTry(int Number, int Of, double WaitSeconds)
{
    /// <summary>Returns the next try in a sentence for people.</summary>
    public override string ToString() => WaitSeconds > 0
        ? $"It is tried again in {WaitSeconds:0} seconds: try {Number} of {Of}."
        : $"It is tried again: try {Number} of {Of}.";
}
