package io.github.djltracker.client.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.Locales;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpAnswerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("1994-11-06T08:49:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "86400, 86400",
        "'Sun, 06 Nov 1994 08:49:37 GMT', 37",
        "'Sun, 06 Nov 1994 08:49:00 GMT', 0"
    })
    void understands_seconds_and_dates(String header, long seconds) {
        Locales.each(() -> assertThat(answer(header).wait(CLOCK)).isEqualTo(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "-1",
                "1.5",
                "soon",
                "86401",
                "99999999999999999999",
                "Sun, 06 Nov 1994 08:48:59 GMT",
                "Tue, 08 Nov 1994 08:49:37 GMT",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "1994-11-06T08:49:37Z"
            })
    void passes_over_what_cannot_be_meant(@Nullable String header) {
        assertThat(answer(header).wait(CLOCK)).isNull();
    }

    @Test
    void knows_what_may_pass() {
        assertThat(List.of(408, 429, 500, 502, 503, 504, 599))
                .allMatch(status -> of(status).mayPass());
        assertThat(List.of(200, 301, 400, 401, 404, 409, 410, 413, 422, 431))
                .noneMatch(status -> of(status).mayPass());
    }

    private static HttpAnswer answer(@Nullable String retryAfter) {
        return new HttpAnswer(503, null, null, retryAfter, new byte[0], false);
    }

    private static HttpAnswer of(int status) {
        return new HttpAnswer(status, null, null, null, new byte[0], false);
    }
}
