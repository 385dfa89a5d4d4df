package io.github.djltracker.store.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.testing.process.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A search that would take minutes is ended, and the next one is not affected. */
final class TimeLimitTest {
    /** A query that takes minutes, but ends by itself if the time limit fails. */
    private static final String LONG =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000000) SELECT count(*) FROM n";

    static List<String> databases() {
        return List.of("jdbc:sqlite::memory:", PostgresServer.anyDatabase());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void ends_a_statement_and_no_other(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            Session session = new Session(connection);

            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> count(session, LONG, Duration.ofMillis(100)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("longer than 0 s and was ended: use fewer conditions");
                assertThat(count(session, "SELECT 7", Duration.ofSeconds(30))).containsExactly(7L);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void leaves_a_mistake_in_a_statement_what_it_is(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThatThrownBy(() -> count(new Session(connection), "SELECT nothing", Duration.ofSeconds(30)))
                    .isInstanceOf(SQLException.class);
        }
    }

    private static List<Long> count(Session session, String sql, Duration most) throws SQLException {
        return session.listOnce(row -> row.getLong(1), sql, List.of(), most);
    }
}
