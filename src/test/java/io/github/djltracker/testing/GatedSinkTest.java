package io.github.djltracker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class GatedSinkTest {
    private final GatedSink sink = new GatedSink((run, entry) -> entry.sequence() + 1);
    private final UUID run = UUID.randomUUID();

    @Test
    void passes_entries_on() {
        assertThat(sink.append(run, Entries.iterations(7, 0))).isEqualTo(8);

        assertThat(sink.appended()).containsExactly(Entries.iterations(7, 0));
    }

    @Test
    void holds_a_call_until_it_is_opened() throws Exception {
        sink.close();
        assertThat(sink.awaitWaiting(Duration.ofMillis(1))).isFalse();

        CompletableFuture<Long> call = CompletableFuture.supplyAsync(() -> sink.append(run, Entries.iterations(1, 0)));

        assertThat(sink.awaitWaiting(Duration.ofSeconds(60))).isTrue();
        assertThat(sink.appended()).isEmpty();
        assertThat(call).isNotDone();
        sink.open();
        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void throws_what_it_is_told_as_often_as_it_is_told() {
        sink.fail(2, () -> new UnavailableException("disk full"));
        assertThatThrownBy(() -> sink.append(run, Entries.iterations(1, 0))).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> sink.append(run, Entries.iterations(1, 0))).isInstanceOf(UnavailableException.class);
        sink.append(run, Entries.iterations(1, 0));

        sink.fail(1, () -> new IOException("checked"));
        assertThatThrownBy(() -> sink.append(run, Entries.iterations(2, 0))).isInstanceOf(IOException.class);
        sink.fail(1, () -> new NoClassDefFoundError("linkage"));
        assertThatThrownBy(() -> sink.append(run, Entries.iterations(2, 0))).isInstanceOf(LinkageError.class);
        assertThat(sink.appended()).hasSize(1);
    }
}
