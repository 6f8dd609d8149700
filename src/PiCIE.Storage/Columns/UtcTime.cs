using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PiCIE.Storage.Columns;

/// <summary>Stores a time in UTC where the database has a type for it; that type takes no other offset.</summary>
internal sealed class UtcTime() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToUniversalTime(), time => time);
