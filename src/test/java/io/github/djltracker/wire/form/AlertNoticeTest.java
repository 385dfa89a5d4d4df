package io.github.djltracker.wire.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.alert.Alert;
import io.github.djltracker.domain.alert.AlertKind;
import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.HeardRun;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.testing.Golden;
import io.github.djltracker.wire.form.run.AlertNotice;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The bodies that are sent to webhooks. */
final class AlertNoticeTest {
    private static final Instant TIME = Instant.parse("2026-11-29T10:00:00Z");
    private static final Run RUN = new Run(
            new UUID(1, 2),
            RunStatus.RUNNING,
            TIME,
            TIME,
            null,
            0L,
            7L,
            null,
            Map.of(),
            Map.of(),
            null,
            Annotations.NONE);

    @Test
    void are_as_they_are_written_down() {
        HeardRun run =
                new HeardRun("odd <!channel> & *[x](y)*", new FoundRun(new UUID(3, 4), "cnn", null, RUN, Map.of()));
        Alert alert = new Alert(AlertKind.DIVERGED, "loss@train is NaN at step 7", TIME);
        StringBuilder bodies = new StringBuilder();
        for (AlertNotice notice : new AlertNotice[] {
            AlertNotice.began(run, alert, TIME),
            AlertNotice.ended(run, AlertKind.LOST_POINTS, TIME),
            AlertNotice.heldBack(12, TIME)
        }) {
            for (byte[] body : new byte[][] {notice.json(), notice.slack(), notice.teams()}) {
                bodies.append(new String(body, UTF_8)).append('\n');
            }
        }

        Golden.check(AlertNoticeTest.class, "alert-notice.ndjson", bodies.toString());
        assertThat(bodies.toString()).contains("&lt;!channel&gt;");
    }
}
