using PiCIE.Experiments.Settings;
using PiCIE.Pipeline.Figures;

namespace PiCIE.Pipeline.Tests.Figures;

public sealed class RunProtocolTests
{
    [Theory]
    [InlineData(CentroidSource.Fresh, 5)]
    [InlineData(CentroidSource.Trained, 7)]
    public void A_protocol_says_the_number_of_those_clusters_that_are_evaluated(CentroidSource centroids, int clusters)
    {
        RunSettings settings = new()
        {
            Task = "fields",
            Data = "fields",
            Train = new TrainSettings { Training = new PicieTraining { K = 7 } },
            Cluster = new ClusterSettings { K = 5 },
            Evaluate = new EvaluateSettings { Centroids = centroids },
        };

        RunProtocol.Of(TestPlans.Task, settings).K.ShouldBe(clusters);
    }
}
