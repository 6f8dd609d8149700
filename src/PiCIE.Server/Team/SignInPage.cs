using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PiCIE.Server.Access;

namespace PiCIE.Server.Team;

/// <summary>The page where a person pastes a key. It is plain HTML with one script of its own, and shows nothing of the installation.</summary>
internal static class SignInPage
{
    private const string Html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Sign in · PiCIE.Pipeline</title>
        <style>
        :root { color-scheme: light dark; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.5 system-ui, sans-serif; }
        form { width: min(26rem, 100% - 2rem); display: grid; gap: .75rem; }
        h1 { font-size: 1.25rem; margin: 0; }
        p { margin: 0; }
        input, button { font: inherit; padding: .5rem .75rem; box-sizing: border-box; width: 100%; }
        </style>
        <script src="/sign-in.js" defer></script>
        </head>
        <body>
        <main>
        <form id="form">
        <h1>PiCIE.Pipeline</h1>
        <label for="key">Paste your key</label>
        <input id="key" type="password" autocomplete="current-password" required autofocus spellcheck="false" aria-describedby="answer">
        <button>Sign in</button>
        <p id="answer" role="alert"></p>
        <p>An administrator makes keys: <code>picie keys create --person NAME --role ROLE</code></p>
        <noscript>Signing in needs the script of this page; programs send <code>Authorization: Bearer KEY</code>.</noscript>
        </form>
        </main>
        </body>
        </html>
        """;

    private const string Script = """
        "use strict";
        const form = document.getElementById("form");
        const answer = document.getElementById("answer");
        form.addEventListener("submit", async event => {
          event.preventDefault();
          answer.textContent = "";
          try {
            const response = await fetch("/api/v1/session", {
              method: "POST",
              headers: { "Content-Type": "application/json" },
              body: JSON.stringify({ key: document.getElementById("key").value }),
            });
            if (response.ok) {
              const wanted = new URL(new URLSearchParams(location.search).get("to") || "/", location.origin);
              location.replace(wanted.origin === location.origin ? wanted.href : "/");
              return;
            }
            const problem = await response.json();
            answer.textContent = [problem.detail, problem.hint].filter(Boolean).join(" ");
          } catch {
            answer.textContent = "The server does not answer. Try again in a moment.";
          }
        });
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPaths.Page, (string? to) => Results.Text(Html, "text/html; charset=utf-8")).ExcludeFromDescription().AllowAnonymous();
        routes.MapGet(SignInPaths.Script, () => Results.Text(Script, "text/javascript; charset=utf-8")).ExcludeFromDescription().AllowAnonymous();
    }
}
