package io.github.djltracker.domain.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.testing.memory.Bad;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CurveQueryTest {
    @Test
    void asks_for_everything_unless_told() {
        assertThat(CurveQuery.of("loss"))
                .isEqualTo(new CurveQuery(Set.of(), "loss", null, 0, Limits.MAX_INTEGER, 1_000));
        assertThat(CurveQuery.of("loss", "train").phase()).isEqualTo("train");
    }

    @Test
    void narrows_one_thing_at_a_time() {
        UUID run = UUID.randomUUID();

        CurveQuery query = CurveQuery.of("loss", "train").runs(run).steps(5, 9).buckets(7);

        assertThat(query).isEqualTo(new CurveQuery(Set.of(run), "loss", "train", 5, 9, 7));
    }

    @Test
    void refuses_what_cannot_be_asked() {
        CurveQuery query = CurveQuery.of("loss");

        Bad.refused(List.of(0, -1, 100_001), query::buckets);
        Bad.refused(List.of(-1L, Limits.MAX_INTEGER + 1), step -> query.steps(step, Limits.MAX_INTEGER));
        Bad.refused(List.of(-1L, Limits.MAX_INTEGER + 1), step -> query.steps(0, step));
        assertThatThrownBy(() -> query.steps(5, 4)).hasMessage("from 5 is greater than to 4");
        Bad.refused(Bad.NAMES, CurveQuery::of);
        Bad.refused(Bad.NAMES, phase -> CurveQuery.of("loss", phase));
        Bad.refusedNull(() -> CurveQuery.of(Bad.nothing(String.class)));
    }
}
