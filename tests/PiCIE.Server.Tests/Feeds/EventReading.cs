using System.Net;
using System.Text.Json;

namespace PiCIE.Server.Tests.Feeds;

/// <summary>Reads server-sent events as a browser does.</summary>
internal sealed class EventReading : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private EventReading(HttpResponseMessage answer, StreamReader lines) => (_answer, _lines) = (answer, lines);

    public static Task<EventReading> OpenAsync(ServerHome home, string query = "", string? lastEventId = null)
    {
        HttpRequestMessage request = home.Client.Request(HttpMethod.Get, "/api/v1/events" + query);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        return OpenAsync(home.Client, request);
    }

    /// <summary>Opens a stream by a request for the events.</summary>
    public static async Task<EventReading> OpenAsync(ServerClient client, HttpRequestMessage request)
    {
        request.Headers.Accept.ParseAdd("text/event-stream");
        HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        StreamReader lines = new(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        // The first line comes when the place is known from which it goes on.
        (await lines.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe(": events");
        return new EventReading(answer, lines);
    }

    public async Task<(string Id, string Type, JsonElement Data)> NextAsync()
    {
        Dictionary<string, string> fields = [];
        while (await _lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Length == 0 && fields.ContainsKey("data"))
            {
                return (fields["id"], fields["event"], JsonSerializer.Deserialize<JsonElement>(fields["data"]));
            }

            if (line.IndexOf(": ", StringComparison.Ordinal) is > 0 and int colon)
            {
                fields[line[..colon]] = line[(colon + 2)..];
            }
        }

        throw new EndOfStreamException("the stream ended before an event");
    }

    public Task UntilEndAsync() => _lines.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _lines.Dispose();
        _answer.Dispose();
    }
}
