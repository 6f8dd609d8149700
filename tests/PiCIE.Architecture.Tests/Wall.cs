namespace PiCIE.Architecture.Tests;

/// <summary>
/// What one project may lean on: projects of this repository and, by prefix, packages. The base class library is always allowed.
/// </summary>
internal sealed record Wall(string Folder, string Assembly, string[] Projects, string[] Packages)
{
    private static readonly string[] BaseLibrary =
        ["System", "System.", "netstandard", "mscorlib", "Microsoft.CSharp", "Microsoft.Win32."];

    /// <summary>The arrows of the design: nothing that is not named here is allowed.</summary>
    public static readonly Wall[] All =
    [
        new("src/PiCIE.Evaluation", "PiCIE.Evaluation", [], []),
        new("src/PiCIE.Segmentation", "PiCIE.Segmentation", ["PiCIE.Evaluation"], ["TorchSharp", "SkiaSharp"]),
        new("src/PiCIE.Experiments", "PiCIE.Experiments", ["PiCIE.Evaluation"], ["YamlDotNet"]),
        new("src/PiCIE.Stages", "picie-stage", ["PiCIE.Segmentation", "PiCIE.Experiments", "PiCIE.Evaluation"], ["TorchSharp"]),
        new("src/PiCIE.Storage", "PiCIE.Storage", ["PiCIE.Experiments", "PiCIE.Evaluation"],
            ["Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "Npgsql", "EFCore.NamingConventions", "Microsoft.Extensions."]),
        new("migrations/PiCIE.Migrations.Sqlite", "PiCIE.Migrations.Sqlite", ["PiCIE.Storage", "PiCIE.Experiments"],
            ["Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "Microsoft.Extensions."]),
        new("migrations/PiCIE.Migrations.PostgreSql", "PiCIE.Migrations.PostgreSql", ["PiCIE.Storage", "PiCIE.Experiments"],
            ["Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Extensions."]),
        new("src/PiCIE.Pipeline", "PiCIE.Pipeline", ["PiCIE.Storage", "PiCIE.Experiments", "PiCIE.Evaluation"],
            ["MediatR", "Hangfire.", "Scrutor", "Npgsql", "Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "Microsoft.Extensions."]),
        new("src/PiCIE.Server", "PiCIE.Server", ["PiCIE.Pipeline", "PiCIE.Experiments", "PiCIE.Evaluation"],
            ["MediatR", "Microsoft.AspNetCore", "Microsoft.Extensions.", "Microsoft.Net.Http.Headers", "Microsoft.OpenApi"]),
        new("dashboards/PiCIE.Dashboard", "PiCIE.Dashboard", ["PiCIE.Server", "PiCIE.Pipeline", "PiCIE.Experiments", "PiCIE.Evaluation"],
            ["MediatR", "MudBlazor", "Microsoft.AspNetCore", "Microsoft.Extensions.", "Microsoft.JSInterop", "Microsoft.Net.Http.Headers"]),
        new("src/PiCIE.Cli", "picie",
            ["PiCIE.Dashboard", "PiCIE.Server", "PiCIE.Pipeline", "PiCIE.Migrations.Sqlite", "PiCIE.Migrations.PostgreSql", "PiCIE.Storage", "PiCIE.Experiments", "PiCIE.Evaluation"],
            ["MediatR", "System.CommandLine", "Spectre.Console", "Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "Microsoft.Extensions.", "Serilog"]),
    ];

    /// <summary>Every reference that the wall does not allow, as a sentence.</summary>
    public IReadOnlyList<string> Breaches(IEnumerable<string> references) =>
        [.. references.Where(name => !IsAllowed(name)).Select(name => $"{Assembly} must not lean on {name}")];

    private bool IsAllowed(string name) =>
        Projects.Contains(name, StringComparer.Ordinal)
        || BaseLibrary.Any(library => library.EndsWith('.') ? name.StartsWith(library, StringComparison.Ordinal) : name == library)
        || Packages.Any(package => name.StartsWith(package, StringComparison.Ordinal));
}
