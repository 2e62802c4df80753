using System.Linq.Expressions;
using System.Reflection;
using CarePlanning.Core.Keys;
using CarePlanning.Core.Storage;

namespace CarePlanning.Tests.Architecture;

/// <summary>A column that lies encrypted is opened when its row is read whole; read by itself in a query it would come out closed, and written by itself it would lie open.</summary>
public sealed class AtRestColumnsTests
{
    /// <summary>Loads a token: so, and only so, an expression tree names a property.</summary>
    private const byte LoadToken = 0xD0;

    private static readonly HashSet<MethodInfo> Closed =
    [
        .. from type in OurTypes.OfCore
           from column in type.GetProperties()
           where column.IsDefined(typeof(AtRestAttribute), inherit: false)
           from accessor in column.GetAccessors()
           select accessor,
    ];

    [Fact]
    public void No_query_names_a_column_that_lies_encrypted()
    {
        Assert.True(Closed.Count > 20, "The columns were not found.");
        Sources.None(OurTypes.OfCore.Concat(OurTypes.OfWeb).SelectMany(Named), "Read the row whole: in a query this column is what lies in the database, and that is closed:");
    }

    [Fact]
    public void A_query_that_names_one_is_found() =>
        Assert.Contains(Named(typeof(AtRestColumnsTests)), n => n.Contains(nameof(AuditWordsRow.Before), StringComparison.Ordinal));

    /// <summary>What the test above looks for.</summary>
    private static Expression<Func<AuditWordsRow, bool>> Bare() => w => w.Before == "";

    private static IEnumerable<string> Named(Type type) =>
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Cast<MethodBase>().Concat(type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static))
        from accessor in NamedIn(method).Distinct()
        select $"{OurTypes.Outermost(type).Name}, {method.Name}: {accessor.DeclaringType!.Name}.{accessor.Name}";

    private static IEnumerable<MethodInfo> NamedIn(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } body) yield break;
        for (var at = 0; at + 4 < body.Length; at++)
            // 06 is the table of methods of this assembly, 0A that of methods elsewhere.
            if (body[at] == LoadToken && body[at + 4] is 0x06 or 0x0A && Resolved(method, BitConverter.ToInt32(body, at + 1)) is MethodInfo named && Closed.Contains(named))
                yield return named;
    }

    /// <summary>The method behind a token, or null where what was read is none.</summary>
    private static MethodBase? Resolved(MethodBase method, int token)
    {
        try
        {
            return method.Module.ResolveMethod(token, method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null, method is { IsGenericMethod: true } ? method.GetGenericArguments() : null);
        }
        catch (Exception e) when (e is ArgumentException or BadImageFormatException)
        {
            return null;
        }
    }
}
