using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Columns;

/// <summary>
/// Marks columns that hold JSON. On PostgreSQL they are of type <c>json</c>, which keeps the text as it was written (decision 0029), and which
/// people can query; on SQLite they are text.
/// </summary>
internal static class JsonColumn
{
    private const string Mark = "picie:json";

    /// <summary>Marks a column.</summary>
    public static PropertyBuilder<T> IsJson<T>(this PropertyBuilder<T> property)
    {
        property.Metadata.SetAnnotation(Mark, true);
        return property;
    }

    /// <summary>Takes the marks from the columns of a model, and gives these columns a type.</summary>
    /// <param name="model">The model.</param>
    /// <param name="type">The type; null keeps them text.</param>
    public static void SetTypes(ModelBuilder model, string? type)
    {
        foreach (IMutableProperty property in model.Model.GetEntityTypes().SelectMany(table => table.GetProperties()))
        {
            if (property.RemoveAnnotation(Mark) is not null && type is not null)
            {
                property.SetColumnType(type);
            }
        }
    }
}
