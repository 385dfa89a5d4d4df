package io.github.djltracker.testing.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How tests start JVMs of their own. */
public final class Jvm {
    private Jvm() {}

    /** The Java that runs the tests, with a heap of this number of megabytes, and these options and arguments. */
    public static List<String> command(int heap, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                // they end before the optimising compiler has earned what it takes from the others
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(more);
        return command;
    }
}
