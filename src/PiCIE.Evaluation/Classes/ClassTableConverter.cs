using System.Text.Json;
using System.Text.Json.Serialization;
using PiCIE.Evaluation.Text;

namespace PiCIE.Evaluation.Classes;

/// <summary>
/// Writes a class table inside other JSON (stage settings) and reads it back, in the schema of its file without what is for people alone.
/// </summary>
internal sealed class ClassTableConverter : JsonConverter<ClassTable>
{
    public override ClassTable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        try
        {
            return ClassTable.Parse(document.RootElement.GetRawText(), "class table of a task");
        }
        catch (InvalidTextException failure)
        {
            throw new JsonException(failure.Message, failure);
        }
    }

    public override void Write(Utf8JsonWriter writer, ClassTable value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("schema", ClassTableReader.Schema);
        writer.WriteString("name", value.Name);
        writer.WriteNumber("classCount", value.Count);
        WriteClasses(writer, value);
        WriteMap(writer, value.ClassOfRaw);
        writer.WriteString("otherRaw", ClassTableReader.OtherRaw);
        writer.WriteEndObject();
    }

    private static void WriteClasses(Utf8JsonWriter writer, ClassTable table)
    {
        writer.WriteStartArray("classes");
        foreach (SegmentationClass row in table.Classes)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", row.Id);
            writer.WriteString("key", row.Key);
            writer.WriteString("name", row.Name);
            WriteColour(writer, row.Colour);
            writer.WriteString("group", row.Group?.Word());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteColour(Utf8JsonWriter writer, ClassColour? colour)
    {
        if (colour is not { } value)
        {
            writer.WriteNull("colour");
            return;
        }

        writer.WriteStartArray("colour");
        writer.WriteNumberValue(value.Red);
        writer.WriteNumberValue(value.Green);
        writer.WriteNumberValue(value.Blue);
        writer.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter writer, ReadOnlySpan<int> classOfRaw)
    {
        writer.WriteStartArray("rawToClass");
        foreach (int id in classOfRaw)
        {
            if (id >= 0)
            {
                writer.WriteNumberValue(id);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
        writer.WriteStartArray("ignoreRaw");
        for (int raw = 0; raw < classOfRaw.Length; raw++)
        {
            if (classOfRaw[raw] == ClassTable.Ignored)
            {
                writer.WriteNumberValue(raw);
            }
        }

        writer.WriteEndArray();
    }
}
