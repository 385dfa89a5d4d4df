package io.github.djltracker.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TextTableTest {
    @Test
    void aligns_text_to_the_left_and_numbers_to_the_right() {
        TextTable table = new TextTable(3, 1)
                .row("name", "loss", "note")
                .row("a", "0.5", "x")
                .row("long name", "-12.25", "")
                .row("b", "NaN", "")
                .row("c", "", "");

        assertThat(table.render(80, true)).isEqualTo("""
                        name         loss  note
                        ---------  ------  ----
                        a             0.5  x
                        long name  -12.25
                        b             NaN
                        c
                        """);
    }

    @Test
    void cuts_the_widest_columns_where_it_is_too_wide() {
        TextTable table = new TextTable(2, 1).row("a", "b").row("x".repeat(30), "y".repeat(8));

        assertThat(table.render(20, true)).isEqualTo("""
                        a           b
                        ----------  --------
                        xxxxxxxxx~  yyyyyyyy
                        """);
        assertThat(table.render(20, false)).contains("xxxxxxxxx\u2026  yyyyyyyy");
        assertThat(table.render(1, true)).contains("xxx~  yyy~");
    }

    @Test
    void cuts_heads_before_cells() {
        TextTable table = new TextTable(2, 2)
                .row("SoftmaxCrossEntropyLoss", "status")
                .row("validate", "")
                .row("0.25", "INTERRUPTED, 12 lost");

        assertThat(table.fits(30)).isTrue();
        assertThat(table.fits(29)).isFalse();
        assertThat(table.render(32, true)).isEqualTo("""
                        SoftmaxCr~  status
                          validate
                        ----------  --------------------
                              0.25  INTERRUPTED, 12 lost
                        """);
        assertThat(table.render(20, true)).contains("INTERRUPT~");
    }

    @Test
    void cuts_elastic_columns_before_others() {
        TextTable table = new TextTable(2, 1)
                .row("name", "value")
                .row("a name that is long", "123456789.123456789")
                .elastic(0);

        assertThat(table.fits(33)).isTrue();
        assertThat(table.fits(32)).isFalse();
        assertThat(table.render(35, true)).isEqualTo("""
                        name                          value
                        --------------  -------------------
                        a name that i~  123456789.123456789
                        """);
    }

    @Test
    void paints_cells_below_the_head_alone() {
        TextTable table = new TextTable(2, 1)
                .row("status", "n")
                .row("FAILED", "12")
                .row("x", "1")
                .paint(0, Colours.ON::status);

        assertThat(table.render(80, true)).isEqualTo("""
                        status   n
                        ------  --
                        \u001b[31mFAILED\u001b[0m  12
                        x        1
                        """);
    }

    @Test
    void cuts_no_character_in_half() {
        TextTable table = new TextTable(1, 0).row("\ud83d\udc08".repeat(9));

        assertThat(table.render(5, false)).isEqualTo("\ud83d\udc08".repeat(4) + "\u2026\n");
    }

    @Test
    void lets_no_control_character_through() {
        TextTable table = new TextTable(1, 0).row("a\u001b[31mb\nc\td\u202ee\u2028f");

        assertThat(table.render(80, true)).isEqualTo("a [31mb c d e f\n");
    }

    @Test
    void draws_a_table_without_rows() {
        assertThat(new TextTable(2, 1).row("a", "b").render(80, true)).isEqualTo("a  b\n-  -\n");
        assertThatThrownBy(() -> new TextTable(2, 1).row("a")).isInstanceOf(IllegalArgumentException.class);
    }
}
