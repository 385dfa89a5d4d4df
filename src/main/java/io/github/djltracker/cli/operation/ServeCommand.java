package io.github.djltracker.cli.operation;

import io.github.djltracker.TrackerUri;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.ConsoleCommand;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.domain.alert.AlertRules;
import io.github.djltracker.domain.alert.AlertRulesFile;
import io.github.djltracker.server.PortInUseException;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.server.alert.WebhookSettings;
import io.github.djltracker.store.SqlStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code djl-tracker serve}, which runs until the process is stopped. */
@Command(
        name = "serve",
        description = {
            "Serves the HTTP API and the dashboard of a store.",
            "",
            "On interfaces other than loopback it requires a token. Prefer to set tokens in the environment,"
                    + " because other users can see the command line."
        },
        footer = {
            "  djl-tracker serve",
            "  djl-tracker serve runs.db --port 9000",
            "  DJL_TRACKER_TOKEN=... djl-tracker serve jdbc:postgresql://db/runs --host 0.0.0.0"
        })
public final class ServeCommand extends ConsoleCommand {
    /** The environment variable of the token that allows everything. */
    static final String TOKEN = "DJL_TRACKER_TOKEN";
    /** The environment variable of the token that allows reading. */
    static final String READ_TOKEN = "DJL_TRACKER_READ_TOKEN";

    /** The environment variable of the URL that alerts are sent to. */
    static final String WEBHOOK = "DJL_TRACKER_WEBHOOK";
    /** The environment variable of the secret with which alerts are signed. */
    static final String WEBHOOK_SECRET = "DJL_TRACKER_WEBHOOK_SECRET";

    /** The system property with the level of the log. */
    private static final String LOG_LEVEL = "djl-tracker.log-level";

    @Parameters(
            arity = "0..1",
            paramLabel = "STORE",
            description =
                    "A file, created if it does not exist, or jdbc:postgresql://host/database. Default: the one that "
                            + TrackerUri.VARIABLE + " names, or " + TrackerUri.DEFAULT_FILE + ".")
    private @Nullable String place;

    @Option(
            names = {"-s", "--store"},
            paramLabel = "STORE",
            description = "The same, as an option.")
    private @Nullable String store;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Name or address of the interface to listen on; 0.0.0.0 for all. Default: "
                    + ServerSettings.DEFAULT_HOST + ".")
    private String host = ServerSettings.DEFAULT_HOST;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on; 0 for any free port. Default: " + ServerSettings.DEFAULT_PORT + ".")
    private int port = ServerSettings.DEFAULT_PORT;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Write token, which allows everything. Default: " + TOKEN + ".")
    private @Nullable String token;

    @Option(
            names = "--read-token",
            paramLabel = "TOKEN",
            description = "Read token, which allows reading only. Default: " + READ_TOKEN + ".")
    private @Nullable String readToken;

    @Option(names = "--no-auth", description = "Listen on interfaces other than loopback without a token.")
    private boolean noAuth;

    @Option(
            names = "--allowed-host",
            paramLabel = "NAME",
            description = "Another host name that clients use for the server. May be repeated.")
    private List<String> allowedHosts = new ArrayList<>();

    @Option(
            names = "--alerts",
            paramLabel = "FILE",
            description =
                    "File with the rules for alerts. Default: " + AlertRulesFile.VARIABLE + ", or the default rules.")
    private @Nullable Path alerts;

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "URL to which alerts are posted when they begin and end. Signed with " + WEBHOOK_SECRET
                    + ". Default: " + WEBHOOK + ".")
    private @Nullable String webhook;

    @Option(
            names = "--webhook-format",
            paramLabel = "FORMAT",
            description = "Message format: ${COMPLETION-CANDIDATES}. Default: chosen by the host of the URL, or JSON.")
    private WebhookSettings.@Nullable Format webhookFormat;

    public ServeCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (System.getProperty(LOG_LEVEL) == null) {
            // before the first logger is created
            System.setProperty(LOG_LEVEL, "INFO");
        }
        ServerSettings settings = settings();
        // before a file is created in vain
        checked(() -> {
            TrackerServer.check(settings);
            return settings;
        });
        AlertRules rules = rules();
        try (Target target = Target.created(place());
                TrackerServer server = start(target, settings, rules)) {
            // on SIGTERM and SIGINT, in a thread that the JVM waits for before it ends
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, target), "tracker-stop"));
            console.println("serving " + target.name() + " at " + server.uri());
            console.out().flush();
            new CountDownLatch(1).await();
        }
        return ok();
    }

    private static void stop(TrackerServer server, Target target) {
        server.close();
        target.close();
    }

    private static TrackerServer start(Target target, ServerSettings settings, AlertRules rules) {
        if (!(target.store() instanceof IdempotentStore served)) {
            throw new Failure("a server cannot serve another server: name its database or file instead");
        }
        if (served instanceof SqlStore store) {
            store.judgeBy(rules);
        }
        return checked(() -> TrackerServer.start(served, settings));
    }

    /** Explains why a server cannot start, with the options that help. */
    private static <T> T checked(Supplier<T> start) {
        try {
            return start.get();
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage() + " (--token, " + TOKEN + " or --no-auth)");
        } catch (PortInUseException e) {
            throw new Failure(e.getMessage() + ": choose another with --port");
        }
    }

    private String place() {
        if (place != null && store != null) {
            throw new Failure("the store is named twice, with and without --store");
        }
        String named = place != null ? place : store;
        if (named != null) {
            return named;
        }
        String usual = Target.text(null, console.environment());
        // the server that trainings record to, which may be this one
        return Target.isRemote(usual) ? TrackerUri.DEFAULT_FILE : usual;
    }

    private AlertRules rules() {
        try {
            return alerts == null ? AlertRulesFile.ofEnvironment(console.environment()) : AlertRulesFile.read(alerts);
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable WebhookSettings webhook() {
        String url = token(webhook, WEBHOOK);
        return url == null ? null : WebhookSettings.of(url, webhookFormat, token(null, WEBHOOK_SECRET));
    }

    private ServerSettings settings() {
        try {
            ServerSettings.Builder settings = ServerSettings.builder()
                    .host(host)
                    .port(port)
                    .writeToken(token(token, TOKEN))
                    .readToken(token(readToken, READ_TOKEN))
                    .noAuth(noAuth)
                    .webhook(webhook());
            allowedHosts.forEach(settings::allowedHost);
            return settings.build();
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    /** An empty text counts as not set. */
    private @Nullable String token(@Nullable String given, String variable) {
        String text = given == null ? console.environment().getOrDefault(variable, "") : given;
        return text.isEmpty() ? null : text;
    }
}
