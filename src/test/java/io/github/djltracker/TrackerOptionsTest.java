package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.outbox.Outbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrackerOptionsTest {
    private static final Path HOME = Path.of("home");

    @Test
    void without_variables_there_is_no_token_and_a_folder_in_the_home() {
        Map<String, String> variables = Map.of("DJL_TRACKER_TOKEN", " ", "DJL_TRACKER_OUTBOX", "");

        TrackerOptions options = TrackerOptions.of(variables, HOME);

        assertThat(options)
                .isEqualTo(new TrackerOptions(null, HOME.resolve(".djl-tracker/outbox"), Outbox.MAX_BYTES, variables));
    }

    @Test
    void variables_say_all_of_it() {
        Map<String, String> variables = Map.of(
                "DJL_TRACKER_TOKEN", "secret\n",
                "DJL_TRACKER_OUTBOX", "/data/outbox",
                "DJL_TRACKER_OUTBOX_BYTES", " 5000000 ",
                "DJL_TRACKER_DEAD_LETTER_DAYS", "7 ");

        TrackerOptions options = TrackerOptions.of(variables, HOME);

        assertThat(options)
                .isEqualTo(new TrackerOptions(
                        "secret", Path.of("/data/outbox"), 5_000_000, Duration.ofDays(7), variables));
        assertThat(options.toString()).doesNotContain("secret").contains("5000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10 GB", "1e9", "99999999999999999999"})
    void refuses_a_size_that_is_none(String bytes) {
        assertThatThrownBy(() -> TrackerOptions.of(Map.of("DJL_TRACKER_OUTBOX_BYTES", bytes), HOME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(bytes)
                .hasMessageContaining("1 or more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "30 days", "1.5", "36501", "99999999999999999999"})
    void refuses_an_age_of_dead_letters_that_is_none(String days) {
        assertThatThrownBy(() -> TrackerOptions.of(Map.of("DJL_TRACKER_DEAD_LETTER_DAYS", days), HOME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(days)
                .hasMessageContaining("from 1 to 36500");
        assertThatThrownBy(() -> new TrackerOptions(null, HOME).deadLetterAge(Duration.ofHours(23)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT23H");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s\u00e4cret", "my secret", ""})
    void refuses_a_token_that_cannot_be_sent_and_does_not_show_it(String token) {
        TrackerOptions options = new TrackerOptions(null, HOME);

        assertThatThrownBy(() -> options.token(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("token")
                .hasMessageContaining("DJL_TRACKER_TOKEN")
                .message()
                .doesNotContain("cret");
    }
}
