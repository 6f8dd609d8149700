namespace PiCIE.Evaluation.Text;

/// <summary>Writes a path or a name as one word of a shell, so that a command which a message shows can be copied as it stands.</summary>
public static class ShellWord
{
    private const string Plain = "_-./:=@%+,";

    /// <summary>Returns the word as it is where a shell takes it so, and in single quotes otherwise.</summary>
    /// <param name="word">A path, a name or another argument.</param>
    public static string Of(string word) => word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || Plain.Contains(letter, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
