using System.Reflection;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;
using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Packs;

namespace PiCIE.Stages.Tests.Train;

/// <summary>
/// Finds what could carry a label into a training: types of labels among the public constructor parameters, members and method parameters of
/// a type, and of our types that it reaches. A pack reader is an end: which packs are taken is checked when a training is given one.
/// </summary>
internal static class LabelFreeRule
{
    private static readonly Type[] Carriers =
        [typeof(LabelImage), typeof(LabelFile), typeof(ClassTable), typeof(SegmentationTask), typeof(TaskSplit), typeof(ListedPhotograph), typeof(PackPlan), typeof(ConfusionMatrix)];

    /// <summary>One line for each way from the type to a label.</summary>
    public static IReadOnlyList<string> Breaches(Type root)
    {
        List<string> breaches = [];
        HashSet<Type> seen = [];
        Walk(root, root.Name, seen, breaches);
        return breaches;
    }

    private static void Walk(Type type, string way, HashSet<Type> seen, List<string> breaches)
    {
        foreach (Type part in Parts(type))
        {
            if (Carriers.Contains(part))
            {
                breaches.Add($"{way} reaches {part.Name}");
            }
            else if (part != typeof(PackReader) && part.Assembly.GetName().Name is "PiCIE.Segmentation" or "PiCIE.Experiments" or "PiCIE.Evaluation" or "PiCIE.Stages.Tests" && seen.Add(part))
            {
                foreach ((string name, Type next) in Reached(part))
                {
                    Walk(next, $"{way}.{name}", seen, breaches);
                }
            }
        }
    }

    private static IEnumerable<Type> Parts(Type type) => type.HasElementType
        ? Parts(type.GetElementType()!)
        : type.IsGenericType ? [type, .. type.GetGenericArguments().SelectMany(Parts)] : [type];

    private static IEnumerable<(string Name, Type Type)> Reached(Type type)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return
        [
            .. type.GetConstructors().SelectMany(made => made.GetParameters()).Select(given => (given.Name!, given.ParameterType)),
            .. type.GetProperties(Public).Select(property => (property.Name, property.PropertyType)),
            .. type.GetFields(Public).Where(field => !type.IsEnum).Select(field => (field.Name, field.FieldType)),
            .. type.GetMethods(Public).Where(method => !method.IsSpecialName).SelectMany(method => method.GetParameters()).Select(given => (given.Name!, given.ParameterType)),
        ];
    }
}
