using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace PiCIE.Architecture.Tests;

/// <summary>A real assembly, made in memory, that holds whatever a test wants to plant.</summary>
internal static class PlantedAssembly
{
    /// <summary>Makes an assembly that references another.</summary>
    public static Stream LeaningOn(string reference)
    {
        using AssemblyDefinition planted = Empty();
        planted.MainModule.AssemblyReferences.Add(new AssemblyNameReference(reference, new Version(1, 0)));
        return Written(planted);
    }

    /// <summary>Makes an assembly with one type in each folder, which uses the type of the folder that is named last.</summary>
    public static Stream WithFolders(Leaning leaning, params (string Folder, string Type, string Uses)[] folders)
    {
        using AssemblyDefinition planted = Empty();
        ModuleDefinition module = planted.MainModule;
        Dictionary<string, TypeDefinition> types = folders.ToDictionary(
            folder => folder.Folder,
            folder => new TypeDefinition($"PiCIE.Planted.{folder.Folder}", folder.Type, TypeAttributes.Class, module.TypeSystem.Object));
        foreach ((string folder, _, string uses) in folders)
        {
            module.Types.Add(types[folder]);
            types[folder].Methods.Add(Method(".ctor", module));
            if (folder != uses)
            {
                Lean(types[folder], types[uses], leaning, module);
            }
        }

        return Written(planted);
    }

    private static void Lean(TypeDefinition user, TypeDefinition used, Leaning leaning, ModuleDefinition module)
    {
        switch (leaning)
        {
            case Leaning.Field:
                user.Fields.Add(new FieldDefinition("used", FieldAttributes.Private, used));
                break;
            case Leaning.Base:
                user.BaseType = used;
                break;
            case Leaning.Parameter:
                MethodDefinition takes = Method("Take", module);
                takes.Parameters.Add(new ParameterDefinition(new ArrayType(used)));
                user.Methods.Add(takes);
                break;
            case Leaning.Body:
                TypeDefinition nested = new("", "Nested", TypeAttributes.NestedPrivate, module.TypeSystem.Object);
                MethodDefinition makes = Method("Make", module);
                makes.Body.GetILProcessor().InsertBefore(makes.Body.Instructions[0], Instruction.Create(OpCodes.Newobj, Constructor(used, module)));
                nested.Methods.Add(makes);
                user.NestedTypes.Add(nested);
                break;
            case Leaning.TypeArgument:
                user.Fields.Add(new FieldDefinition("used", FieldAttributes.Private, module.ImportReference(typeof(List<>)).MakeGenericInstanceType(used)));
                break;
            case Leaning.Attribute:
                user.CustomAttributes.Add(new CustomAttribute(Constructor(used, module)));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(leaning), leaning, null);
        }
    }

    private static MethodReference Constructor(TypeDefinition type, ModuleDefinition module) =>
        new(".ctor", module.TypeSystem.Void, type) { HasThis = true };

    private static MethodDefinition Method(string name, ModuleDefinition module)
    {
        MethodAttributes attributes = MethodAttributes.Public | MethodAttributes.HideBySig;
        MethodDefinition method = new(
            name, name == ".ctor" ? attributes | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName : attributes, module.TypeSystem.Void);
        method.Body.GetILProcessor().Emit(OpCodes.Ret);
        return method;
    }

    private static AssemblyDefinition Empty() =>
        AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition("planted", new Version(1, 0)), "planted.dll", ModuleKind.Dll);

    private static MemoryStream Written(AssemblyDefinition planted)
    {
        MemoryStream written = new();
        planted.Write(written);
        written.Position = 0;
        return written;
    }
}
