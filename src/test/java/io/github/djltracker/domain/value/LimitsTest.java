package io.github.djltracker.domain.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.testing.Locales;
import io.github.djltracker.testing.memory.Bad;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    @Test
    void takes_names_of_1_to_500_characters() {
        for (String name :
                List.of("a", " a ", "x".repeat(500), "\u0130\u0131 \u732b \ud83d\udc08", "../etc", "\u00a0a")) {
            assertThat(Limits.name("name", name)).isSameAs(name);
        }
        Bad.refused(Bad.NAMES, name -> Limits.name("metric name", name));
        Bad.refusedNull(() -> Limits.name("metric name", Bad.nothing(String.class)));
    }

    @Test
    void says_what_is_wrong_with_the_value_and_the_limit() {
        assertThatThrownBy(() -> Limits.name("metric name", "x".repeat(10_000_000)))
                .hasMessage(
                        "metric name \"" + "x".repeat(40) + "...\" has 10000000 characters: at most 500 are allowed");
        assertThatThrownBy(() -> Limits.step(-1)).hasMessage("step -1 is out of range: 0 to 9007199254740991");
        assertThatThrownBy(() -> Limits.hash("a b")).hasMessageContaining("invalid character at 1");
        assertThatThrownBy(() -> Limits.name("phase", "a\ud800")).hasMessageContaining("U+d800");
    }

    @Test
    void takes_no_phase_for_none() {
        assertThat(Limits.phase(null)).isNull();
        assertThat(Limits.phase("train")).isEqualTo("train");
        Bad.refused(Bad.NAMES, Limits::phase);
    }

    @Test
    void takes_hashes_of_visible_ascii() {
        for (String hash : List.of("a", "sha256:0F", "~!", "x".repeat(128))) {
            assertThat(Limits.hash(hash)).isSameAs(hash);
        }
        Bad.refused(Bad.HASHES, Limits::hash);
        Bad.refusedNull(() -> Limits.hash(Bad.nothing(String.class)));
    }

    @Test
    void takes_text_of_whole_characters() {
        String text = "line\nline\t\ud83d\udc08";
        assertThat(Limits.text("error", text, text.length())).isSameAs(text);
        Bad.refused(
                List.of("\ud83d", "\udc08\ud83d", "a\u0000", text + "x"),
                wrong -> Limits.text("error", wrong, text.length()));
    }

    @Test
    void takes_integers_that_a_double_holds_exactly() {
        assertThat(Limits.integer("time", 0)).isZero();
        assertThat(Limits.step(9007199254740991L)).isEqualTo(9007199254740991L);
        Bad.refused(
                List.of(-1L, 9007199254740992L, Long.MIN_VALUE, Long.MAX_VALUE),
                value -> Limits.integer("time", value));
    }

    @Test
    void says_the_same_in_every_locale() {
        Locales.each(() -> assertThatThrownBy(() -> Limits.step(-1234567))
                .hasMessage("step -1234567 is out of range: 0 to 9007199254740991"));
    }
}
