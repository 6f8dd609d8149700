using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Tests.Specs;

/// <summary>What cannot work is refused, what is mostly a slip of the pen is remarked on, and what people do is passed over.</summary>
public sealed class SpecBoundsTests
{
    [Theory]
    [InlineData("train.threads", 1024)]
    [InlineData("preprocess.threads", 1024)]
    [InlineData("cluster.threads", 1024)]
    [InlineData("evaluate.threads", 1024)]
    [InlineData("train.epochs", 100_000)]
    [InlineData("train.batchSize", 65_536)]
    [InlineData("evaluate.batchSize", 65_536)]
    [InlineData("train.kmeans.batchSize", 65_536)]
    [InlineData("train.kmeans.initialBatches", 100_000)]
    [InlineData("train.kmeans.groupBatches", 100_000)]
    [InlineData("train.kmeans.iterations", 100_000)]
    [InlineData("cluster.kmeans.batchSize", 65_536)]
    [InlineData("cluster.repeats", 1000)]
    [InlineData("train.k", 10_000)]
    [InlineData("cluster.k", 10_000)]
    public void More_than_can_work_is_refused_with_what_is_allowed(string key, int most)
    {
        Samples.Read(Samples.Least, $"{key}={most}").Variants.Count.ShouldBe(1);
        foreach (string more in new[] { $"{most + 1}", "1000000000", "99999999999999999999" })
        {
            Samples.ProblemOf(Samples.Least, $"{key}={more}").Message.ShouldMatch($"^{key} is {more}, allowed is a whole number from [12] to {most}$");
        }
    }

    [Theory]
    [InlineData("train.learningRate=5", "train.learningRate is 5, 50,000 times the default 0.0001; usual are 0.000001 to 0.1")]
    [InlineData("train.learningRate=1e-7", "train.learningRate is 0.0000001, the default 0.0001 is 1,000 times as much; usual are 0.000001 to 0.1")]
    [InlineData("train.threads=999", "train.threads is 999; usual are 1 to 256")]
    [InlineData("train.batchSize=10000", "train.batchSize is 10,000, 78.125 times the default 128; usual are 1 to 1,024")]
    [InlineData("train.weightDecay=3", "train.weightDecay is 3; usual are 0 to 0.1")]
    [InlineData("cluster.repeats=51", "cluster.repeats is 51, 51 times the default 1; usual are 1 to 50")]
    public void What_is_unusual_is_remarked_on(string setting, string remark) =>
        Samples.Read(Samples.Least, setting).Remarks.Single(told => told.StartsWith(setting.Split('=')[0], StringComparison.Ordinal)).ShouldBe(remark);

    [Theory]
    [InlineData("train.epochs=1000")]
    [InlineData("train.learningRate=0.1")]
    [InlineData("train.batchSize=1")]
    [InlineData("method=frozen train.learningRate=5")]
    public void What_is_usual_or_not_read_is_passed_over(string settings) => Samples.Read(Samples.Least, settings.Split(' ')).Remarks.ShouldBeEmpty();

    [Fact]
    public void A_value_that_many_runs_have_is_remarked_on_once_and_each_swept_one_is()
    {
        Samples.Read(Samples.Least + "\nseeds: [1, 2]\nsweep: { grid: { train.learningRate: [5, 6, 1e-3], train.k: [2, 3] } }\n").Remarks
            .Select(remark => remark.Split(',')[0]).ShouldBe(["train.learningRate is 5", "train.learningRate is 6"]);
        Samples.Read(Samples.Swept).Remarks.ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_of_the_table_is_one_of_a_spec() => UsualValues.Keys.Except(SpecReader.Keys.Paths).ShouldBeEmpty();
}
