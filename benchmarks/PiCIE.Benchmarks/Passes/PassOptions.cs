using System.Globalization;

namespace PiCIE.Benchmarks.Passes;

/// <summary>What is measured: by default the reference settings.</summary>
internal sealed record PassOptions
{
    public int Threads { get; init; } = 1;

    public int Epochs { get; init; } = 4;

    public int Photographs { get; init; } = 367;

    public int Resolution { get; init; } = 128;

    /// <summary>Whether the photographs lie channels-last already, as the trainer gives them.</summary>
    public bool ChannelsLast { get; init; } = true;

    /// <summary>Whether the passes without gradient run in inference mode instead of no-grad mode.</summary>
    public bool InferenceMode { get; init; }

    public static PassOptions Parse(IReadOnlyList<string> arguments)
    {
        PassOptions options = new();
        for (int i = 0; i < arguments.Count; i += 2)
        {
            string value = i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value.");
            options = arguments[i] switch
            {
                "--threads" => options with { Threads = Number(value) },
                "--epochs" => options with { Epochs = Number(value) },
                "--photographs" => options with { Photographs = Number(value) },
                "--resolution" => options with { Resolution = Number(value) },
                "--layout" => options with { ChannelsLast = OneOf(value, "channels-last", "plain") },
                "--without-gradient" => options with { InferenceMode = OneOf(value, "inference-mode", "no-grad") },
                _ => throw new ArgumentException($"'{arguments[i]}' is no option; there are --threads, --epochs, --photographs, --resolution, --layout, --without-gradient."),
            };
        }
        return options;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new ArgumentException($"'{text}' is no whole number above 0.");

    private static bool OneOf(string text, string yes, string no) =>
        text == yes || (text == no ? false : throw new ArgumentException($"'{text}' is neither {yes} nor {no}."));
}
