package io.github.djltracker.testing.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How tests start JVMs. */
public final class Jvm {
    private Jvm() {}

    /**
     * The command of the Java that runs the tests, with a heap of this many megabytes, and with these options and
     * arguments.
     */
    public static List<String> command(int heap, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                // they end before the optimising compiler would pay off, and it would slow down other processes
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(more);
        return command;
    }
}
