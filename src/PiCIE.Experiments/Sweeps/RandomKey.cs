using System.Diagnostics;
using System.Globalization;
using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>A key of <c>sweep.random.space</c> with its distribution.</summary>
internal sealed record RandomKey
{
    private const int FewestDigits = 4;
    private const int MostDigits = 17;

    /// <summary>The key with those above it ("train.learningRate").</summary>
    public required string Key { get; init; }

    /// <summary>Place of the distribution, which is that of every value that it draws.</summary>
    public required TextPlace Place { get; init; }

    /// <summary>The distribution.</summary>
    public required Distribution Distribution { get; init; }

    /// <summary>Values of a choice; both ends of a range.</summary>
    public required IReadOnlyList<TextNode> Values { get; init; }

    /// <summary>Both ends of a range; none for a choice.</summary>
    public IReadOnlyList<double> Ends { get; init; } = [];

    /// <summary>Returns the value that a share of the distribution stands for.</summary>
    /// <param name="share">A number of at least 0 and below 1: the share of the distribution that lies below the value.</param>
    public SweptValue At(double share) => new(Key, Place, Distribution switch
    {
        Distribution.Choice => Values[(int)(share * Values.Count)],
        Distribution.Uniform => Number(Rounded(Ends[0] + (share * (Ends[1] - Ends[0])))),
        Distribution.LogUniform => Number(Rounded(Ends[0] * Math.Pow(Ends[1] / Ends[0], share))),
        Distribution.IntUniform => Number(Math.Min(Ends[1], Math.Floor(Ends[0] + (share * (Ends[1] - Ends[0] + 1))))),
        _ => throw new UnreachableException($"no draw for {Distribution}"),
    });

    /// <summary>Rounds to the fewest digits, four or more, that stay within the range: people read and write such a number.</summary>
    private double Rounded(double value)
    {
        for (int digits = FewestDigits; digits <= MostDigits; digits++)
        {
            double rounded = double.Parse(value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (rounded >= Ends[0] && rounded <= Ends[1])
            {
                return rounded;
            }
        }

        return Math.Clamp(value, Ends[0], Ends[1]);
    }

    private TextScalar Number(double value) => new(Place, value.ToString("R", CultureInfo.InvariantCulture), Plain: true);
}
