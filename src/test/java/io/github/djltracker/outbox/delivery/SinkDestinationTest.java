package io.github.djltracker.outbox.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.wire.log.RunLogJson;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SinkDestinationTest {
    private static final UUID RUN = new UUID(0, 1);

    private final CollectingSink sink = new CollectingSink();
    private final Destination destination = Destination.of(sink);
    private final byte[] start = RunLogJson.write(Entries.start(RUN, "e", "h"));
    private final byte[] batch = RunLogJson.write(Entries.iterations(1, 7));

    @Test
    void appends_the_entries_of_the_lines() {
        assertThat(destination.append(RUN, List.of(start, batch))).isEqualTo(2);
        assertThat(destination.append(RUN, List.of(start))).isEqualTo(2);

        assertThat(sink.entries(RUN)).containsExactly(Entries.start(RUN, "e", "h"), Entries.iterations(1, 7));
    }

    @Test
    void passes_on_what_the_sink_throws() {
        assertThatThrownBy(() -> destination.append(RUN, List.of(batch))).isInstanceOf(GapException.class);
    }

    @Test
    void refuses_a_line_that_is_no_entry() {
        assertThatThrownBy(() -> destination.append(RUN, List.of(start, "{\"entry\":\"batch\"}".getBytes(UTF_8))))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("sequence is missing");
        assertThat(sink.runs()).isEmpty();
    }
}
