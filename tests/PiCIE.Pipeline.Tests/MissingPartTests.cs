namespace PiCIE.Pipeline.Tests;

public sealed class MissingPartTests
{
    [Fact]
    public void An_assembly_that_is_missing_is_named()
    {
        Exception thrown = Should.Throw<FileNotFoundException>(() => System.Reflection.Assembly.Load("PiCIE.Nowhere"));

        PicieException error = MissingPart.Of(new TypeInitializationException("T", thrown)).ShouldNotBeNull();

        (error.Code, error.Message, error.Kind)
            .ShouldBe(("missing-part", "A part of picie is missing or damaged: PiCIE.Nowhere.", ProblemKind.Environment));
    }

    [Fact]
    public void An_assembly_that_is_damaged_is_named()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "damaged-part.dll");
        File.WriteAllText(file, "no program");
        try
        {
            MissingPart.Of(Should.Throw<BadImageFormatException>(() => System.Reflection.Assembly.LoadFile(file)))!
                .Message.ShouldContain("damaged-part");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_of_the_person_is_no_part() =>
        MissingPart.Of(Should.Throw<FileNotFoundException>(() => File.ReadAllText("/nowhere.yaml"))).ShouldBeNull();
}
