package io.github.djltracker.cli.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The terminal behind the standard streams, and its capabilities. */
public final class Terminal {
    private static final int STTY_SECONDS = 2;

    private Terminal() {}

    /** The charset of the standard output, as far as this JVM knows. */
    public static Charset charset() {
        // which of them exists depends on the version of Java, and on whether the output is a terminal
        return Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .map(Charset::forName)
                .findFirst()
                .orElseGet(Charset::defaultCharset);
    }

    /** Whether a charset has the characters that charts and tables are drawn with. */
    public static boolean canDraw(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode("\u28ff\u2524\u2502\u2514\u2500\u2026");
    }

    /** Whether a standard stream is a terminal: 0 is the input, 1 the output, 2 the errors. */
    static boolean isTerminal(int stream) {
        Path streams = Path.of("/proc/self/fd");
        if (Files.isDirectory(streams)) {
            try {
                String target = Files.readSymbolicLink(streams.resolve(Integer.toString(stream)))
                        .toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException e) {
                return false;
            }
        }
        return isConsole();
    }

    /** On other systems than Linux, Java only says whether both input and output are terminals. */
    @SuppressWarnings("SystemConsoleNull") // without a terminal: null before Java 22; since then, isTerminal says so
    private static boolean isConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // since Java 22, there may be a console without a terminal
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** The number of characters of a line of the terminal; 0 if unknown. */
    static int columns() {
        File terminal = new File("/dev/tty");
        if (!terminal.canRead()) {
            return 0;
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(terminal)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(STTY_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return 0;
            }
            String answer = new String(stty.getInputStream().readNBytes(100), StandardCharsets.US_ASCII).strip();
            return answer.matches("[0-9]{1,6} [0-9]{1,6}")
                    ? Integer.parseInt(answer.substring(answer.indexOf(' ') + 1))
                    : 0;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
