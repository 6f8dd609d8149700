using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;

namespace PiCIE.Dashboard.Frame;

/// <summary>Shows, where a page fails, an id that stands in the log; the frame around it goes on.</summary>
public sealed partial class PageBoundary
{
    private string? _id;

    /// <summary>Takes what went wrong.</summary>
    [Inject]
    public ILogger<PageBoundary> Log { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task OnErrorAsync(Exception exception)
    {
        _id = Guid.NewGuid().ToString("N")[..12];
        LogFailure(Log, exception, _id);
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 5000, Level = LogLevel.Error, Message = "page {Id} failed")]
    private static partial void LogFailure(ILogger log, Exception exception, string id);
}
