using PiCIE.Evaluation.Text;
using PiCIE.Experiments.People;
using PiCIE.Storage.People;

namespace PiCIE.Pipeline.People;

/// <summary>Makes of a row what lists show of a key.</summary>
internal static class KeyDocuments
{
    public static KeyDocument Of(ApiKey key, Role role, DateTimeOffset now) => new(
        key.Id, key.Person, role.Word(), key.Ending, key.CreatedAt, key.CreatedBy, key.ExpiresAt, key.RevokedAt,
        key.RevokedAt is not null ? "revoked" : key.ExpiresAt <= now ? "expired" : "valid");
}
