package io.github.djltracker.cli;

import io.github.djltracker.TrackerUri;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves a store until the process is told to end. */
@Command(
        name = "serve",
        description = "Serves a store over HTTP, to trainings that record into it and to whoever reads it.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  djl-tracker serve runs.db",
            "  DJL_TRACKER_TOKEN=... djl-tracker serve runs.db --host 0.0.0.0",
            "",
            "Tokens are better given in the environment: others can see a command line."
        })
final class ServeCommand implements Callable<Integer> {
    /** The environment variable of the token that allows everything. */
    static final String TOKEN = "DJL_TRACKER_TOKEN";
    /** The environment variable of the token that allows reading. */
    static final String READ_TOKEN = "DJL_TRACKER_READ_TOKEN";

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "STORE",
            description = "A file, made where there is none, or jdbc:postgresql://host/database (default: "
                    + TrackerUri.DEFAULT_FILE + ").")
    private @Nullable String place;

    @Option(names = "--store", paramLabel = "STORE", description = "The same, as an option.")
    private @Nullable String store;

    @Option(names = "--host", description = "Name or address of the interface to listen on; 0.0.0.0 for all.")
    private String host = ServerSettings.DEFAULT_HOST;

    @Option(names = "--port", description = "Port to listen on; 0 for any that is free.")
    private int port = ServerSettings.DEFAULT_PORT;

    @Option(
            names = "--token",
            defaultValue = "${env:" + TOKEN + "}",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "Token that allows everything; else from " + TOKEN + ".")
    private @Nullable String token;

    @Option(
            names = "--read-token",
            defaultValue = "${env:" + READ_TOKEN + "}",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "Token that allows reading; else from " + READ_TOKEN + ".")
    private @Nullable String readToken;

    @Option(names = "--no-auth", description = "Listens beyond this machine without a token.")
    private boolean noAuth;

    @Option(
            names = "--allowed-host",
            paramLabel = "NAME",
            description = "A further name under which the server is called; may be repeated.")
    private List<String> allowedHosts = new ArrayList<>();

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerSettings settings = settings();
        SqlStore opened = open(place());
        CountDownLatch over = new CountDownLatch(1);
        try (opened;
                TrackerServer server = TrackerServer.start(opened, settings)) {
            Thread hook = new Thread(() -> stop(server, opened, over), "tracker-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            console.println("serving " + TrackerUri.parse(place()) + " at " + server.uri());
            console.out().flush();
            over.await();
        }
        return CommandLine.ExitCode.OK;
    }

    /** In the thread that the JVM waits for before it ends, at SIGTERM and SIGINT. */
    private static void stop(TrackerServer server, SqlStore store, CountDownLatch over) {
        server.close();
        store.close();
        over.countDown();
    }

    private static SqlStore open(String place) {
        TrackerUri uri = TrackerUri.parse(place);
        if (uri instanceof TrackerUri.Postgres postgres) {
            return SqlStore.open(postgres.jdbcUrl());
        }
        if (uri instanceof TrackerUri.File file) {
            return SqlStore.open(file.path());
        }
        throw new Failure(uri + " is a server already: name a file (runs.db) or jdbc:postgresql://host/database");
    }

    private String place() {
        if (place != null && store != null) {
            throw new ParameterException(spec.commandLine(), "the store is named twice: " + place + " and " + store);
        }
        if (place != null) {
            return place;
        }
        return store != null ? store : TrackerUri.DEFAULT_FILE;
    }

    private ServerSettings settings() {
        ServerSettings.Builder settings = ServerSettings.builder().noAuth(noAuth);
        allowedHosts.forEach(settings::allowedHost);
        try {
            return settings.host(host)
                    .port(port)
                    .writeToken(emptyToNull(token))
                    .readToken(emptyToNull(readToken))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** A variable that is set to nothing is not set. */
    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
