using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integrity.App.Values;
using Integrity.Tests.Refusals;

namespace Integrity.Web.Tests;

/// <summary>Somebody at the site's HTTP doors, with cookies of his own; redirects are looked at, not followed.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false, UseProxy = false };
    private readonly HttpClient http;
    private int keys;

    public Visitor(Uri address) => http = new HttpClient(handler) { BaseAddress = address };

    public CookieContainer Cookies => handler.CookieContainer;

    /// <summary>Speaks English to the site from now on.</summary>
    public async Task<Visitor> InEnglish()
    {
        await http.GetAsync("/language/en");
        return this;
    }

    /// <summary>Calls in the name of a token's owner, and no longer by cookie.</summary>
    public Visitor WithToken(string token)
    {
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return this;
    }

    public Task<HttpResponseMessage> SignIn(string name, string password) => Form("/sign-in/password", ("name", name), ("password", password), ("back", "/"));

    public Task<HttpResponseMessage> Form(string address, params (string Name, string Value)[] fields) =>
        http.PostAsync(address, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    public Task<HttpResponseMessage> Get(string address) => http.GetAsync(address);

    /// <summary>Reads an answer that must be there.</summary>
    public async Task<JsonNode> Read(string address)
    {
        using var answer = await Get(address);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"GET {address}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>Does an act that must be done, on the version that it has now where <paramref name="seen"/> says one.</summary>
    public async Task<JsonNode?> Do(string address, object? body = null, long? seen = null)
    {
        using var answer = await Post(address, body, seen);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text) : throw new InvalidOperationException($"POST {address}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>Does an act that must be refused, and gives the status and the code.</summary>
    public async Task<(HttpStatusCode Status, string Code)> Refused(string address, object? body = null, long? seen = null, string? key = null)
    {
        using var answer = await Post(address, body, seen, key);
        return (answer.StatusCode, (await Problem(answer)).Code);
    }

    /// <summary>Sends a file with what is said beside it.</summary>
    public async Task<HttpResponseMessage> Upload(string address, byte[] file, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "ledger.xlsx" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
        request.Headers.Add("Idempotency-Key", $"web-{Interlocked.Increment(ref keys)}-{Guid.CreateVersion7()}");
        return await http.SendAsync(request);
    }

    /// <param name="address">Where.</param>
    /// <param name="body">The act's members; text is sent as it is.</param>
    /// <param name="seen">If-Match.</param>
    /// <param name="key">Idempotency-Key; one of its own when null, none when empty.</param>
    /// <param name="tag">If-Match as it is written.</param>
    public async Task<HttpResponseMessage> Post(string address, object? body = null, long? seen = null, string? key = null, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = body is string text
            ? new StringContent(text, Encoding.UTF8, "application/json")
            : JsonContent.Create(body ?? new JsonObject(), options: Json.Options);
        key ??= $"web-{Interlocked.Increment(ref keys)}-{Guid.CreateVersion7()}";
        if (key.Length > 0) request.Headers.Add("Idempotency-Key", key);
        if (seen is { } version) tag = $"\"{version}\"";
        if (tag is { Length: > 0 }) request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await http.SendAsync(request);
    }

    /// <summary>Sends a body whose length nobody was told.</summary>
    public async Task<HttpResponseMessage> PostInChunks(string address, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("Idempotency-Key", $"web-{Interlocked.Increment(ref keys)}-{Guid.CreateVersion7()}");
        return await http.SendAsync(request);
    }

    /// <summary>Sends one file, as a page's form does.</summary>
    public async Task<HttpResponseMessage> Upload(string address, string name, byte[] file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } } };
        request.Headers.Add("Idempotency-Key", $"web-{Interlocked.Increment(ref keys)}-{Guid.CreateVersion7()}");
        return await http.SendAsync(request);
    }

    /// <summary>The same in pieces, without saying how long it is.</summary>
    public async Task<HttpResponseMessage> UploadInPieces(string address, byte[] file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "x.xlsx" } } };
        request.Headers.TransferEncodingChunked = true;
        return await http.SendAsync(request);
    }

    /// <summary>A multipart body written by hand, its boundary <c>zz</c>.</summary>
    public async Task<HttpResponseMessage> UploadTorn(string address, string body)
    {
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=zz");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Add("Idempotency-Key", $"web-{Interlocked.Increment(ref keys)}-{Guid.CreateVersion7()}");
        return await http.SendAsync(request);
    }

    /// <summary>The problem+json of a refusal; every code that is seen here counts for the gallery.</summary>
    public static async Task<(string Code, string Detail, string? Field)> Problem(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") throw new InvalidOperationException($"{(int)answer.StatusCode}, no problem+json: {text}");
        var problem = JsonNode.Parse(text)!;
        var code = problem["code"]?.GetValue<string>() ?? throw new InvalidOperationException("No refusal: " + text);
        Provoked.SawCode(code);
        return (code, problem["detail"]!.GetValue<string>(), problem["field"]?.GetValue<string>());
    }

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
    }
}
