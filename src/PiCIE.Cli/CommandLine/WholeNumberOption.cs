using System.CommandLine;
using System.Globalization;

namespace PiCIE.Cli.CommandLine;

/// <summary>Makes options that take a whole number of a range; whatever else is written gets one sentence with the value and what is allowed.</summary>
internal static class WholeNumberOption
{
    /// <summary>Creates an option.</summary>
    /// <param name="name">Name with its dashes.</param>
    /// <param name="description">Text of the help.</param>
    /// <param name="otherwise">Value where the option is not given.</param>
    /// <param name="lowest">Lowest allowed value.</param>
    /// <param name="highest">Highest allowed value.</param>
    public static Option<int> Of(string name, string description, int otherwise, int lowest, int highest) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= lowest && number <= highest)
            {
                return number;
            }

            string range = highest == int.MaxValue ? $"from {lowest}" : $"from {lowest} to {highest}";
            result.AddError($"{name} is '{text}'; it is a whole number {range}.");
            return otherwise;
        },
    };
}
