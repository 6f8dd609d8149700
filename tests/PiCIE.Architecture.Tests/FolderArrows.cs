using Mono.Cecil;
using Mono.Cecil.Cil;

namespace PiCIE.Architecture.Tests;

/// <summary>Reads from a compiled assembly which of its namespaces use which others, with the types that make each arrow.</summary>
internal static class FolderArrows
{
    private const string Product = "PiCIE.";

    // An argument of an attribute may be an enum of another assembly, whose size must be known to read on.
    private static readonly string[] FoldersOfReferences =
    [
        Path.GetDirectoryName(Repository.Built("src/PiCIE.Cli", "picie.dll"))!,
        Path.GetDirectoryName(Repository.Built("src/PiCIE.Stages", "picie-stage.dll"))!,
        Path.GetDirectoryName(typeof(object).Assembly.Location)!,
    ];

    /// <summary>Returns the arrows between the namespaces of an assembly, one for each pair of types, without those of its composition roots.</summary>
    public static IReadOnlyList<FolderArrow> Read(Stream assembly, IReadOnlyCollection<string> compositionRoots)
    {
        using DefaultAssemblyResolver resolver = new();
        foreach (string folder in FoldersOfReferences)
        {
            resolver.AddSearchDirectory(folder);
        }

        using AssemblyDefinition read = AssemblyDefinition.ReadAssembly(assembly, new ReaderParameters { AssemblyResolver = resolver });
        return [.. read.MainModule.Types
            .Where(type => type.Namespace.StartsWith(Product, StringComparison.Ordinal) && !compositionRoots.Contains(type.FullName))
            .SelectMany(user => UsedBy(user).Select(used => new FolderArrow(user.Namespace, used.Namespace, user.Name, used.Name)))
            .Where(arrow => arrow.From != arrow.To)
            .Distinct()
            .OrderBy(arrow => arrow.ToString(), StringComparer.Ordinal)];
    }

    private static IEnumerable<TypeDefinition> UsedBy(TypeDefinition user) => WithNested(user)
        .SelectMany(Mentioned)
        .SelectMany(Parts)
        .OfType<TypeDefinition>()
        .Select(Outermost)
        .Where(used => used.Namespace.StartsWith(Product, StringComparison.Ordinal));

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<TypeReference?> Mentioned(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(one => one.InterfaceType),
        .. type.GenericParameters.SelectMany(Constraints),
        .. type.CustomAttributes.SelectMany(Mentioned),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Fields.SelectMany(field => field.CustomAttributes).SelectMany(Mentioned),
        .. type.Properties.SelectMany(property => property.CustomAttributes).SelectMany(Mentioned),
        .. type.Methods.SelectMany(Mentioned),
    ];

    private static IEnumerable<TypeReference?> Mentioned(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.GenericParameters.SelectMany(Constraints),
        .. method.CustomAttributes.SelectMany(Mentioned),
        .. method.HasBody ? Mentioned(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> Mentioned(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(instruction => instruction.Operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            MethodReference method => Mentioned(method),
            _ => [],
        }),
    ];

    private static IEnumerable<TypeReference?> Mentioned(MethodReference method) =>
    [
        method.DeclaringType,
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method is GenericInstanceMethod instance ? instance.GenericArguments : [],
    ];

    private static IEnumerable<TypeReference?> Mentioned(CustomAttribute attribute) =>
        [attribute.AttributeType, .. attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>()];

    private static IEnumerable<TypeReference?> Constraints(GenericParameter parameter) => parameter.Constraints.Select(constraint => constraint.ConstraintType);

    // An array, reference or instance of a generic type mentions its parts.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType instance => instance.GenericArguments.SelectMany(Parts).Append(instance.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
