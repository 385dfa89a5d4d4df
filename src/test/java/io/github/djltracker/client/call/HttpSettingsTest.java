package io.github.djltracker.client.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void its_text_shows_no_secret() {
        HttpSettings settings = HttpSettings.DEFAULTS.token("secret1").header("X-Proxy", "secret2");

        assertThat(settings.toString()).doesNotContain("secret1", "secret2").contains("token=***", "X-Proxy", "PT5S");
        assertThat(HttpSettings.DEFAULTS.toString()).contains("token=none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "my secret", "secret\n", "s\u00e4cret", "secret\u0000", "secret\u007f"})
    void refuses_a_token_that_http_cannot_carry_and_does_not_show_it(String token) {
        assertThatThrownBy(() -> HttpSettings.DEFAULTS.token(token))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret", "cret");
    }

    @ParameterizedTest
    @CsvSource({
        "'', x",
        "'a b', x",
        "a:b, x",
        "Host, x",
        "content-length, x",
        "Idempotency-Key, x",
        "X-A, 's\u00e9cret'",
        "X-A, 'secret\n'"
    })
    void refuses_headers_that_cannot_be_set(String name, String value) {
        assertThatThrownBy(() -> HttpSettings.DEFAULTS.header(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("cret");
    }

    @Test
    void takes_a_token_or_another_authorization_not_both() {
        HttpSettings other = HttpSettings.DEFAULTS.header("Authorization", "Basic secret");

        assertThat(other.headers()).containsKey("Authorization");
        assertThatThrownBy(() -> other.token("t"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void refuses_timeouts_that_are_none() {
        assertThatThrownBy(() -> HttpSettings.DEFAULTS.timeouts(Duration.ZERO, SECOND, SECOND, SECOND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connectTimeout PT0S");
        assertThatThrownBy(() -> HttpSettings.DEFAULTS.timeouts(SECOND, SECOND, SECOND, Duration.ofDays(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("callTimeout PT48H");
    }
}
