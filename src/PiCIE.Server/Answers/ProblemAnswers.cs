using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PiCIE.Pipeline;

namespace PiCIE.Server.Answers;

/// <summary>Answers with a problem document whatever goes wrong, also where a route is not there or takes another method.</summary>
internal sealed partial class ProblemAnswers(RequestDelegate next, ILogger<ProblemAnswers> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response.ContentLength is null && Bare(context) is { } bare)
            {
                await bare.WriteAsync(context);
            }
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.Response.Clear();
            await OfError(context, exception).WriteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone.
        }
    }

    private Problem OfError(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case PicieException error:
                return Problem.Of(error);
            case BadHttpRequestException wrong:
                return new Problem(wrong.StatusCode, "bad-request", Sentence(wrong), Hint: "docs/api.md has every route with what it takes.");
            case OperationCanceledException:
                return new Problem(StatusCodes.Status503ServiceUnavailable, "stopping", "The server stops.", Hint: "Ask again when it has started.");
            default:
                LogUnexpected(exception, context.TraceIdentifier, context.Request.Method, context.Request.Path);
                return new Problem(
                    StatusCodes.Status500InternalServerError, "unexpected", "Something went wrong that should not.",
                    Hint: "Please report it with what the log of the server says under this id.", Id: context.TraceIdentifier);
        }
    }

    /// <summary>Says what is wrong with a request. What the JSON reader says names the member and its place; the rest of its words speak of types of the program.</summary>
    private static string Sentence(BadHttpRequestException wrong) => wrong.InnerException is JsonException json
        ? $"The JSON that was sent cannot be read{(json.Path is { Length: > 0 } path ? $" at {path}" : "")}{(json.LineNumber is { } line ? $" (line {line + 1})" : "")}."
        : wrong.Message;

    private static Problem? Bare(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new Problem(
            StatusCodes.Status404NotFound, "no-route", "There is nothing at this address.", Hint: "docs/api.md has every route."),
        StatusCodes.Status405MethodNotAllowed => new Problem(
            StatusCodes.Status405MethodNotAllowed, "wrong-method", $"This address takes no {context.Request.Method}.", Hint: $"It takes {context.Response.Headers.Allow}."),
        StatusCodes.Status415UnsupportedMediaType => new Problem(
            StatusCodes.Status415UnsupportedMediaType, "not-json", "What is sent here is JSON.", Hint: "Send Content-Type: application/json."),
        StatusCodes.Status400BadRequest => new Problem(StatusCodes.Status400BadRequest, "bad-request", "The request cannot be read.", Hint: "docs/api.md has every route with what it takes."),
        _ => null,
    };

    [LoggerMessage(EventId = 4000, Level = LogLevel.Error, Message = "request {Id}: {Method} {Path} failed")]
    private partial void LogUnexpected(Exception exception, string id, string method, string path);
}
