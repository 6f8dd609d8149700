using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PiCIE.Storage.Databases;

/// <summary>Keeps what is added to a context from being written.</summary>
internal sealed class UnsavedChanges : SaveChangesInterceptor
{
    public static UnsavedChanges Instance { get; } = new();

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancel = default) =>
        ValueTask.FromResult(InterceptionResult<int>.SuppressWithResult(0));
}
