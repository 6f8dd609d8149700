using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Workers;

namespace PiCIE.Pipeline.Tests.Workers;

public sealed class PoolSpecTests
{
    [Theory]
    [InlineData("train=1", "train", "Train", "cpu", 1)]
    [InlineData("train@cuda:0=1", "train", "Train", "cuda:0", 1)]
    [InlineData("light:preprocess,cluster,evaluate@cpu=2", "light", "Preprocess Cluster Evaluate", "cpu", 2)]
    [InlineData("All-4:preprocess,train,cluster,evaluate,train=12", "All-4", "Preprocess Train Cluster Evaluate", "cpu", 12)]
    public void A_pool_is_read_as_people_write_it(string text, string name, string kinds, string device, int slots)
    {
        PoolSpec pool = PoolSpec.Read(text);

        (pool.Name, string.Join(' ', pool.Kinds), pool.Device, pool.Slots).ShouldBe((name, kinds, device, slots));
    }

    [Theory]
    [InlineData("train", "NAME[:kinds][@device]=slots")]
    [InlineData("train=", "NAME[:kinds][@device]=slots")]
    [InlineData("train=0", "the number of slots is '0', allowed is 1 to 1000")]
    [InlineData("train=-1", "the number of slots is '-1'")]
    [InlineData("train=1001", "allowed is 1 to 1000")]
    [InlineData("train@gpu=1", "NAME[:kinds][@device]=slots")]
    [InlineData("light=1", "the name 'light' is no kind of stage, so the kinds must follow it: light:preprocess,train,cluster,evaluate=1")]
    [InlineData("light:trian=1", "'trian' is no kind of stage; there are preprocess, train, cluster, evaluate")]
    [InlineData("light:=1", "NAME[:kinds][@device]=slots")]
    [InlineData("train@cpu=1 ", "NAME[:kinds][@device]=slots")]
    public void What_is_no_pool_is_refused_with_what_is_wrong(string text, string said)
    {
        PicieException refused = Should.Throw<PicieException>(() => PoolSpec.Read(text));

        refused.Kind.ShouldBe(ProblemKind.Input);
        refused.Message.ShouldContain(text);
        refused.Message.ShouldContain(said);
        refused.Hint.ShouldNotBeNull().ShouldContain("--pool train@cpu=1");
    }

    [Fact]
    public void Two_pools_of_one_name_are_refused_and_none_gives_one_for_everything()
    {
        Should.Throw<PicieException>(() => PoolSpec.ReadAll(["train=1", "train@cuda=1"])).Message.ShouldContain("two pools of one worker have this name");
        PoolSpec.ReadAll([]).ShouldHaveSingleItem().Kinds.ShouldBe(Enum.GetValues<StageKind>());
    }
}
