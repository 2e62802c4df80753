using System.Reflection;
using System.Runtime.CompilerServices;
using CarePlanning.Core.Plans;

namespace CarePlanning.Tests.Architecture;

/// <summary>The types somebody wrote, and which others they name in their members.</summary>
internal static class OurTypes
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<Type> OfCore => Of(typeof(PlanSections).Assembly);

    public static IEnumerable<Type> OfPdf => Of(Assembly.Load("CarePlanning.Pdf"));

    public static IEnumerable<Type> OfWeb => Of(typeof(Program).Assembly);

    public static IEnumerable<Type> OfTests => Of(typeof(OurTypes).Assembly);

    public static bool IsWithin(string? name, string space) =>
        name is not null && (name == space || name.StartsWith(space + ".", StringComparison.Ordinal));

    /// <summary>The type itself, or the one it is written inside of.</summary>
    public static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    /// <summary>Every type named in fields, properties, parameters, results, variables of methods, bases and interfaces.</summary>
    public static IEnumerable<Type> UsedBy(Type type)
    {
        var named = new List<Type?> { type.BaseType };
        named.AddRange(type.GetInterfaces());
        foreach (var member in type.GetMembers(Everything))
        {
            named.AddRange(member switch
            {
                FieldInfo field => [field.FieldType],
                PropertyInfo property => [property.PropertyType],
                MethodInfo method => [method.ReturnType, .. Taken(method)],
                ConstructorInfo constructor => Taken(constructor),
                _ => [],
            });
        }
        return named.OfType<Type>().SelectMany(Parts).Distinct();
    }

    private static IEnumerable<Type> Taken(MethodBase method) =>
        [.. method.GetParameters().Select(p => p.ParameterType), .. method.GetMethodBody()?.LocalVariables.Select(v => v.LocalType) ?? []];

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? [type.GetGenericTypeDefinition(), .. type.GetGenericArguments().SelectMany(Parts)]
        : [type];

    // closures and state machines stay in: their fields are what a method holds on to
    private static IEnumerable<Type> Of(Assembly assembly) =>
        assembly.GetTypes().Where(t => IsWithin(t.Namespace, "CarePlanning") || (t.Namespace is null && !t.IsDefined(typeof(CompilerGeneratedAttribute))));
}
