using PiCIE.Cli.Terminals;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline.DataSets;

namespace PiCIE.Cli.DataSets;

/// <summary>Writes the registered data sets for people.</summary>
internal static class DataListReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="terminal">Terminal that takes it.</param>
    /// <param name="named">The data sets, sorted.</param>
    /// <param name="folder">The folder in which every other name is looked for.</param>
    public static void Write(Terminal terminal, IReadOnlyList<RegisteredDataSet> named, string folder)
    {
        foreach (RegisteredDataSet one in named)
        {
            terminal.Say($"{one.Name}: {one.Path}{(one.Exists ? "" : $" (not there any more: picie data add {ShellWord.Of(one.Name)} PATH says where it is now)")}");
        }

        terminal.Say(named.Count == 0 ? $"No name is registered; names are folders in {folder}." : $"Every other name is a folder in {folder}.");
    }
}
