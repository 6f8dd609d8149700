using Microsoft.Extensions.DependencyInjection;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Pipeline.Tests;

/// <summary>The artifact store of a home on a disk that is full as long as a test wants it.</summary>
internal sealed class RefusingStore(IArtifactStore inner) : IArtifactStore
{
    private const int NoSpaceLeft = 28;

    /// <summary>Kind of artifact that does not fit on the disk; null for a disk with room.</summary>
    public volatile string? Full;

    private int _refused;

    /// <summary>Number of times that something did not fit.</summary>
    public int Refused => _refused;

    /// <summary>Puts a store before that of a home.</summary>
    public static void Use(IServiceCollection services)
    {
        ServiceDescriptor inner = services.Single(service => service.ServiceType == typeof(IArtifactStore));
        services.AddSingleton(provider => new RefusingStore((IArtifactStore)inner.ImplementationFactory!(provider)));
        services.AddSingleton<IArtifactStore>(provider => provider.GetRequiredService<RefusingStore>());
    }

    public Task<StoredManifest> StoreAsync(
        ArtifactAddress address, string folder, IReadOnlyList<ManifestFile> files, CheckDepth depth, CancellationToken cancel)
    {
        if (address.Kind == Full)
        {
            Interlocked.Increment(ref _refused);
            throw new IOException("No space left on device", NoSpaceLeft);
        }

        return inner.StoreAsync(address, folder, files, depth, cancel);
    }

    public Task<StoredManifest> StoreFileAsync(ArtifactAddress address, string path, ManifestFile file, CancellationToken cancel) =>
        inner.StoreFileAsync(address, path, file, cancel);

    public string PathOf(ArtifactAddress address, string? file = null) => inner.PathOf(address, file);

    public Task<string?> DamageAsync(ArtifactAddress address, string manifestSha256, CheckDepth depth, CancellationToken cancel) =>
        inner.DamageAsync(address, manifestSha256, depth, cancel);

    public void Remove(ArtifactAddress address) => inner.Remove(address);

    public IEnumerable<ArtifactAddress> List() => inner.List();

    public long BytesOf(ArtifactAddress address) => inner.BytesOf(address);

    public long ClearAside(DateTimeOffset before, bool remove) => inner.ClearAside(before, remove);
}
