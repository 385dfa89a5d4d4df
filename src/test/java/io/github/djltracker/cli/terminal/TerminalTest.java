package io.github.djltracker.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TerminalTest {
    @Test
    void a_stream_that_nobody_opened_is_no_terminal() {
        assertThat(Terminal.isTerminal(7_777)).isFalse();
        assertThat(Terminal.columns()).isNotNegative();
    }

    @Test
    void draws_where_the_charset_has_the_characters() {
        assertThat(Terminal.canDraw(StandardCharsets.UTF_8)).isTrue();
        assertThat(Terminal.canDraw(StandardCharsets.US_ASCII)).isFalse();
        assertThat(Terminal.canDraw(StandardCharsets.ISO_8859_1)).isFalse();
        assertThat(Terminal.canDraw(Charset.forName("IBM437"))).isFalse();
        assertThat(Terminal.charset()).isNotNull();
    }
}
