package io.github.djltracker.cli;

import java.nio.charset.Charset;
import java.util.stream.Stream;

/** What the terminal behind the standard output can show. */
final class Terminal {
    private Terminal() {}

    /** The charset of the standard output, as far as this JVM says. */
    static Charset charset() {
        // which of them is there depends on the version of Java, and on whether the output is a terminal
        return Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .map(Charset::forName)
                .findFirst()
                .orElseGet(Charset::defaultCharset);
    }

    /** Whether a charset has the characters that charts and tables are drawn with. */
    static boolean canDraw(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode("\u28ff\u2524\u2502\u2514\u2500\u2026");
    }
}
