package io.github.djltracker.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid JSON is refused with a message that needs no knowledge of the parser. */
final class JsonRefusalTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                   | the body is empty
            ` `                  | the body is empty
            []                   | body must be an object, not a list
            "x"                  | body must be an object, not a string
            7                    | body must be an object, not a number
            null                 | body must be an object, not null
            true                 | body must be an object, not true
            {"a":                | body: the body ends in the middle
            {"a":"x              | body: the body ends in the middle
            {"a":NaN}            | a: NaN is not a JSON number: write "NaN"
            {"a":{"b":NaN}}      | a.b: NaN is not a JSON number: write "NaN"
            {"a":[Infinity]}     | a: Infinity is not a JSON number: write "Infinity"
            {"a":-Infinity}      | a: -Infinity is not a JSON number: write "-Infinity"
            {"a":-INF}           | a: -INF is not a JSON number: write "-Infinity"
            {"a":+1}             | body is not valid JSON: unexpected character ('+' (code 43)) in numeric value: JSON spec does not allow numbers to have plus signs
            {"a":tru}            | body is not valid JSON: unrecognized token 'tru'
            {"a":[1}             | a is not valid JSON: unexpected close marker '}': expected ']'
            {"":[1}              | body is not valid JSON: unexpected close marker '}': expected ']'
            {"a":.5}             | body is not valid JSON: unexpected character ('.' (code 46))
            {a:1}                | body is not valid JSON: unexpected character ('a' (code 97)): was expecting double-quote to start field name
            {"a":1} // why       | body is not valid JSON: unexpected character ('/' (code 47)): maybe a (non-standard) comment?
            """)
    void says_what_is_wrong_in_plain_words(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void names_the_limit_that_is_exceeded() {
        assertThat(message("{\"a\":{\"b\":" + "[".repeat(100_000)))
                .isEqualTo("a: the body is nested more than 40 levels deep");
        assertThat(message("{\"a\":" + "{\"a\":".repeat(5_000)))
                .isEqualTo("a: the body is nested more than 40 levels deep");
        assertThat(message("{\"a\":[" + "1".repeat(500) + "]}")).isEqualTo("a: a number has more than 400 characters");
        assertThat(message("{\"a\":\"" + "x".repeat(1_100_000) + "\"}"))
                .endsWith("a string has more than 1000000 characters");
        assertThat(message("{\"" + "x".repeat(1_100_000) + "\":1}"))
                .endsWith("a name has more than 1000000 characters");
    }

    @Test
    void neither_names_nor_words_make_it_longer_than_anybody_reads() {
        String name = "n".repeat(10_000);

        assertThat(message("{\"" + name + "\":{\"" + name + "\":tru}}")).hasSizeLessThan(200);
        assertThat(message("{\"a\":" + "x".repeat(10_000) + "}")).hasSizeLessThan(200);
        assertThatThrownBy(() -> AttributesJson.read("{\"a\":".repeat(36) + "1" + "}".repeat(36)))
                .hasMessageContaining("is nested deeper than 32")
                .message()
                .hasSizeLessThan(120);
    }

    private static String message(String text) {
        return String.valueOf(catchThrowable(() -> read(text)).getMessage());
    }

    private static void read(String text) {
        Fields.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
