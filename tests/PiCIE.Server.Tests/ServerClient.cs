using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace PiCIE.Server.Tests;

/// <summary>Sends requests as they are written: it follows nothing, keeps no cookie, and changes no address.</summary>
internal sealed class ServerClient(string address, string token) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    public string Address => address;

    public void Dispose() => _http.Dispose();

    /// <summary>Sends a request that a test wrote whole.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead) =>
        _http.SendAsync(request, until, TestContext.Current.CancellationToken);

    /// <summary>A request with a token; null for the one of the home, empty for none.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path, string? with = null)
    {
        // The address as it is: a client would take dots and double slashes out of it.
        HttpRequestMessage request = new(method, new Uri(address + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        string sent = with ?? token;
        request.Headers.Authorization = sent.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", sent);
        return request;
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? with = null) => SendAsync(Request(HttpMethod.Get, path, with));

    public Task<HttpResponseMessage> PostAsync(string path, object body, string? with = null) => PostTextAsync(path, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), with);

    public Task<HttpResponseMessage> PostTextAsync(string path, string body, string? with = null)
    {
        HttpRequestMessage request = Request(HttpMethod.Post, path, with);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return SendAsync(request);
    }

    /// <summary>The document at an address; the test fails where the answer is another one.</summary>
    public async Task<JsonElement> ReadAsync(string path) => await ReadAsync(await GetAsync(path), HttpStatusCode.OK);

    /// <summary>The document of an answer; the test fails where its status is another one.</summary>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(status, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>Submits the small spec.</summary>
    public async Task<JsonElement> SubmitAsync(string spec = ServerHome.Spec) =>
        await ReadAsync(await PostAsync("/api/v1/experiments", new { spec }), HttpStatusCode.Created);
}
