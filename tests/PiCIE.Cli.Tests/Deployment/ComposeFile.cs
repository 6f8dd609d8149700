using YamlDotNet.Serialization;

namespace PiCIE.Cli.Tests.Deployment;

/// <summary>The repository's <c>docker-compose.yml</c>, read as YAML with its merges; variables are not expanded.</summary>
internal sealed class ComposeFile
{
    private readonly Dictionary<string, object> _root;

    private ComposeFile(Dictionary<string, object> root) => _root = root;

    public static string Text => File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml"));

    /// <summary>Services by their names.</summary>
    public IReadOnlyDictionary<string, Dictionary<object, object>> Services =>
        ((Dictionary<object, object>)_root["services"]).ToDictionary(pair => (string)pair.Key, pair => (Dictionary<object, object>)pair.Value);

    /// <summary>Services that start picie, with the words behind it.</summary>
    public IReadOnlyDictionary<string, string[]> Commands => Services.Where(service => service.Value.ContainsKey("build"))
        .ToDictionary(service => service.Key, service => ((List<object>)service.Value["command"]).Cast<string>().ToArray());

    public static ComposeFile Read()
    {
        using StringReader text = new(Text);
        IDeserializer reader = new DeserializerBuilder().Build();
        return new ComposeFile(reader.Deserialize<Dictionary<string, object>>(new YamlDotNet.Core.MergingParser(new YamlDotNet.Core.Parser(text))));
    }

    /// <summary>The environment of a service.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(string service) =>
        ((Dictionary<object, object>)Services[service]["environment"]).ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value);
}
