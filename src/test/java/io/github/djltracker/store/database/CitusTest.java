package io.github.djltracker.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.process.PostgresServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests on a single server that the tables meet the requirements of a cluster. */
final class CitusTest {
    private SqlStore store;

    @BeforeEach
    void open() {
        store = SqlStore.open(PostgresServer.anyDatabase());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void every_table_has_its_place() {
        List<String> places = Stream.of(Citus.ON_COORDINATOR, Citus.EVERYWHERE, Citus.BY_MODEL, Citus.BY_RUN)
                .flatMap(List::stream)
                .toList();

        assertThat(texts("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"))
                .containsExactlyInAnyOrderElementsOf(places);
    }

    @Test
    void every_key_of_a_table_has_the_column_by_which_it_is_spread() {
        for (Map.Entry<String, String> table : SpreadTables.keys().entrySet()) {
            List<String> first = texts("""
                    SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                    WHERE i.indisunique AND i.indrelid = '%s'::regclass""".formatted(table.getKey()));
            assertThat(first).as(table.getKey()).isNotEmpty().containsOnly(table.getValue());
        }
    }

    /** A table without a primary key cannot be copied to a new machine while it is written to. */
    @Test
    void every_table_but_the_version_has_a_primary_key() {
        assertThat(texts("""
                        SELECT c.relname FROM pg_class c
                        WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
                            AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)""")).isEqualTo(Citus.ON_COORDINATOR);
    }

    @Test
    void one_trigger_alone_is_lost_on_a_cluster() {
        assertThat(texts("""
                        SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                        WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace""")).isSubsetOf("run_deleted");
    }

    private List<String> texts(String sql) {
        return store.database().read(session -> session.list(row -> row.getString(1), sql));
    }
}
