using System.Text.Json;

namespace CarePlanning.Benchmarks.Browser;

/// <summary>One page of a browser.</summary>
internal sealed class BrowserPage(Chromium browser, string session)
{
    /// <summary>Told of every event, by name.</summary>
    public Action<string, JsonElement>? Heard { get; set; }

    /// <summary>Asks for something and waits for the answer.</summary>
    public Task<JsonElement> Ask(string method, object parameters) => browser.Ask(method, parameters, session);

    /// <summary>Runs a script on the page and answers with its value.</summary>
    public async Task<JsonElement> Run(string script)
    {
        var answer = await Ask("Runtime.evaluate", new { expression = script, returnByValue = true, awaitPromise = true });
        if (answer.TryGetProperty("exceptionDetails", out var wrong)) throw new InvalidOperationException($"The page's script failed: {wrong}");
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Waits until a script answers true; a page that is being exchanged is asked again.</summary>
    public async Task Until(string script, TimeSpan? atMost = null)
    {
        var end = DateTime.UtcNow + (atMost ?? TimeSpan.FromSeconds(30));
        while (DateTime.UtcNow < end)
        {
            try { if ((await Run($"Boolean({script})")).GetBoolean()) return; }
            catch (InvalidOperationException) { /* the page went away while it was asked */ }
            await Task.Delay(100);
        }
        throw new TimeoutException($"The page never came so far that {script}.");
    }

    /// <summary>Presses one key after the other, as fast as somebody types.</summary>
    public async Task Type(string text, TimeSpan key, CancellationToken until = default)
    {
        foreach (var letter in text.TakeWhile(_ => !until.IsCancellationRequested))
        {
            var next = Task.Delay(key, CancellationToken.None);
            await Ask("Input.dispatchKeyEvent", new { type = "keyDown", text = letter.ToString(), key = letter.ToString() });
            await Ask("Input.dispatchKeyEvent", new { type = "keyUp", key = letter.ToString() });
            await next;
        }
    }

    /// <summary>Carries the cookies of somebody who is signed in.</summary>
    public async Task SignIn(string cookies, Uri address)
    {
        foreach (var cookie in cookies.Split("; ").Select(c => c.Split('=', 2)))
            await Ask("Network.setCookie", new { name = cookie[0], value = cookie[1], url = address.ToString() });
    }
}
