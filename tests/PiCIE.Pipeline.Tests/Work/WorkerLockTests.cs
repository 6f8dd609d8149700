using PiCIE.Pipeline.Work;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class WorkerLockTests
{
    [Fact]
    public async Task Who_holds_the_lock_is_known_while_it_is_held_and_nobody_before_and_after()
    {
        await using TestHome home = new();
        WorkerLock.HolderOf(home.Home).ShouldBeNull();

        using (WorkerLock.Take(home.Home, "forests"))
        {
            LockHolder holder = WorkerLock.HolderOf(home.Home).ShouldNotBeNull();
            (holder.Pid, holder.Host, holder.Subject).ShouldBe((Environment.ProcessId, Environment.MachineName, "forests"));
        }

        WorkerLock.HolderOf(home.Home).ShouldBeNull();
    }

    [Fact]
    public async Task A_home_that_was_replaced_by_another_is_not_the_one_of_the_lock()
    {
        await using TestHome home = new();
        using WorkerLock held = WorkerLock.Take(home.Home, "forests");
        held.IsOfThisHome().ShouldBeTrue();

        string moved = home.Root + "-moved";
        Directory.Move(home.Root, moved);
        held.IsOfThisHome().ShouldBeFalse();
        using (WorkerLock.Take(home.Home, "others"))
        {
            held.IsOfThisHome().ShouldBeFalse();
            Should.Throw<PicieException>(() => held.RequireThisHome(home.Home)).Code.ShouldBe("home-moved");
        }

        Directory.Delete(moved, recursive: true);
    }
}
