namespace PiCIE.EndToEnd.Tests.Materials;

/// <summary>JPEG photographs as a phone writes them.</summary>
internal static class JpegBytes
{
    /// <summary>48×32 stored pixels, red above blue.</summary>
    private const string Picture =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09P"
        + "T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAgADADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAYF"
        + "/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AkgMtaAAAAJwCyQIAAAD/2Q==";

    /// <summary>The photograph, with an orientation in its metadata.</summary>
    public static byte[] RedOverBlue(byte orientation)
    {
        byte[] plain = Convert.FromBase64String(Picture);
        byte[] metadata =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [.. plain[..2], .. metadata, .. plain[2..]];
    }
}
