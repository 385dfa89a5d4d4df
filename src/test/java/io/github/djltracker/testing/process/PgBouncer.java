package io.github.djltracker.testing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A real PgBouncer in front of a PostgreSQL: each transaction gets one of a few connections. */
public final class PgBouncer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
    private static final String JDBC = "jdbc:";

    private final ListeningProcess process;
    private final int port;
    private final String database;

    private PgBouncer(ListeningProcess process, int port, String database) {
        this.process = process;
        this.port = port;
        this.database = database;
    }

    /**
     * Starts one. Without PgBouncer the test is skipped, except in CI.
     *
     * @param folder its own folder
     * @param url the direct URL of a database
     * @param connections the number of connections to the database
     */
    public static PgBouncer start(Path folder, String url, int connections) {
        Needs.that(Files.isExecutable(PROGRAM), "PgBouncer", "apt-get install pgbouncer");
        URI server = URI.create(url.substring(JDBC.length()));
        String database = server.getPath().substring(1);
        int port = ServerProcess.freePort();
        try {
            // PgBouncer refuses to run as root and becomes nobody, who must be able to read the folder
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path settings = folder.resolve("pgbouncer.ini");
            Files.writeString(settings, """
                    [databases]
                    %s = host=127.0.0.1 port=%d user=postgres password=postgres
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = any
                    pool_mode = transaction
                    default_pool_size = %d
                    ignore_startup_parameters = extra_float_digits
                    """.formatted(database, server.getPort(), port, connections));
            List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), settings.toString()));
            if ("root".equals(System.getProperty("user.name"))) {
                command.addAll(1, List.of("-u", "nobody"));
            }
            ListeningProcess process = ListeningProcess.start(command, folder.resolve("pgbouncer.log"), port);
            return new PgBouncer(process, port, database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JDBC URL of the database through PgBouncer. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres&password=postgres";
    }

    @Override
    public void close() {
        process.close();
    }
}
