using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Auditing;

namespace PiCIE.Pipeline.Auditing;

/// <summary>Asks for a page of the audit trail, the newest acts first.</summary>
/// <param name="Person">Only acts of this person; null for everybody's.</param>
/// <param name="Act">Only acts of this kind, in kebab case; null for all.</param>
/// <param name="Refused">Only acts that were refused, or only those that were done; null for both.</param>
/// <param name="Cursor">Place behind which the page begins, as an answer gave it; null for the newest.</param>
/// <param name="Limit">Largest number of acts.</param>
public sealed record ReadAuditTrail(string? Person, string? Act, bool? Refused, string? Cursor, int Limit) : IRequest<AuditDocument>;

/// <summary>A page of the audit trail.</summary>
/// <param name="Acts">The acts.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record AuditDocument(IReadOnlyList<AuditedAct> Acts, string? Next);

/// <summary>One act.</summary>
/// <param name="At">Time of the act (UTC).</param>
/// <param name="Person">Name of the person; null where nobody was known.</param>
/// <param name="Act">What was done, in kebab case.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="Address">Address from which the request came; null for a command on the database itself.</param>
/// <param name="Refusal">Code of the refusal; null where the act was done.</param>
public sealed record AuditedAct(DateTimeOffset At, string? Person, string Act, string Subject, string? Address, string? Refusal);

internal sealed class ReadAuditTrailHandler(OpenDatabase database) : IRequestHandler<ReadAuditTrail, AuditDocument>
{
    public async Task<AuditDocument> Handle(ReadAuditTrail request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        IQueryable<AuditEntry> entries = context.AuditEntries.AsNoTracking().Where(entry =>
            (request.Person == null || entry.Person == request.Person) && (request.Act == null || entry.Act == request.Act)
            && (request.Refused == null || (entry.Refusal != null) == request.Refused));
        if (request.Cursor is { } text)
        {
            (DateTimeOffset at, Guid id) = Read(text);
            entries = entries.Where(entry => entry.At < at || (entry.At == at && entry.Id < id));
        }

        List<AuditEntry> page = await entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).Take(request.Limit + 1).ToListAsync(cancel);
        AuditEntry[] shown = [.. page.Take(request.Limit)];
        return new AuditDocument(
            [.. shown.Select(entry => new AuditedAct(entry.At, entry.Person, entry.Act, entry.Subject, entry.Address, entry.Refusal))],
            page.Count > shown.Length ? string.Create(CultureInfo.InvariantCulture, $"{shown[^1].At.UtcTicks}-{shown[^1].Id:N}") : null);
    }

    private static (DateTimeOffset At, Guid Id) Read(string text) =>
        text.Split('-') is [string ticks, string id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out long at)
        && at <= DateTimeOffset.MaxValue.Ticks && Guid.TryParseExact(id, "N", out Guid place)
            ? (new DateTimeOffset(at, TimeSpan.Zero), place)
            : throw new PicieException("bad-cursor", "cursor is none that this server gave.", "cursor", "Take next of the page before, or leave it out.", ProblemKind.Input);
}
