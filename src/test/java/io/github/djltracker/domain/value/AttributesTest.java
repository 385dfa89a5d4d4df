package io.github.djltracker.domain.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.testing.memory.Bad;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AttributesTest {
    @Test
    void makes_longs_and_doubles_of_all_numbers() {
        Map<String, Object> mixed = Map.of("a", (byte) 1, "b", (short) 2, "c", 3, "d", 4L, "e", 0.5, "f", 0.1f);

        assertThat(Attributes.copyOf(mixed)).isEqualTo(Map.of("a", 1L, "b", 2L, "c", 3L, "d", 4L, "e", 0.5, "f", 0.1));
    }

    @Test
    void a_copy_of_a_copy_is_equal() {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("z", null);
        attributes.put("a", Arrays.asList(1, null, Map.of("x", -0.0)));
        attributes.put("", Set.of(true));

        Map<String, @Nullable Object> copy = Attributes.copyOf(attributes);

        assertThat(Attributes.copyOf(copy)).isEqualTo(copy);
        assertThat(copy.keySet()).containsExactly("z", "a", "");
    }

    @Test
    void a_copy_changes_neither_with_its_source_nor_by_hand() {
        List<Object> inner = new ArrayList<>(List.of(1));
        Map<String, @Nullable Object> source = new HashMap<>(Map.of("a", inner));

        Map<String, @Nullable Object> copy = Attributes.copyOf(source);
        inner.add(2);
        source.put("b", 3);

        assertThat(copy).isEqualTo(Map.of("a", List.of(1L)));
        assertThatThrownBy(() -> copy.put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
        List<?> list = (List<?>) Objects.requireNonNull(copy.get("a"));
        assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refuses_what_is_no_json() {
        Bad.refused(Bad.ATTRIBUTES, Attributes::copyOf);
        Bad.refused(
                List.of(Collections.singletonMap("a", 'c'), Collections.singletonMap("a", BigInteger.TEN)),
                Attributes::copyOf);
    }

    @Test
    void names_the_attribute_that_it_refuses() {
        assertThatThrownBy(() -> Attributes.copyOf(Map.of("a", List.of(1, Map.of("b", Double.NaN)))))
                .hasMessage("attribute a[1].b is NaN: JSON cannot represent this number; write it as a string");
    }

    @Test
    void refuses_more_than_a_million_characters_and_32_levels() {
        Map<String, Object> large = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            large.put("k" + i, "x".repeat(9_900));
        }
        assertThat(Attributes.copyOf(large)).hasSize(100);
        large.put("more", "x".repeat(9_900));
        assertThatThrownBy(() -> Attributes.copyOf(large)).hasMessageContaining("larger than 1000000");

        Map<String, Object> deep = Map.of();
        for (int i = 1; i < 32; i++) {
            deep = Map.of("a", deep);
        }
        assertThat(Attributes.copyOf(deep)).hasSize(1);
        Map<String, Object> deeper = Map.of("a", deep);
        assertThatThrownBy(() -> Attributes.copyOf(deeper)).hasMessageContaining("deeper than 32");
    }

    @Test
    void survives_a_map_that_holds_itself() {
        Map<String, @Nullable Object> cycle = new HashMap<>();
        cycle.put("me", cycle);

        assertThatThrownBy(() -> Attributes.copyOf(cycle)).isInstanceOf(IllegalArgumentException.class);
    }
}
