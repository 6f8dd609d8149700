using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace PiCIE.Architecture.Tests;

/// <summary>Compares the public surface of an assembly with the documentation file that the compiler wrote beside it.</summary>
internal static class DocumentedSurface
{
    /// <summary>Public types, and their declared public methods, properties and fields, that have no documentation.</summary>
    public static IReadOnlyList<string> Undocumented(string assemblyPath, XDocument documentation)
    {
        HashSet<string> documented = [.. documentation.Descendants("member")
            .Where(member => member.HasElements || !string.IsNullOrWhiteSpace(member.Value))
            .Select(member => (string)member.Attribute("name")!)
            .Select(WithoutParameters)];
        using PEReader image = new(File.OpenRead(assemblyPath));
        MetadataReader metadata = image.GetMetadataReader();
        return [.. PublicTypes(metadata)
            .SelectMany(type => MembersOf(metadata, type.Definition, type.Name).Prepend("T:" + type.Name))
            .Where(member => !documented.Contains(member))
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<(TypeDefinition Definition, string Name)> PublicTypes(MetadataReader metadata)
    {
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            if (IsPublic(metadata, type))
            {
                yield return (type, FullName(metadata, type));
            }
        }
    }

    private static bool IsPublic(MetadataReader metadata, TypeDefinition type) =>
        (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic => IsPublic(metadata, metadata.GetTypeDefinition(type.GetDeclaringType())),
            _ => false,
        };

    private static string FullName(MetadataReader metadata, TypeDefinition type)
    {
        string name = metadata.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil)
        {
            return FullName(metadata, metadata.GetTypeDefinition(type.GetDeclaringType())) + "." + name;
        }

        string space = metadata.GetString(type.Namespace);
        return space.Length == 0 ? name : space + "." + name;
    }

    private static IEnumerable<string> MembersOf(MetadataReader metadata, TypeDefinition type, string typeName)
    {
        foreach (PropertyDefinitionHandle handle in type.GetProperties())
        {
            PropertyDefinition property = metadata.GetPropertyDefinition(handle);
            MethodDefinitionHandle getter = property.GetAccessors().Getter;
            string name = metadata.GetString(property.Name);
            if (!getter.IsNil && IsPublic(metadata.GetMethodDefinition(getter)) && name != "EqualityContract")
            {
                yield return $"P:{typeName}.{name}";
            }
        }

        foreach (FieldDefinitionHandle handle in type.GetFields())
        {
            FieldDefinition field = metadata.GetFieldDefinition(handle);
            if (field.Attributes.HasFlag(FieldAttributes.Public) && !field.Attributes.HasFlag(FieldAttributes.SpecialName))
            {
                yield return $"F:{typeName}.{metadata.GetString(field.Name)}";
            }
        }

        foreach (string method in WrittenMethods(metadata, type))
        {
            yield return $"M:{typeName}.{method}";
        }
    }

    // Overrides, accessors, operators and what the compiler writes for records and delegates inherit or need no words of their own.
    private static IEnumerable<string> WrittenMethods(MetadataReader metadata, TypeDefinition type) =>
        from handle in type.GetMethods()
        let method = metadata.GetMethodDefinition(handle)
        where IsPublic(method)
            && !method.Attributes.HasFlag(MethodAttributes.SpecialName)
            && (!method.Attributes.HasFlag(MethodAttributes.Virtual) || method.Attributes.HasFlag(MethodAttributes.NewSlot))
            && !IsCompilerGenerated(metadata, method)
            && !IsDelegate(metadata, type)
        let name = metadata.GetString(method.Name)
        where name is not ("Deconstruct" or "Equals" or "GetHashCode" or "ToString" or "<Clone>$" or "Main" or "<Main>$")
        where !name.Contains('.', StringComparison.Ordinal)
        select name;

    private static bool IsDelegate(MetadataReader metadata, TypeDefinition type) =>
        type.BaseType.Kind == HandleKind.TypeReference
        && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type.BaseType).Name) == "MulticastDelegate";

    private static bool IsPublic(MethodDefinition method) =>
        (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    private static bool IsCompilerGenerated(MetadataReader metadata, MethodDefinition method) =>
        method.GetCustomAttributes()
            .Select(handle => metadata.GetCustomAttribute(handle).Constructor)
            .Where(constructor => constructor.Kind == HandleKind.MemberReference)
            .Select(constructor => metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent)
            .Where(parent => parent.Kind == HandleKind.TypeReference)
            .Any(parent => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name) == "CompilerGeneratedAttribute");

    private static string WithoutParameters(string member)
    {
        string name = member.Split('(')[0];
        int generic = name.IndexOf("``", StringComparison.Ordinal);
        return generic < 0 ? name : name[..generic];
    }
}
