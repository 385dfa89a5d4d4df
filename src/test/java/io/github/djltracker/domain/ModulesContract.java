package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.Attributes;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of {@link Modules}, both of a model and of an iteration. */
public interface ModulesContract extends TrackerContract {
    @Test
    default void logs_modules_in_their_order_and_takes_a_name_twice() {
        for (Modules modules : both()) {
            Module a = modules.log("conv");
            Module b = modules.log("conv", Map.of("kernel", 3));
            Module c = modules.log("a");

            assertThat(modules.list()).containsExactly(a, b, c);
            assertThat(List.of(a.id(), b.id(), c.id())).doesNotHaveDuplicates();
            assertThat(a.attributes()).isEmpty();
            assertThat(b.attributes()).isEqualTo(Map.of("kernel", 3L));
        }
    }

    @Test
    default void attributes_come_back_as_they_went_in() {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("z", "text \u732b \ud83d\udc08 \" \\ \n \t \u0001 </script>");
        attributes.put("a", null);
        attributes.put("", true);
        attributes.put("longs", List.of(0, -1, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1));
        attributes.put(
                "doubles",
                List.of(0.1, -0.0, 1.0, 1e100, 1e-300, Double.MIN_VALUE, Double.MAX_VALUE, 0.1f, 1.0000000000000002));
        attributes.put("shape", Arrays.asList(null, 3L, 28L, 28L));
        attributes.put("nested", Map.of("list", List.of(List.of(), Map.of("x", Map.of()))));

        for (Modules modules : both()) {
            Module logged = modules.log("m", attributes);

            Module found = modules.list().get(0);
            assertThat(found).isEqualTo(logged);
            assertThat(found.attributes()).isEqualTo(Attributes.copyOf(attributes));
            assertThat(new ArrayList<>(found.attributes().keySet()))
                    .containsExactly("z", "a", "", "longs", "doubles", "shape", "nested");
        }
    }

    @Test
    default void removes_one_module_and_leaves_the_others() {
        for (Modules modules : both()) {
            Module a = modules.log("m");
            Module b = modules.log("m");
            Module c = modules.log("m");

            modules.remove(b);

            assertThat(modules.list()).containsExactly(a, c);
            assertThatThrownBy(() -> modules.remove(b)).isInstanceOf(NotFoundException.class);
            assertThat(modules.list()).containsExactly(a, c);
        }
    }

    @Test
    default void refuses_to_remove_a_module_that_belongs_to_something_else() {
        List<Modules> owners = new ArrayList<>(both());
        owners.add(models().create("other").modules());
        owners.add(models().create("third").iterations().create(0).modules());
        owners.forEach(modules -> modules.log("m"));

        for (Modules owner : owners) {
            Module module = owner.list().get(0);
            for (Modules other : owners) {
                if (other != owner) {
                    assertThatThrownBy(() -> other.remove(module)).isInstanceOf(NotFoundException.class);
                }
            }
        }

        assertThat(owners).allSatisfy(modules -> assertThat(modules.list()).hasSize(1));
    }

    @Test
    default void clears_its_own_modules_alone() {
        List<Modules> both = both();
        both.forEach(modules -> modules.log("m"));

        both.get(0).clear();

        assertThat(both.get(0).list()).isEmpty();
        assertThat(both.get(1).list()).hasSize(1);
        both.get(0).clear();
        both.get(0).log("again");
        assertThat(both.get(0).list()).extracting(Module::name).containsExactly("again");
    }

    @Test
    default void removes_modules_that_a_run_brought() {
        UUID run = UUID.randomUUID();
        models().append(
                        run,
                        Entries.start(
                                run,
                                "e",
                                HASH,
                                null,
                                null,
                                Entries.module("a", "k", 1),
                                Entries.module("b", "k", 2),
                                Entries.module("a", "k", 3)));

        model().modules().remove(model().modules().list().get(0));

        assertThat(model().modules().list()).extracting(Module::name).containsExactly("b", "a");
    }

    @Test
    default void refuses_modules_that_are_none_and_changes_nothing() {
        for (Modules modules : both()) {
            Module module = modules.log("m");

            Bad.refused(Bad.NAMES, modules::log);
            Bad.refused(Bad.NAMES, name -> modules.log(name, Map.of("a", 1)));
            Bad.refused(Bad.ATTRIBUTES, attributes -> modules.log("m", attributes));
            Bad.refusedNull(() -> modules.log(Bad.nothing(String.class)));
            Bad.refusedNull(() -> modules.log("m", Bad.<Map<String, Object>>nothing(map())));
            Bad.refusedNull(() -> modules.remove(Bad.nothing(Module.class)));

            assertThat(modules.list()).containsExactly(module);
        }
    }

    private List<Modules> both() {
        return List.of(model().modules(), model().iterations().create(3).modules());
    }

    @SuppressWarnings("unchecked") // the class of a generic type
    private static Class<Map<String, Object>> map() {
        return (Class<Map<String, Object>>) (Class<?>) Map.class;
    }
}
