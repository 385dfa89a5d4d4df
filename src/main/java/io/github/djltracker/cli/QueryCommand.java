package io.github.djltracker.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that reads a store and writes what it found as a table, or as JSON. */
abstract class QueryCommand extends StoreCommand {
    @Option(names = "--json", description = "Write one JSON document, in the forms of http-api.md.")
    boolean json;

    QueryCommand(Console console) {
        super(console);
    }

    /** Finds what the user names in a store. */
    static Finder finder(Target target, @Nullable String experiment) {
        return new Finder(target.store(), target.name(), experiment);
    }

    /** Writes a JSON list, each item on a line of its own. */
    void writeList(List<byte[]> items) {
        try (JsonList list = new JsonList(console.out())) {
            items.forEach(list::add);
        }
    }
}
