package io.github.djltracker.client.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServerEventTest {
    @Test
    void reads_events_and_passes_over_comments() throws IOException {
        String stream = """
                : hello

                id: 7
                event: change
                data: {"a":
                data: 1}

                :

                retry: 5\r
                data:x\r
                \r
                id
                event: none

                data: \u732b

                """;

        assertThat(read(stream))
                .containsExactly(
                        new ServerEvent("7", "change", "{\"a\":\n1}"),
                        new ServerEvent("7", "message", "x"),
                        new ServerEvent("", "message", "\u732b"));
    }

    @Test
    void ends_when_no_more_is_wanted() throws IOException {
        List<ServerEvent> events = new ArrayList<>();

        ServerEvent.read(new ByteArrayInputStream("data: 1\n\ndata: 2\n\n".getBytes(UTF_8)), event -> {
            events.add(event);
            return false;
        });

        assertThat(events).hasSize(1);
    }

    @Test
    void an_event_that_is_not_finished_does_not_count() throws IOException {
        assertThat(read("data: 1\n\ndata: 2\n")).hasSize(1);
        assertThatThrownBy(() -> read("data: 1\n\ndat")).isInstanceOf(EOFException.class);
    }

    @Test
    void a_line_without_end_does_not_fill_the_memory() {
        assertThatThrownBy(() -> read("x".repeat(2_000_000))).isInstanceOf(IOException.class);
    }

    private static List<ServerEvent> read(String stream) throws IOException {
        List<ServerEvent> events = new ArrayList<>();
        ServerEvent.read(new ByteArrayInputStream(stream.getBytes(UTF_8)), events::add);
        return events;
    }
}
