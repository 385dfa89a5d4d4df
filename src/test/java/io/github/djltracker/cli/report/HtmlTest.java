package io.github.djltracker.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HtmlTest {
    @Test
    void markup_is_shown_and_not_made() {
        assertThat(Html.text("<img src=x onerror='alert(1)'> & \"more\""))
                .isEqualTo("&lt;img src=x onerror=&#39;alert(1)&#39;&gt; &amp; &quot;more&quot;");
    }

    @Test
    void controls_and_changes_of_direction_become_spaces() {
        assertThat(Html.text("a\u0000b\u001b[31mc\u202ed\ne")).isEqualTo("a b [31mc d e");
        assertThat(Html.lines("a\u001b\n\n\tb\u2028c", 100)).isEqualTo("a\n\n b c");
    }

    @Test
    void of_a_long_text_the_beginning_and_the_end_are_there() {
        String text = Html.text("begin" + "x".repeat(1_000_000) + "end");

        assertThat(text)
                .hasSize(Html.MAX_TEXT - 1)
                .startsWith("beginx")
                .contains("x\u2026x")
                .endsWith("xend");
        assertThat(Html.text("y".repeat(Html.MAX_TEXT))).doesNotContain("\u2026");
    }

    @Test
    void no_character_is_cut_in_two() {
        String cats = "\ud83d\udc08".repeat(500);
        for (int most = 10; most < 20; most++) {
            String some = Html.shorten("a".repeat(most % 3) + cats, most);

            assertThat(some.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
            assertThat(some).hasSizeLessThanOrEqualTo(most).contains("\u2026");
        }
    }
}
