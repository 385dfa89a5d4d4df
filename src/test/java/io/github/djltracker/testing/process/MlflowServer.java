package io.github.djltracker.testing.process;

import java.nio.file.Path;
import java.util.List;

/** A real server of MLflow over a file, which can be killed and started again on the same port. */
public final class MlflowServer implements AutoCloseable {
    private final ServerProcess process;
    private final int port;

    private MlflowServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it over what is in a directory, and waits until it is ready. */
    public static MlflowServer start(Path directory, int port) {
        ProcessBuilder builder = new ProcessBuilder(
                        Python.program("mlflow").toString(),
                        "server",
                        "--backend-store-uri",
                        "sqlite:///" + directory.resolve("mlflow.db"),
                        "--default-artifact-root",
                        directory.resolve("artifacts").toString(),
                        "--host",
                        "127.0.0.1",
                        "--workers",
                        "1",
                        "--port",
                        Integer.toString(port))
                .directory(directory.toFile());
        builder.environment().put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
        builder.environment().put("PYTHONUNBUFFERED", "1");
        return new MlflowServer(ServerProcess.start(builder), port);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What MLflow's own client reads there, a JSON object for each run. */
    public List<String> runs() {
        return MlflowReader.runs(url());
    }

    public String text() {
        return process.text();
    }

    /** As kill -9 does, of the processes that it started too. */
    public void kill() {
        List<ProcessHandle> workers = ProcessHandle.of(process.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
        process.kill();
        workers.forEach(ProcessHandle::destroyForcibly);
        workers.forEach(worker -> worker.onExit().join());
    }

    @Override
    public void close() {
        kill();
    }
}
