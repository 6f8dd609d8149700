using Microsoft.Extensions.DependencyInjection;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work;

namespace PiCIE.Pipeline;

/// <summary>What the pipeline is made of.</summary>
public static class PipelineServices
{
    /// <summary>
    /// Registers the pipeline on a home: <c>IMediator</c> (scoped) with every use case, <see cref="LocalWorker"/> and
    /// <see cref="StageTool"/>. Nothing is opened or created until it is used.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="home">The home.</param>
    public static IServiceCollection AddPicie(this IServiceCollection services, PicieHome home)
    {
        services.AddSingleton(home);
        services.AddSingleton<StageTool>();
        services.AddSingleton<LocalWorker>();
        return services;
    }
}
