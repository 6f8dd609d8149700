using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace PiCIE.Tests.Databases;

/// <summary>
/// Gives a test every database as its first argument, and the further arguments after it: one suite holds for all of them. Where PostgreSQL is not
/// installed its tests skip and say so.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class OnEachDatabaseAttribute(params object?[] further) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            new TheoryDataRow([DatabaseKind.Sqlite, .. further]),
            new TheoryDataRow([DatabaseKind.PostgreSql, .. further]) { Skip = PostgreSqlServer.Missing },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
