using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PiCIE.Architecture.Tests;

/// <summary>The references that a compiled assembly really has, read without loading it.</summary>
internal static class AssemblyReferences
{
    public static IReadOnlyList<string> Read(Stream assembly)
    {
        using PEReader image = new(assembly);
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Order(StringComparer.Ordinal)];
    }

    public static IReadOnlyList<string> Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Read(file);
    }
}
