namespace PiCIE.Storage.Databases;

/// <summary>Says what a database refused, whatever its own number for it is.</summary>
public enum DatabaseErrorKind
{
    /// <summary>Another transaction wrote the same row first.</summary>
    Doubled,

    /// <summary>Another process holds what is needed, for longer than one waits.</summary>
    Locked,

    /// <summary>The disk of the database has no room.</summary>
    Full,

    /// <summary>The file, or the server, takes no writes.</summary>
    ReadOnly,

    /// <summary>Reading or writing the file failed.</summary>
    InputOutput,

    /// <summary>The server does not answer, takes no further connection, or ended this one.</summary>
    Unreachable,

    /// <summary>The server refuses this user or password.</summary>
    Refused,

    /// <summary>The server has no database of that name.</summary>
    NoDatabase,

    /// <summary>The user may not do what was asked.</summary>
    Forbidden,

    /// <summary>The file is damaged, or no database.</summary>
    Damaged,

    /// <summary>Something else: a rule of the schema, a mistake in a statement.</summary>
    Other,
}
