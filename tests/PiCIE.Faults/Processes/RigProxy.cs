using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Npgsql;

namespace PiCIE.Faults.Processes;

/// <summary>A network between a process and the server of the rig that can be slow, cut, half open or deaf.</summary>
internal sealed class RigProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<Socket, bool> _sockets = new();
    private readonly string _server;
    private readonly Task _accepting;
    private volatile ProxyMode _mode;
    private int _swallowed;

    private RigProxy(string connection)
    {
        _server = Path.Combine(new NpgsqlConnectionStringBuilder(connection).Host!, ".s.PGSQL.5432");
        _listener.Start();
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Time by which what is sent to the server comes later while the network is slow.</summary>
    public static TimeSpan Delay { get; } = TimeSpan.FromSeconds(2);

    /// <summary>How the network is. A cut ends the connections that there are, and lets none come.</summary>
    public ProxyMode Mode
    {
        get => _mode;
        set
        {
            _mode = value;
            if (value == ProxyMode.Cut)
            {
                CutAll();
            }
        }
    }

    /// <summary>Number of packets that vanished.</summary>
    public int Swallowed => Volatile.Read(ref _swallowed);

    /// <summary>Opens a network to a server.</summary>
    /// <param name="connection">Connection string of a database by the socket of the server.</param>
    public static RigProxy To(string connection) => new(connection);

    /// <summary>Returns the connection string by which the database is reached through this network.</summary>
    /// <param name="connection">Connection string of the database.</param>
    public string Through(string connection) =>
        new NpgsqlConnectionStringBuilder(connection) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        CutAll();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                Socket client = await _listener.AcceptSocketAsync(_ended.Token);
                if (_mode == ProxyMode.Cut)
                {
                    client.Dispose();
                    continue;
                }

                _ = Task.Run(() => CarryAsync(client));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The next one is taken, or this is the end.
            }
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using Socket server = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        (_sockets[client], _sockets[server]) = (true, true);
        try
        {
            await server.ConnectAsync(new UnixDomainSocketEndPoint(_server));
            StrongBox<bool> listens = new();
            await Task.WhenAny(CarryAsync(client, server, toServer: true, listens), CarryAsync(server, client, toServer: false, listens));
        }
        catch (SocketException)
        {
            // The server is away: its client is told so, as by a network.
        }

        client.Dispose();
        _sockets.TryRemove(client, out _);
        _sockets.TryRemove(server, out _);
    }

    /// <summary>Carries one direction. What waits for a slow network waits beside what comes behind it, not before it.</summary>
    private async Task CarryAsync(Socket from, Socket to, bool toServer, StrongBox<bool> listens)
    {
        Channel<(DateTime Due, byte[] Packet)> waiting = Channel.CreateUnbounded<(DateTime, byte[])>();
        Task sending = Task.Run(async () =>
        {
            await foreach ((DateTime due, byte[] packet) in waiting.Reader.ReadAllAsync())
            {
                TimeSpan left = due - DateTime.UtcNow;
                await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero);
                for (int sent = 0; sent < packet.Length;)
                {
                    sent += await to.SendAsync(packet.AsMemory(sent), SocketFlags.None);
                }
            }
        });
        byte[] buffer = new byte[1 << 16];
        try
        {
            while (!sending.IsCompleted && await from.ReceiveAsync(buffer, SocketFlags.None) is > 0 and int length)
            {
                byte[] packet = buffer[..length];
                listens.Value |= toServer && Encoding.ASCII.GetString(packet).Contains("listen ", StringComparison.OrdinalIgnoreCase);
                if (_mode == ProxyMode.HalfOpen || (_mode == ProxyMode.DeafListeners && listens.Value))
                {
                    Interlocked.Increment(ref _swallowed);
                    continue;
                }

                waiting.Writer.TryWrite((DateTime.UtcNow + (toServer && _mode == ProxyMode.Slow ? Delay : TimeSpan.Zero), packet));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other side is told by the end of its connection.
        }

        waiting.Writer.Complete();
        try
        {
            await sending;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // There is nobody any more who would take it.
        }
    }

    private void CutAll()
    {
        foreach (Socket socket in _sockets.Keys)
        {
            socket.Dispose();
        }
    }
}
