using System.Buffers.Binary;
using System.Text;

namespace PiCIE.Segmentation.Native;

/// <summary>
/// Finds the requirement of one symbol version in a 64-bit little-endian ELF library and marks it as weak, so that the loader warns instead of refusing.
/// Only a requirement that nothing but a link-time marker leans on is touched.
/// </summary>
internal static class VersionRequirement
{
    /// <summary>Symbol that newer C++ compilers leave in each library that includes the stream headers. Nothing calls it.</summary>
    public const string Marker = "_ZSt21ios_base_library_initv";

    private const uint DynamicSymbols = 11;
    private const uint VersionNeeds = 0x6ffffffe;
    private const uint SymbolVersions = 0x6fffffff;
    private const int SymbolSize = 24;
    private const byte WeakFlag = 0x2;

    /// <summary>Returns a copy of <paramref name="library"/> in which exactly one byte differs: the flag of the requirement.</summary>
    /// <param name="library">The file's bytes.</param>
    /// <param name="version">The version, e.g. <c>GLIBCXX_3.4.32</c>.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="NativeLibraryException">The file is no such library, does not require the version, or a real symbol leans on it.</exception>
    public static byte[] MakeWeak(ReadOnlySpan<byte> library, string version, string name)
    {
        try
        {
            Section[] sections = ReadSections(library, name);
            (int flags, int index) = FindNeed(library, sections, version)
                ?? throw new NativeLibraryException($"{name} does not require {version}; the copy of the library cannot be repaired.");
            RefuseRealSymbols(library, sections, index, version, name);
            byte[] copy = library.ToArray();
            copy[flags] |= WeakFlag;
            return copy;
        }
        catch (ArgumentOutOfRangeException damaged)
        {
            throw new NativeLibraryException($"{name} is damaged: its section tables point outside the file; restore the packages again.", damaged);
        }
    }

    private static Section[] ReadSections(ReadOnlySpan<byte> library, string name)
    {
        if (library.Length < 64 || !library[..6].SequenceEqual((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
        {
            throw new NativeLibraryException($"{name} is not a 64-bit little-endian ELF library.");
        }
        int table = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(library[0x28..]));
        int size = BinaryPrimitives.ReadUInt16LittleEndian(library[0x3a..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(library[0x3c..]);
        Section[] sections = new Section[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> header = library.Slice(table + i * size, 64);
            sections[i] = new Section(
                BinaryPrimitives.ReadUInt32LittleEndian(header[4..]),
                (int)BinaryPrimitives.ReadUInt64LittleEndian(header[24..]),
                (int)BinaryPrimitives.ReadUInt64LittleEndian(header[32..]),
                (int)BinaryPrimitives.ReadUInt32LittleEndian(header[40..]),
                (int)BinaryPrimitives.ReadUInt32LittleEndian(header[44..]));
        }
        return sections;
    }

    private static (int FlagsOffset, int Index)? FindNeed(ReadOnlySpan<byte> library, Section[] sections, string version)
    {
        foreach (Section needs in sections.Where(section => section.Type == VersionNeeds))
        {
            Section strings = sections[needs.Link];
            int need = needs.Offset;
            for (int i = 0; i < needs.Info; i++)
            {
                int count = BinaryPrimitives.ReadUInt16LittleEndian(library[(need + 2)..]);
                int entry = need + (int)BinaryPrimitives.ReadUInt32LittleEndian(library[(need + 8)..]);
                for (int j = 0; j < count; j++)
                {
                    if (Text(library, strings, BinaryPrimitives.ReadUInt32LittleEndian(library[(entry + 8)..])) == version)
                    {
                        return (entry + 4, BinaryPrimitives.ReadUInt16LittleEndian(library[(entry + 6)..]) & 0x7fff);
                    }
                    entry += (int)BinaryPrimitives.ReadUInt32LittleEndian(library[(entry + 12)..]);
                }
                need += (int)BinaryPrimitives.ReadUInt32LittleEndian(library[(need + 12)..]);
            }
        }
        return null;
    }

    private static void RefuseRealSymbols(ReadOnlySpan<byte> library, Section[] sections, int index, string version, string name)
    {
        Section? versions = sections.FirstOrDefault(section => section.Type == SymbolVersions);
        Section? symbols = sections.FirstOrDefault(section => section.Type == DynamicSymbols);
        if (versions is null || symbols is null)
        {
            throw new NativeLibraryException($"{name} has no table of symbol versions, so nothing can be said about what needs {version}.");
        }
        Section strings = sections[symbols.Link];
        for (int i = 0; i < versions.Size / 2; i++)
        {
            if ((BinaryPrimitives.ReadUInt16LittleEndian(library[(versions.Offset + 2 * i)..]) & 0x7fff) != index)
            {
                continue;
            }
            string symbol = Text(library, strings, BinaryPrimitives.ReadUInt32LittleEndian(library[(symbols.Offset + i * SymbolSize)..]));
            if (symbol != Marker)
            {
                throw new NativeLibraryException(
                    $"{name} really uses {symbol} of {version}, which this system's C++ library lacks; install a newer libstdc++ (GCC 13 or later).");
            }
        }
    }

    private static string Text(ReadOnlySpan<byte> library, Section strings, uint at)
    {
        ReadOnlySpan<byte> text = library.Slice(strings.Offset, strings.Size)[(int)at..];
        return Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]);
    }

    private sealed record Section(uint Type, int Offset, int Size, int Link, int Info);
}
