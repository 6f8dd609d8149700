using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PiCIE.Experiments.Events;
using PiCIE.Pipeline.Deliveries;
using PiCIE.Storage;
using PiCIE.Storage.Events;

namespace PiCIE.Pipeline.Tests.Deliveries;

/// <summary>A delivery that nobody will make any more is said, not only kept.</summary>
public sealed class SetAsideTests
{
    [Fact]
    public async Task A_delivery_that_is_set_aside_is_logged_as_an_error_once()
    {
        await using TestHome home = new();
        await AppendAsync(home, "nobody");
        Clock clock = new();
        Lines lines = new();
        using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        Dispatcher dispatcher = new(
            services.GetRequiredService<IServiceScopeFactory>(), new PiCIE.Pipeline.Deliveries.EventHandlers([]), home.Get<IDbContextFactory<PicieContext>>(), clock, lines);

        for (int turn = 0; turn <= Dispatcher.MostFailures; turn++)
        {
            await dispatcher.DrainAsync(TestContext.Current.CancellationToken);
            clock.Now += TimeSpan.FromHours(1);
        }

        (LogLevel level, string text) = lines.Written.ShouldHaveSingleItem();
        level.ShouldBe(LogLevel.Error);
        text.ShouldContain("experiment-submitted");
        text.ShouldContain("could not be told to nobody in 5 tries and was set aside");
    }

    private static async Task AppendAsync(TestHome home, string handler)
    {
        await using PicieContext context = await home.OpenAsync();
        DeliveryRoutes routes = new(new Dictionary<Type, IReadOnlyList<string>> { [typeof(ExperimentSubmitted)] = [handler] });
        new EventJournal(routes).Append(context, DateTimeOffset.UtcNow, new ExperimentSubmitted(Guid.NewGuid(), 1));
        await context.SaveChangesAsync();
    }

    private sealed class Lines : ILogger<Dispatcher>
    {
        public List<(LogLevel Level, string Text)> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add((logLevel, formatter(state, exception)));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
