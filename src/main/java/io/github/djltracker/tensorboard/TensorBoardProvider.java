package io.github.djltracker.tensorboard;

import io.github.djltracker.destination.DestinationProvider;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.exchange.Source;
import io.github.djltracker.exchange.SourceProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A log directory of TensorBoard, {@code tensorboard:logs}; created if it does not exist. */
public final class TensorBoardProvider implements DestinationProvider, SourceProvider {
    private static final String FORM =
            "tensorboard: must be followed by a directory: tensorboard:logs or tensorboard:/data/logs";

    @Override
    public String scheme() {
        return "tensorboard";
    }

    @Override
    public String example() {
        return "tensorboard:logs";
    }

    @Override
    public String address(String rest) {
        if (rest.isBlank()) {
            throw new IllegalArgumentException("no directory is given: " + FORM);
        }
        try {
            return Path.of(rest).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "\"" + rest + "\" is not a valid directory name on this machine: " + FORM, e);
        }
    }

    /** Reads a log directory, or a single event file. */
    @Override
    public Source source(String rest, Map<String, String> variables) {
        return new TensorBoardSource(Path.of(address(rest)), Clock.systemUTC());
    }

    @Override
    public Sink open(String address, Map<String, String> variables) {
        return new TensorBoardSink(Path.of(address));
    }
}
