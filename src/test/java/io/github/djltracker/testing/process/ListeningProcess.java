package io.github.djltracker.testing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A program that listens on a port of this machine. Stopped when closed. */
final class ListeningProcess implements AutoCloseable {
    private final Process process;

    private ListeningProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a program and waits, for at most a minute, until it listens.
     *
     * @param log the file for its output
     */
    static ListeningProcess start(List<String> command, Path log, int port) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Awaitility.await(command.get(0))
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> isListening(port));
            return new ListeningProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isListening(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
