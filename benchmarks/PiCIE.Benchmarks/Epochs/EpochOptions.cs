using System.Globalization;

namespace PiCIE.Benchmarks.Epochs;

/// <summary>What is measured of whole trainings; the settings of the training itself are those of the reference runs.</summary>
internal sealed record EpochOptions
{
    public int Threads { get; init; } = 1;

    public int Epochs { get; init; } = 4;

    /// <summary>Photographs of the training; CamVid has 367.</summary>
    public int Photographs { get; init; } = 367;

    /// <summary>Epochs of the bare passes in Python; 0 leaves Python out.</summary>
    public int PythonEpochs { get; init; } = 3;

    /// <summary>A base pack that is there already; made when it is null.</summary>
    public string? Pack { get; init; }

    public static EpochOptions Parse(IReadOnlyList<string> arguments)
    {
        EpochOptions options = new();
        for (int i = 0; i < arguments.Count; i += 2)
        {
            string value = i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value.");
            options = arguments[i] switch
            {
                "--threads" => options with { Threads = Number(value, 1) },
                "--epochs" => options with { Epochs = Number(value, 1) },
                "--photographs" => options with { Photographs = Number(value, 1) },
                "--python-epochs" => options with { PythonEpochs = Number(value, 0) },
                "--pack" => options with { Pack = value },
                _ => throw new ArgumentException($"'{arguments[i]}' is no option; there are --threads, --epochs, --photographs, --python-epochs, --pack."),
            };
        }
        return options;
    }

    public IReadOnlyList<string> ToArguments() =>
    [
        "--threads", Text(Threads), "--epochs", Text(Epochs), "--photographs", Text(Photographs), .. Pack is null ? (string[])[] : ["--pack", Pack],
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least
            ? number
            : throw new ArgumentException($"'{text}' is no whole number from {least} on.");
}
