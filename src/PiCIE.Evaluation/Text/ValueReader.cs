namespace PiCIE.Evaluation.Text;

/// <summary>Reads single values; a wrong one becomes a problem and is null.</summary>
/// <param name="above">The keys above, with a dot behind them; empty at the top.</param>
/// <param name="problems">Takes what is wrong.</param>
internal readonly struct ValueReader(string above, ICollection<TextProblem> problems)
{
    /// <summary>Reads a text without control characters but line breaks.</summary>
    public string? Text(string key, TextNode node, int longest)
    {
        if (node is not TextScalar { Empty: false, Value.Length: > 0 } scalar)
        {
            problems.Add(Complaints.OtherKind(above + key, "a text", node));
            return null;
        }

        if (scalar.Value.Length > longest)
        {
            problems.Add(new TextProblem($"{above}{key} has {scalar.Value.Length} characters, at most {longest} are allowed", node.Place, above + key, null));
            return null;
        }

        if (scalar.Value.Any(letter => char.IsControl(letter) && letter != '\n'))
        {
            problems.Add(new TextProblem($"{above}{key} holds a control character", node.Place, above + key, "write it without"));
            return null;
        }

        return scalar.Value;
    }

    /// <summary>Names the whole numbers of a range. Nobody meets a limit of the number type by reason: it is told only where somebody does.</summary>
    public static string Whole(long least, long most) =>
        most is int.MaxValue or long.MaxValue ? $"a whole number of at least {least}" : $"a whole number from {least} to {most}";

    /// <summary>Reads a whole number in a range.</summary>
    public long? Whole(string key, TextNode node, long least, long most)
    {
        string allowed = Whole(least, most);
        if (node is not TextScalar { Plain: true } scalar || !NumberText.IsWhole(scalar.Value))
        {
            problems.Add(Complaints.OtherKind(above + key, allowed, node));
            return null;
        }

        if (NumberText.Whole(scalar.Value) is not { } value || value > most)
        {
            allowed = $"a whole number from {least} to {most}";
        }
        else if (value >= least)
        {
            return value;
        }

        problems.Add(Complaints.NotAllowed(above + key, allowed, node));
        return null;
    }

    /// <summary>Reads a number in a range.</summary>
    public double? Number(string key, TextNode node, NumberRange range)
    {
        if (node is not TextScalar { Plain: true } scalar || NumberText.Number(scalar.Value) is not { } value)
        {
            problems.Add(Complaints.OtherKind(above + key, $"a number {range}", node));
            return null;
        }

        if (range.Holds(value))
        {
            return value;
        }

        problems.Add(Complaints.NotAllowed(above + key, $"a number {range}", node));
        return null;
    }
}
