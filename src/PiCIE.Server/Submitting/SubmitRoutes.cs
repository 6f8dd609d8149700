using System.Security.Claims;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Remote;
using PiCIE.Pipeline.Submissions;
using PiCIE.Server.Access;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Submitting;

/// <summary>Takes specs: plans them, or submits them.</summary>
internal static class SubmitRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        // Planning is reading, and a plan can be long: it is sent like a submit.
        api.MapPost("/plans", (SentSpecBody body, ClaimsPrincipal visitor, IMediator mediator, CancellationToken cancel) =>
            mediator.Send(new PlanSentSpec(body.Spec, SentTexts.Require("overrides", body.Overrides), visitor.Identity!.Name!), cancel)).RequireAuthorization(Policies.Viewer);
        api.MapPost("/experiments", SubmitAsync).Produces<SubmittedDocument>(StatusCodes.Status201Created).Produces<SubmittedDocument>().RequireAuthorization(Policies.Operator);
    }

    private static async Task<IResult> SubmitAsync(
        SentSpecBody body, [FromHeader(Name = "Idempotency-Key")] string? key, ClaimsPrincipal visitor, HttpContext context, IMediator mediator, CancellationToken cancel)
    {
        string person = visitor.Identity!.Name!;
        SubmittedExperiment submitted = await mediator.Send(new SubmitSentSpec(body.Spec, SentTexts.Require("overrides", body.Overrides), person, key), cancel);
        SubmittedDocument document = new(
            new ExperimentName(submitted.ExperimentId, submitted.Name), person, submitted.Runs, submitted.NewRuns, submitted.WasPaused, submitted.Plan);
        context.Response.Headers.Location = $"/api/v1/experiments/{Uri.EscapeDataString(person)}/{Uri.EscapeDataString(submitted.Name)}";
        return Results.Json(document, ApiJson.Options, statusCode: submitted.NewRuns > 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }
}
