package io.github.djltracker.domain.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {
    private static final List<String> COMMANDS = List.of(
            "experiments", "models", "runs", "show", "metrics", "plot", "diff", "push", "rm", "doctor", "serve");

    @ParameterizedTest
    @CsvSource({
        "mdels,models",
        "model,models",
        "rusn,runs",
        "shwo,show",
        "PLTO,plot",
        "expermients,experiments",
        "exp,experiments",
        "metric,metrics",
        "server,serve",
        "docter,doctor",
        "dif,diff"
    })
    void finds_what_was_meant(String written, String meant) {
        assertThat(Spelling.like(written, COMMANDS)).first().isEqualTo(meant);
    }

    @Test
    void has_no_idea_where_nothing_is_like_it() {
        assertThat(Spelling.like("delete", COMMANDS)).isEmpty();
        assertThat(Spelling.like("ls", COMMANDS)).isEmpty();
        assertThat(Spelling.like("", COMMANDS)).isEmpty();
    }
}
