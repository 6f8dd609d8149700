using System.Reflection;

namespace PiCIE.Dashboard.Assets;

/// <summary>Everything that browsers load beside the pages themselves. It is part of this assembly; nothing lies in a folder, and nothing comes from another host.</summary>
internal static class AssetLibrary
{
    private const string Start = "assets/";

    private static readonly Lazy<IReadOnlyDictionary<string, PageAsset>> ByName = new(Read);

    /// <summary>Every asset by the name of its file.</summary>
    public static IReadOnlyDictionary<string, PageAsset> All => ByName.Value;

    /// <summary>Returns the address of an asset.</summary>
    /// <param name="name">Name of its file.</param>
    public static string AddressOf(string name) => All[name].Address;

    private static IReadOnlyDictionary<string, PageAsset> Read()
    {
        Assembly assembly = typeof(AssetLibrary).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Start, StringComparison.Ordinal)).ToDictionary(
            name => name[Start.Length..],
            name =>
            {
                using Stream stream = assembly.GetManifestResourceStream(name)!;
                byte[] content = new byte[stream.Length];
                stream.ReadExactly(content);
                return new PageAsset(name[Start.Length..], content);
            },
            StringComparer.Ordinal);
    }
}
