package io.github.djltracker.cli.find;

import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.JsonList;
import java.util.List;
import picocli.CommandLine.Option;

/** A command that reads a store and writes what it found as a table, or as JSON. */
public abstract class QueryCommand extends StoreCommand {
    @Option(names = "--json", description = "Write one JSON document, in the format of http-api.md.")
    public boolean json;

    public QueryCommand(Console console) {
        super(console);
    }

    /** Writes a JSON list, each item on a line of its own. */
    public void writeList(List<byte[]> items) {
        try (JsonList list = new JsonList(console.out())) {
            items.forEach(list::add);
        }
    }
}
