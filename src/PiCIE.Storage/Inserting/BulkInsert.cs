using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace PiCIE.Storage.Inserting;

/// <summary>
/// Inserts many new rows: on SQLite with one prepared statement a table, on PostgreSQL by its COPY. A submit of a thousand runs adds tens of thousands of rows; through the change
/// tracker each costs a statement of its own and is compared at every later save.
/// </summary>
public static class BulkInsert
{
    /// <summary>Inserts rows. Columns and their values are those of the model; the context does not track the rows.</summary>
    /// <param name="context">The database, inside the transaction of the change.</param>
    /// <param name="rows">The rows, in their order. What they refer to is in the database already.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <typeparam name="T">Type of the rows; a row that is split over several tables is written to each.</typeparam>
    /// <exception cref="DbException">A row breaks a rule of the schema.</exception>
    public static async Task InsertAsync<T>(PicieContext context, IReadOnlyCollection<T> rows, CancellationToken cancel)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        IEntityType type = context.Model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} is no row of a table.", nameof(rows));
        foreach (ITableMapping table in type.GetTableMappings())
        {
            await InsertAsync(context, table, rows, cancel);
        }
    }

    private static async Task InsertAsync<T>(PicieContext context, ITableMapping table, IReadOnlyCollection<T> rows, CancellationToken cancel)
        where T : class
    {
        // A number that the database gives is not written.
        IColumnMapping[] columns = [.. table.ColumnMappings.Where(column => column.Property.ValueGenerated != ValueGenerated.OnAdd)];
        Func<object, object?>[] values = [.. columns.Select(ValueOf)];
        ISqlGenerationHelper sql = context.GetService<ISqlGenerationHelper>();
        string target = $"{sql.DelimitIdentifier(table.Table.Name, table.Table.Schema)} ({string.Join(", ", columns.Select(column => sql.DelimitIdentifier(column.Column.Name)))})";
        if (context.Database.GetDbConnection() is NpgsqlConnection connection)
        {
            await CopyAsync(connection, target, columns, values, rows, cancel);
            return;
        }

        await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("Rows are inserted inside the transaction of a change.");
        // With its prefix a name is found at once; without it each row looks for it several times.
        string[] names = [.. columns.Select((_, index) => sql.GenerateParameterName($"p{index}"))];
        command.CommandText = $"insert into {target} values ({string.Join(", ", names)})";
        foreach ((string name, IColumnMapping column) in names.Zip(columns))
        {
            command.Parameters.Add(column.TypeMapping.CreateParameter(command, name, value: null, nullable: true));
        }

        await command.PrepareAsync(cancel);
        foreach (T row in rows)
        {
            for (int index = 0; index < values.Length; index++)
            {
                command.Parameters[index].Value = values[index](row) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static async Task CopyAsync<T>(
        NpgsqlConnection connection, string target, IColumnMapping[] columns, Func<object, object?>[] values, IReadOnlyCollection<T> rows, CancellationToken cancel)
        where T : class
    {
        string[] types = [.. columns.Select(column => column.TypeMapping.StoreTypeNameBase)];
        await using NpgsqlBinaryImporter importer = await connection.BeginBinaryImportAsync($"copy {target} from stdin (format binary)", cancel);
        foreach (T row in rows)
        {
            await importer.StartRowAsync(cancel);
            for (int index = 0; index < values.Length; index++)
            {
                if (values[index](row) is { } value)
                {
                    await importer.WriteAsync(value, types[index], cancel);
                }
                else
                {
                    await importer.WriteNullAsync(cancel);
                }
            }
        }

        await importer.CompleteAsync(cancel);
    }

    /// <summary>Reads one column of a row, in the form in which the database keeps it.</summary>
    private static Func<object, object?> ValueOf(IColumnMapping column)
    {
        IClrPropertyGetter getter = column.Property.GetGetter();
        return column.TypeMapping.Converter is { } converter
            ? row => converter.ConvertToProvider(getter.GetClrValue(row))
            : row => getter.GetClrValue(row);
    }
}
