package io.github.djltracker.cli.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A JSON list that is written item by item, each on a line of its own. Not thread-safe. */
public final class JsonList implements AutoCloseable {
    private final Output out;
    private boolean begun;

    public JsonList(Output out) {
        this.out = out;
    }

    /** Adds an item in JSON. */
    public void add(byte[] item) {
        out.write((begun ? ",\n" : "[\n").getBytes(US_ASCII));
        out.write(item);
        begun = true;
    }

    @Override
    public void close() {
        out.write((begun ? "\n]\n" : "[]\n").getBytes(US_ASCII));
    }
}
