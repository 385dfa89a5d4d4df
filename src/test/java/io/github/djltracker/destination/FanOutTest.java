package io.github.djltracker.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.testing.Entries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class FanOutTest {
    private static final UUID RUN = new UUID(1, 2);

    private final List<RunEntry> good = new ArrayList<>();

    private FanOut with(Sink other) {
        Map<String, Sink> sinks = new LinkedHashMap<>();
        sinks.put("other", other);
        sinks.put("good", this::take);
        return new FanOut(sinks);
    }

    private long take(UUID run, RunEntry entry) {
        if (entry.sequence() == good.size()) {
            good.add(entry);
        }
        return good.size();
    }

    @Test
    void what_one_refuses_for_good_the_others_take_and_it_is_counted() {
        FanOut sink = with((run, entry) -> {
            throw new RejectedException("no");
        });

        assertThat(sink.append(RUN, Entries.start(RUN, "e", "abc"))).isEqualTo(1);
        assertThat(sink.append(RUN, Entries.iterations(1, 0))).isEqualTo(2);

        assertThat(good).hasSize(2);
        assertThat(sink.refused()).containsExactly(Map.entry("other", 2L));
        assertThat(sink.takeIncomplete()).isTrue();
        assertThat(sink.takeIncomplete()).isFalse();
    }

    @Test
    void one_from_which_the_run_was_deleted_is_not_asked_again() {
        int[] asked = {0};
        FanOut sink = with((run, entry) -> {
            asked[0]++;
            throw new DeletedException(run);
        });

        sink.append(RUN, Entries.start(RUN, "e", "abc"));
        sink.append(RUN, Entries.iterations(1, 0));
        sink.append(RUN, Entries.end(2, RunStatus.FINISHED));

        assertThat(asked[0]).isEqualTo(1);
        assertThat(good).hasSize(3);
    }

    @Test
    void what_one_cannot_take_now_comes_again_and_the_others_have_it_at_once_and_once() {
        boolean[] isUp = {false};
        FanOut sink = with((run, entry) -> {
            if (!isUp[0]) {
                throw new UnavailableException("not now");
            }
            return entry.sequence() + 1;
        });

        assertThatThrownBy(() -> sink.append(RUN, Entries.start(RUN, "e", "abc")))
                .isInstanceOf(UnavailableException.class);
        assertThat(good).hasSize(1);
        isUp[0] = true;
        assertThat(sink.append(RUN, Entries.start(RUN, "e", "abc"))).isEqualTo(1);

        assertThat(good).hasSize(1);
        assertThat(sink.refused()).isEmpty();
    }

    @Test
    void what_all_refuse_is_refused() {
        FanOut sink = new FanOut(Map.of("a", (run, entry) -> {
            throw new RejectedException("no");
        }));

        assertThatThrownBy(() -> sink.append(RUN, Entries.start(RUN, "e", "abc")))
                .isInstanceOf(RejectedException.class);
    }
}
