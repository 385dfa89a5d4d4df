package io.github.djltracker.testing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real nginx in front of a server, under a path of its own, configured as the manual says. */
public final class Nginx implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");

    private final ListeningProcess process;
    private final int port;

    private Nginx(ListeningProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one. Without nginx the test is skipped, except in CI.
     *
     * @param path begins and ends with a slash
     */
    public static Nginx start(Path folder, String path, String server) {
        Needs.that(Files.isExecutable(PROGRAM), "nginx", "apt-get install nginx-light");
        int port = ServerProcess.freePort();
        try {
            Files.writeString(folder.resolve("nginx.conf"), """
                    daemon off;
                    error_log stderr;
                    pid nginx.pid;
                    events {}
                    http {
                      access_log off;
                      client_body_temp_path body;
                      proxy_temp_path proxy;
                      fastcgi_temp_path fastcgi;
                      uwsgi_temp_path uwsgi;
                      scgi_temp_path scgi;
                      server {
                        listen 127.0.0.1:%d;
                        location %s { proxy_pass %s/; }
                      }
                    }
                    """.formatted(port, path, server));
            ListeningProcess process = ListeningProcess.start(
                    List.of(PROGRAM.toString(), "-p", folder.toString(), "-c", "nginx.conf"),
                    folder.resolve("nginx.log"),
                    port);
            return new Nginx(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
