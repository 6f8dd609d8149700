using System.Data.Common;
using System.Globalization;
using System.Text;

namespace PiCIE.Storage.Runs;

/// <summary>Collects the values of a statement.</summary>
/// <param name="now">The moment of the question.</param>
internal sealed class SqlParameters(DateTimeOffset now)
{
    private readonly List<(string Name, object Value)> _values = [];

    /// <summary>The moment of the question.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Takes a value and returns the parameter that stands for it.</summary>
    /// <param name="value">The value.</param>
    public string Add(object value)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"v{_values.Count}");
        _values.Add((name, value));
        return $"@{name}";
    }

    /// <summary>Takes a text that is looked for anywhere inside another, with <c>*</c> and <c>?</c> as wildcards, as a pattern of LIKE with the escape <c>\</c>.</summary>
    /// <param name="text">The text.</param>
    public string Pattern(string text)
    {
        StringBuilder pattern = new("%");
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '*' => pattern.Append('%'),
                '?' => pattern.Append('_'),
                '%' or '_' or '\\' => pattern.Append('\\').Append(letter),
                _ => pattern.Append(letter),
            };
        }

        return Add(pattern.Append('%').ToString());
    }

    /// <summary>Gives the values to a statement.</summary>
    /// <param name="command">The statement.</param>
    public void AddTo(DbCommand command)
    {
        foreach ((string name, object value) in _values)
        {
            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }
}
