package io.github.djltracker.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogCaptureTest {
    @Test
    void holds_what_was_logged_between_its_opening_and_its_close() {
        Logger log = LoggerFactory.getLogger(LogCaptureTest.class);
        log.warn("before");
        LogCapture all;

        try (LogCapture capture = LogCapture.of(LogCaptureTest.class);
                LogCapture above = LogCapture.of("io.github.djltracker.testing")) {
            all = capture;
            log.info("some {}", 1);
            log.warn("some {}", 2);
            assertThat(above.warnings()).containsExactly("some 2");
        }
        log.warn("after");

        assertThat(all.warnings()).containsExactly("some 2");
        assertThat(all.messages(Level.INFO)).containsExactly("some 1", "some 2");
    }
}
