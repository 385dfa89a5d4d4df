package io.github.djltracker.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.database.TestDatabase;
import io.github.djltracker.testing.Entries;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The states of runs, which are read in one query with the runs if all tables are on one machine. */
final class RunStateTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void is_the_same_whether_or_not_rows_may_be_on_several_machines(TestDatabase kind) {
        UUID open = UUID.randomUUID();
        UUID ended = UUID.randomUUID();
        UUID missing = UUID.randomUUID();
        List<UUID> all = List.of(ended, missing, open);
        try (Database database = Database.open(kind.create(folder).get())) {
            Appends appends = new Appends(database, Clock.systemUTC());
            appends.append(open, List.of(Entries.start(open, "e", "h"), Entries.points(1, "loss", "train", 7, 0.5)));
            appends.append(
                    ended,
                    List.of(
                            Entries.start(ended, "e", "other"),
                            new RunEnd(1, RunStatus.FAILED, Entries.TIME, Map.of(), "why")));

            Map<UUID, RunState> together = database.write(session -> RunState.read(session, all));
            Map<UUID, RunState> apart = database.write(session -> {
                session.lockRowsBy("", true);
                return RunState.read(session, all);
            });

            assertThat(together).containsOnlyKeys(open, ended).isEqualTo(apart);
            assertThat(together.get(open)).matches(state -> !state.ended() && state.next() == 2, "goes on");
            assertThat(together.get(ended)).matches(state -> state.ended() && state.next() == 2, "has ended");
            assertThat(together.values().stream().map(RunState::model).distinct())
                    .hasSize(2);
        }
    }
}
