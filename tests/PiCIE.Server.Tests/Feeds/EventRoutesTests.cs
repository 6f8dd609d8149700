using System.Net;
using System.Text.Json;

namespace PiCIE.Server.Tests.Feeds;

public sealed class EventRoutesTests
{
    [Fact]
    public async Task Events_are_read_in_pages_and_nothing_is_missed_between_them()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        await home.Client.SubmitAsync();
        string[] all = [.. (await home.Client.ReadAsync("/api/v1/events")).GetProperty("events").EnumerateArray().Select(CursorOf)];
        List<string> paged = [];
        JsonElement page = await home.Client.ReadAsync("/api/v1/events?limit=2");
        paged.AddRange(page.GetProperty("events").EnumerateArray().Select(CursorOf));
        while (page.GetProperty("more").GetBoolean())
        {
            page = await home.Client.ReadAsync($"/api/v1/events?limit=2&after={page.GetProperty("next").GetString()}");
            paged.AddRange(page.GetProperty("events").EnumerateArray().Select(CursorOf));
        }

        all.Length.ShouldBeGreaterThan(4);
        paged.ShouldBe(all);
    }

    [Fact]
    public async Task S22_Words_that_are_not_public_stay_inside()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        string run = (await home.Client.SubmitAsync()).GetProperty("runs")[0].GetString()!;
        string note = (await ServerClient.ReadAsync(await home.Client.PostAsync("/api/v1/acts/note", new { name = run, text = "canary of a note" }), HttpStatusCode.OK))
            .GetProperty("marked")[0].GetProperty("notes")[0].GetProperty("id").GetString()!;
        await home.Client.PostAsync("/api/v1/acts/note", new { name = run, remove = note });

        JsonElement events = (await home.Client.ReadAsync("/api/v1/events")).GetProperty("events");

        events.EnumerateArray().Select(one => one.GetProperty("type").GetString()).ShouldContain("note-removed");
        events.ToString().ShouldNotContain("canary");
    }

    [Fact]
    public async Task Events_come_as_they_happen_and_who_was_cut_off_goes_on_behind_the_last_one()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        string run = (await home.Client.SubmitAsync()).GetProperty("runs")[0].GetString()!;
        string last;
        using (EventReading first = await EventReading.OpenAsync(home))
        {
            await TagAsync(home, run, "one");
            (string id, string type, JsonElement data) = await first.NextAsync();
            (type, data.GetProperty("fields").GetProperty("tag").GetString()).ShouldBe(("tag-added", "one"));
            last = id;
        }

        await TagAsync(home, run, "two");
        using EventReading second = await EventReading.OpenAsync(home, lastEventId: last);
        await TagAsync(home, run, "three");

        (await second.NextAsync()).Data.GetProperty("fields").GetProperty("tag").GetString().ShouldBe("two");
        (await second.NextAsync()).Data.GetProperty("fields").GetProperty("tag").GetString().ShouldBe("three");
    }

    [Fact]
    public async Task A_stream_from_a_place_begins_behind_it_and_ends_with_the_server()
    {
        await using ServerHome home = await ServerHome.PreparedAsync();
        await home.RunAsync();
        await home.Client.SubmitAsync();
        using EventReading stream = await EventReading.OpenAsync(home, "?after=0-1");

        (await stream.NextAsync()).Id.ShouldBe("0-2");
        await home.StopAsync();

        await stream.UntilEndAsync();
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1")]
    [InlineData("-1-2")]
    [InlineData("1-2-3")]
    [InlineData("1-99999999999999999999999")]
    public async Task A_place_that_is_none_is_refused(string after)
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        HttpRequestMessage stream = home.Client.Request(HttpMethod.Get, $"/api/v1/events?after={after}");
        stream.Headers.Accept.ParseAdd("text/event-stream");

        (await ServerClient.ReadAsync(await home.Client.GetAsync($"/api/v1/events?after={after}"), HttpStatusCode.BadRequest)).GetProperty("code").GetString().ShouldBe("bad-cursor");
        (await home.Client.SendAsync(stream)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static string CursorOf(JsonElement one) => one.GetProperty("cursor").GetString()!;

    private static async Task TagAsync(ServerHome home, string run, string tag) =>
        (await home.Client.PostAsync("/api/v1/acts/tag", new { names = new[] { run }, add = new[] { tag } })).StatusCode.ShouldBe(HttpStatusCode.OK);
}
