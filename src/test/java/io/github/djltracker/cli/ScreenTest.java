package io.github.djltracker.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.cli.terminal.Colours;
import io.github.djltracker.cli.terminal.Screen;
import io.github.djltracker.testing.Golden;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Width, characters and colours depend on where the output goes. */
final class ScreenTest {
    @TempDir
    private Path folder;

    @Test
    void a_pipe_has_every_column_and_no_colours() {
        Screen screen = Screen.of(false, UTF_8, Map.of());

        assertThat(screen.width()).isEqualTo(Screen.UNLIMITED);
        assertThat(screen.colours()).isEqualTo(Colours.OFF);
        assertThat(screen.ascii()).isFalse();
    }

    @Test
    void columns_say_how_wide_it_is() {
        assertThat(Screen.of(false, UTF_8, Map.of("COLUMNS", "60")).width()).isEqualTo(60);
        assertThat(Screen.of(true, UTF_8, Map.of("COLUMNS", "100")).width()).isEqualTo(100);
        assertThat(Screen.of(true, UTF_8, Map.of("COLUMNS", "1")).width()).isEqualTo(20);
        assertThat(Screen.of(false, UTF_8, Map.of("COLUMNS", "wide")).width()).isEqualTo(Screen.UNLIMITED);
        assertThat(Screen.of(true, UTF_8, Map.of("COLUMNS", "0")).width()).isPositive();
    }

    @Test
    void a_terminal_has_colours_unless_it_has_none() {
        assertThat(Screen.of(true, UTF_8, Map.of("COLUMNS", "80")).colours()).isEqualTo(Colours.ON);
        assertThat(Screen.of(true, UTF_8, Map.of("COLUMNS", "80", "NO_COLOR", ""))
                        .colours())
                .isEqualTo(Colours.ON);
        assertThat(Screen.of(true, UTF_8, Map.of("COLUMNS", "80", "NO_COLOR", "1"))
                        .colours())
                .isEqualTo(Colours.OFF);
        assertThat(Screen.of(true, UTF_8, Map.of("COLUMNS", "80", "TERM", "dumb"))
                        .colours())
                .isEqualTo(Colours.OFF);
    }

    @Test
    void a_charset_without_the_characters_has_ascii() {
        assertThat(Screen.of(false, US_ASCII, Map.of()).ascii()).isTrue();
    }

    @Test
    void colours_tell_statuses_lines_and_changes_apart() {
        String file = folder.resolve("small.db").toString();
        SmallStore.create(Path.of(file));
        Cli cli = new Cli().terminal().columns(100);

        String all = cli.run("runs", "--store", file).out()
                + cli.run("plot", "1a11", "1a22", "--store", file).out()
                + cli.run("diff", "digits/LeNet", "6030", "--store", file).out();

        Golden.check(ScreenTest.class, "queries/colours.txt", all.replace("\u001b", "ESC"));
    }
}
