namespace PiCIE.Storage.Databases;

/// <summary>Names work that one process does at a time on a database. The numbers are those of locks of the database and never change.</summary>
public enum ExclusiveWork : long
{
    /// <summary>Bringing the schema up to date.</summary>
    Migration = 0x5069_4349_4500_0001,

    /// <summary>Offering ready stages to pools.</summary>
    Admission = 0x5069_4349_4500_0002,

    /// <summary>Ending what ran out, and freeing what waits for nothing.</summary>
    Reconciling = 0x5069_4349_4500_0003,

    /// <summary>Taking the rows of deleted runs away. Whoever attaches to stages that are there shares this lock, and so keeps the collection away.</summary>
    Collecting = 0x5069_4349_4500_0004,

    /// <summary>Putting together what people used.</summary>
    Usage = 0x5069_4349_4500_0005,
}
