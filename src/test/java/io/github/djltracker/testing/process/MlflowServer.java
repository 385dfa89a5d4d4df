package io.github.djltracker.testing.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real MLflow server with files in a directory, which can be killed and started again on the same port. */
public final class MlflowServer implements AutoCloseable {
    private final ProcessHandle process;
    private final Path directory;
    private final int port;

    private MlflowServer(ProcessHandle process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /** Starts it with the files in a directory, and waits until it is ready. */
    public static MlflowServer start(Path directory, int port) {
        long pid = Long.parseLong(PythonDialogue.with("serve_mlflow.py")
                .ask(directory.toAbsolutePath() + "\t" + port)
                .get(0));
        MlflowServer server = new MlflowServer(ProcessHandle.of(pid).orElseThrow(), directory, port);
        await("MLflow's server").atMost(Duration.ofMinutes(1)).until(server::isListening);
        return server;
    }

    private boolean isListening() {
        if (!process.isAlive()) {
            throw new AssertionError("the server ended:\n" + text());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The runs that MLflow's own client reads, one JSON object for each. */
    public List<String> runs() {
        return PythonDialogue.with("read_mlflow.py").ask(url());
    }

    /** Its log. */
    public String text() {
        try {
            return Files.readString(directory.resolve("mlflow.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Kills it, as kill -9 does, and waits for its end. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
