package io.github.djltracker.tensorboard;

import io.github.djltracker.destination.DestinationContract;
import io.github.djltracker.destination.DestinationProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

final class TensorBoardProviderTest implements DestinationContract {
    @TempDir
    private Path folder;

    @Override
    public DestinationProvider provider() {
        return new TensorBoardProvider();
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public String seen(UUID run) throws IOException {
        StringBuilder seen = new StringBuilder();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(each -> each.toString().contains(run.toString()))
                    .sorted()
                    .toList()) {
                seen.append(file).append(' ');
                seen.append(HexFormat.of().formatHex(Files.readAllBytes(file))).append('\n');
            }
        }
        return seen.toString();
    }
}
