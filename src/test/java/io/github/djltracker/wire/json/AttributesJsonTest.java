package io.github.djltracker.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.value.Attributes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AttributesJsonTest {
    @Test
    void writes_one_line_in_the_order_of_the_map_and_reads_it_again() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("z", List.of(1, 2.5, "x\n\u732b"));
        map.put("a", null);
        map.put("", Map.of("deep", Arrays.asList(null, true)));
        map.put("small", -0.0);
        map.put("large", Long.MIN_VALUE);
        Map<String, @Nullable Object> attributes = Attributes.copyOf(map);

        String json = AttributesJson.write(attributes);

        assertThat(json)
                .isEqualTo("{\"z\":[1,2.5,\"x\\n\u732b\"],\"a\":null,\"\":{\"deep\":[null,true]},\"small\":-0.0,"
                        + "\"large\":-9223372036854775808}");
        assertThat(AttributesJson.read(json)).isEqualTo(attributes);
        assertThat(AttributesJson.read(json).keySet()).containsExactly("z", "a", "", "small", "large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "[]",
                "null",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1}x",
                "{\"a\":NaN}",
                "{\"a\":1e400}",
                "{\"a\":99999999999999999999}",
                "{\"a\":\"\\ud800\"}",
                "{'a':1}"
            })
    void refuses_what_is_no_object_of_attributes(String json) {
        assertThatThrownBy(() -> AttributesJson.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .hasSizeBetween(5, 300);
    }
}
