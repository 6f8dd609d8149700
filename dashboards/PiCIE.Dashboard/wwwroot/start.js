// Opens the live connection of the page, and says so while the server is away.
(() => {
    const notice = document.getElementById('away');
    const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));
    let away = false;

    async function answers() {
        try { return (await fetch('/health/live')).ok; } catch { return false; }
    }

    async function connectAgain() {
        while (away) {
            await pause(1000);
            try {
                if (await Blazor.reconnect()) { return; }
            } catch {
                if (!await answers()) { continue; }
            }
            // The server answers and does not know this page any more: it was started anew.
            if (away) { location.reload(); }
            return;
        }
    }

    // The socket alone: nothing is posted, and the server sees from which page it is opened.
    Blazor.start({
        circuit: {
            configureSignalR: builder => builder.withUrl('_blazor', { skipNegotiation: true, transport: 1 }),
            reconnectionHandler: {
                onConnectionDown() { if (!away) { away = true; notice.hidden = false; connectAgain(); } },
                onConnectionUp() { away = false; notice.hidden = true; },
            },
        },
    });
})();
