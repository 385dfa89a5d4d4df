package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.store.database.SpreadTables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which shards statements need. */
final class SpreadStatementTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ANYWHERE | SELECT id FROM run WHERE uuid IN (?, ?)
                    ANYWHERE | INSERT INTO deleted_run (uuid) SELECT uuid FROM run WHERE model = ? ON CONFLICT DO NOTHING
                    ONE_SHARD | SELECT 1 FROM run_state WHERE run = ? FOR NO KEY UPDATE
                    ONE_SHARD | SELECT r.id FROM run r JOIN run_state s ON s.run = r.id WHERE r.id = ?
                    ONE_SHARD | SELECT c.first FROM chunk c JOIN body b ON b.run = c.run AND b.first = c.first WHERE c.run = ?
                    ONE_SHARD | SELECT first FROM chunk WHERE run = ? AND first >= (SELECT max(first) FROM chunk WHERE run = ?)
                    ONE_SHARD | INSERT INTO entry (run, sequence, number, body) VALUES (?, ?, ?, ?)
                    ONE_SHARD | UPDATE model_state SET recorded = recorded + ? WHERE model = ? RETURNING recorded
                    ONE_SHARD | DELETE FROM metric WHERE model = ? AND number = ?
                    ONE_SHARD | SELECT run FROM run_value WHERE run IN (5, 6) AND name IN (7)
                    ALL_SHARDS | SELECT count(*) FROM run_value
                    ALL_SHARDS | SELECT r.id FROM run r JOIN run_state s ON s.run = r.id WHERE r.model = ?
                    ALL_SHARDS | SELECT s.run FROM run_state s WHERE EXISTS (SELECT 1 FROM run_value v WHERE v.run = s.run)
                    ALL_SHARDS | UPDATE run_state SET lead = ? WHERE run IN (SELECT id FROM run WHERE model = ?)
                    ALL_SHARDS | DELETE FROM chunk WHERE series = ?
                    ACROSS_KEYS | SELECT first FROM chunk WHERE run = ? AND first >= (SELECT max(first) FROM chunk e)
                    ACROSS_KEYS | SELECT m.name FROM iteration_module m JOIN run_state s ON s.run = m.run WHERE m.model = ?
                    ACROSS_KEYS | SELECT t.step FROM model_state t JOIN run r ON r.model = t.model JOIN entry e ON e.run = r.id
                    ACROSS_KEYS | SELECT a.run FROM series a JOIN series b ON a.name = b.name WHERE a.run = ?
                    ACROSS_KEYS | UPDATE metric SET model = ?, number = number + ? WHERE model = ?
                    ACROSS_KEYS | INSERT INTO metric (model, number) SELECT CAST(? AS BIGINT), number FROM metric WHERE model = ?
                    """)
    void finds_where_a_statement_goes(SpreadStatement.Reach reach, String sql) {
        assertThat(new SpreadStatement(sql, SpreadTables.keys()).reach()).isEqualTo(reach);
    }
}
