package io.github.djltracker.server.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PageFilesTest {
    private final Map<String, String> files = new HashMap<>(Map.of(
            "main.js", "import { a } from './views/a.js';\nimport './b.js';",
            "views/a.js", "import { b } from '../b.js';\nexport { c } from './c.js';",
            "views/c.js", "import { a } from './a.js';",
            "b.js", "",
            "base.css", ""));

    private PageFiles read() {
        byte[] page = "<link href=\"assets/base.css\"><script src=\"assets/main.js\">".getBytes(UTF_8);
        return PageFiles.of(
                page, name -> Objects.requireNonNull(files.get(name), name).getBytes(UTF_8));
    }

    @Test
    void finds_modules_in_the_order_in_which_they_are_imported() {
        assertThat(read().modules()).containsExactly("views/a.js", "b.js", "views/c.js");
    }

    @Test
    void has_another_version_if_any_file_changes() {
        String before = read().version();

        assertThat(read().version()).isEqualTo(before);
        for (String name : List.copyOf(files.keySet())) {
            String text = Objects.requireNonNull(files.get(name));
            files.put(name, text + "\n");
            assertThat(read().version()).as(name).isNotEqualTo(before);
            files.put(name, text);
        }
    }
}
