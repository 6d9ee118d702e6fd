using Integrity.App;
using Integrity.App.Storage;
using Integrity.Web;
using Integrity.Web.Api;
using Integrity.Web.Pages;
using Integrity.Web.SignIn;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.FileProviders;
using MudBlazor.Services;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Scalar.AspNetCore;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    // A published app that is started from another folder would otherwise serve no styles.
    ContentRootPath = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null,
});

var engine = Engine.Of(Settings.Connection(builder.Configuration, builder.Environment.IsDevelopment()));
// Keys of sign-in cookies are in the database: it is brought up to date before the host reads them, and beside the building of it.
var prepared = Task.Run(() => Startup.Prepare(engine, Settings.Demo(builder.Configuration, builder.Environment), production: !builder.Environment.IsDevelopment()));
builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
builder.Logging.ClearProviders();
builder.Logging.AddJsonConsole(options => options.UseUtcTimestamp = true);
// The frameworks' lines of each request and query would name people; said here, so that no missing settings file lets them through.
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
// What stops the start is said once, below; until the program listens the host's own record of it would be a trace.
var listens = false;
builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => listens && level >= LogLevel.Information);
builder.Services.AddIntegrity(engine);
builder.Services.AddSignIn();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddCascadingAuthenticationState();
builder.Services.AddHttpContextAccessor();
builder.Services.AddMudServices();
builder.Services.AddTransient<MudBlazor.MudLocalizer, ChineseMud>();
// The description of the API knows its values as the doors write them.
builder.Services.ConfigureHttpJsonOptions(options => Integrity.App.Values.ValueJson.ForDoors(options.SerializerOptions));
builder.Services.AddOpenApi(options =>
{
    OpenApiValues.Configure(options);
    OpenApiDoors.Configure(options);
});
builder.Services.AddHostedService<DeadlineClock>();
builder.Services.AddSingleton(_ => prepared.GetAwaiter().GetResult());
builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
builder.Services.AddHostedService<CheckpointWork>();
var telemetry = builder.Services.AddOpenTelemetry()
    .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter("Microsoft.AspNetCore.Hosting"))
    .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation());
// Sent where the operator says, by the variables that OpenTelemetry names; nowhere else.
if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 }) telemetry.UseOtlpExporter();
builder.Services.Configure<RequestLocalizationOptions>(options =>
{
    // Every kind of Chinese is answered in ours, as every kind of English.
    string[] spoken = ["zh-CN", "zh", "en"];
    options.SetDefaultCulture("zh-CN").AddSupportedCultures(spoken).AddSupportedUICultures(spoken);
    // The cookie the reader chose, or the address for a link; never the browser's guess: Chinese comes first.
    // A program says so in its request.
    var accepted = new AcceptLanguageHeaderRequestCultureProvider { Options = options };
    options.RequestCultureProviders =
    [
        new QueryStringRequestCultureProvider(), new CookieRequestCultureProvider(),
        new CustomRequestCultureProvider(http => http.Request.Path.StartsWithSegments("/api") ? accepted.DetermineProviderCultureResult(http) : Task.FromResult<ProviderCultureResult?>(null)),
    ];
});

var app = builder.Build();
app.UseExceptionHandler("/trouble", createScopeForErrors: true);
app.UseRequestLocalization();
app.UseLostReaders();
app.UseGuardedness();
app.UseRouting();
app.UseReadableQuery();
app.UseStaticFiles();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapHealthChecks("/health");
app.MapOpenApi();
app.MapScalarApiReference(options => options.WithTitle("Integrity").DisableDefaultFonts());
app.MapSignIn();
app.MapApi();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
app.Lifetime.ApplicationStarted.Register(() => listens = true);
try
{
    await prepared;
}
catch (Exception fault) when (Startup.WhyNot(fault, engine) is { } why)
{
    await Console.Error.WriteLineAsync(why);
    return 1;
}
try
{
    app.Run();
}
catch (IOException fault) when (Startup.WhyNotHere(fault) is { } why)
{
    await Console.Error.WriteLineAsync(why);
    return 1;
}
return 0;

/// <summary>Named for the tests that start the program.</summary>
public partial class Program;
