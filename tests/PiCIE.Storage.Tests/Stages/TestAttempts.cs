using System.Text.Json;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Stages;

/// <summary>How an attempt of a test starts, and what it commits.</summary>
internal static class TestAttempts
{
    public static AttemptStart Start { get; } = new("host:1", "picie", "cpu", 2, number => $"log-{number}") { Offer = 0 };

    public static StageCommit Commit { get; } = new(
        new StoredManifest("abc", [new ManifestFile("weights.safetensors", 3, "def")]), JsonSerializer.SerializeToElement(new { curve = 1 }), []);
}
