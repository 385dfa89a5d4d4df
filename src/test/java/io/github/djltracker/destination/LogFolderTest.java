package io.github.djltracker.destination;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

final class LogFolderTest implements DestinationContract {
    @TempDir
    private Path folder;

    @Override
    public DestinationProvider provider() {
        return new LogFolder();
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public String seen(UUID run) throws IOException {
        return Files.readString(folder.resolve(run + ".jsonl"));
    }
}
