package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.testing.Entries;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link ExperimentRuns} does in every implementation. */
public interface ExperimentRunsContract extends TrackerContract {
    /** A run of the experiment "e" with one metric and one setting. */
    private UUID run(String hash, double loss, String optimizer) {
        UUID run = UUID.randomUUID();
        models().append(run, Entries.start(run, "e", hash));
        models().append(run, Entries.points(1, "loss", "validate", 0, 2 * loss, loss));
        models().append(
                        run,
                        Entries.modules(
                                2,
                                new long[] {0},
                                new IterationModule(
                                        0, new ModuleRecord(optimizer, Map.of("role", "optimizer", "momentum", 0.9)))));
        return run;
    }

    private List<UUID> found(RunQuery query) {
        return experiment().runs().find(query).stream()
                .map(found -> found.run().id())
                .toList();
    }

    @Test
    default void finds_runs_of_all_models_by_their_metrics_and_settings() {
        UUID a = run("a", 0.5, "Adam");
        UUID b = run("b", 0.1, "Sgd");
        UUID c = run("b", 0.2, "Adam");

        assertThat(found(RunQuery.all().where("loss@validate < 0.4"))).containsExactlyInAnyOrder(b, c);
        assertThat(found(RunQuery.all().where("loss@validate.max >= 0.4 and optimizer = Adam")))
                .containsExactlyInAnyOrder(a, c);
        assertThat(found(RunQuery.all().where("optimizer ~ AD and hash = b"))).containsExactly(c);
        assertThat(experiment().runs().count(RunFilter.parse("optimizer.momentum = 0.9")))
                .isEqualTo(3);
    }

    @Test
    default void the_first_runs_in_an_order_are_the_first_of_all_that_fulfil_the_filter() {
        List<Double> losses = List.of(0.1, 0.2, 0.3, -0.0, 0.0, Double.NaN);
        for (int i = 0; i < 45; i++) {
            run("h" + i % 3, losses.get(i * 7 % losses.size()), i % 4 == 1 ? "Sgd" : "Adam");
        }
        List<RunQuery> filtered = Stream.of("optimizer = Adam", "optimizer = Sgd and loss@validate.min < 0.3")
                .map(RunQuery.all()::where)
                .toList();
        for (RunQuery query : filtered) {
            for (RunQuery sorted : List.of(
                    query,
                    query.sort("started"),
                    query.sortDescending("started"),
                    query.sort("loss@validate"),
                    query.sortDescending("loss@validate"))) {
                List<UUID> all = found(sorted.first(100));
                assertThat(all).hasSizeGreaterThan(3).doesNotHaveDuplicates();

                for (int first = 1; first <= 4; first++) {
                    assertThat(found(sorted.first(first)))
                            .as("%s of %s", first, sorted)
                            .isEqualTo(all.subList(0, first));
                }
                assertThat(found(sorted.from(2).first(2))).as("%s", sorted).isEqualTo(all.subList(2, 4));
            }
        }
    }

    @Test
    default void sorts_runs_and_hands_them_out_part_by_part_with_the_values_that_are_wanted() {
        UUID a = run("a", 0.5, "Adam");
        UUID b = run("b", 0.1, "Sgd");
        UUID c = run("b", Double.NaN, "Adam");
        UUID none = run();

        RunQuery sorted = RunQuery.all().sort("loss@validate").columns(List.of("loss@validate", "optimizer"));

        assertThat(found(sorted)).containsExactly(b, a, c, none);
        assertThat(found(RunQuery.all().sortDescending("loss@validate"))).containsExactly(a, b, c, none);
        assertThat(found(sorted.from(1).first(2))).containsExactly(a, c);
        assertThat(experiment().runs().find(sorted))
                .extracting(FoundRun::values)
                .containsExactly(
                        Map.of("loss@validate", 0.1, "optimizer", "Sgd"),
                        Map.of("loss@validate", 0.5, "optimizer", "Adam"),
                        Map.of("loss@validate", Double.NaN, "optimizer", "Adam"),
                        Map.of());
    }

    @Test
    default void the_latest_runs_come_first_where_nobody_sorts() {
        UUID first = run("a", 1, "Adam");
        UUID second = run("b", 2, "Adam");

        assertThat(found(RunQuery.all())).containsExactly(second, first);
        assertThat(found(RunQuery.all().where("started > -1d"))).isEmpty();
        assertThat(found(RunQuery.all().where("started < -1d"))).containsExactly(second, first);
    }

    @Test
    default void a_run_is_found_by_what_was_recorded_last() {
        UUID run = run("a", 0.5, "Adam");
        RunQuery low = RunQuery.all().where("loss@validate < 0.1");
        assertThat(found(low)).isEmpty();

        models().append(run, Entries.points(3, "loss", "validate", 2, 0.05));
        assertThat(found(low)).containsExactly(run);

        models().append(run, Entries.points(4, "loss", "validate", 3, 7));
        assertThat(found(low)).isEmpty();
        assertThat(found(RunQuery.all().where("loss@validate.min < 0.1 and status = RUNNING")))
                .containsExactly(run);

        models().append(run, Entries.end(5, RunStatus.FAILED));
        assertThat(found(RunQuery.all().where("loss@validate = 7 and status = failed")))
                .containsExactly(run);
    }

    /** A run of the experiment "e" with these values at steps 10, 11 and so on. */
    private UUID curve(double... values) {
        UUID run = UUID.randomUUID();
        models().append(run, Entries.start(run, "e", "a"));
        models().append(run, Entries.points(1, "loss", "validate", 10, values));
        return run;
    }

    @Test
    default void runs_are_found_and_sorted_by_the_earliest_step_of_their_lowest_and_highest_value() {
        UUID early = curve(5, 1, 4, 1, 5);
        UUID late = curve(5, 6, 7, 0, 0);
        UUID none = curve(Double.NaN, Double.NaN);
        UUID ended = curve(3, 9, 2);
        models().append(ended, Entries.end(2, RunStatus.FINISHED));

        assertThat(found(RunQuery.all().where("loss@validate.min.step = 11"))).containsExactly(early);
        assertThat(found(RunQuery.all().where("loss@validate.min.step > 11 and loss@validate.max.step = 11")))
                .containsExactly(ended);
        assertThat(found(RunQuery.all().where("not loss@validate.min.step < 1e300")))
                .containsExactly(none);
        assertThat(found(RunQuery.all().sort("loss@validate.min.step"))).containsExactly(early, ended, late, none);
        assertThat(found(RunQuery.all().where("loss@validate.min < 9").sortDescending("loss@validate.min.step")))
                .containsExactly(late, ended, early);
        assertThat(experiment()
                        .runs()
                        .find(RunQuery.all()
                                .sort("step")
                                .columns(List.of("loss@validate.min.step", "loss@validate.last.step"))))
                .extracting(FoundRun::values)
                .containsExactly(
                        Map.of("loss@validate.last.step", 11.0),
                        Map.of("loss@validate.last.step", 12.0, "loss@validate.min.step", 12.0),
                        Map.of("loss@validate.last.step", 14.0, "loss@validate.min.step", 11.0),
                        Map.of("loss@validate.last.step", 14.0, "loss@validate.min.step", 13.0));
    }

    @Test
    default void the_step_of_a_lowest_value_is_found_where_later_points_come_at_earlier_steps_or_are_removed() {
        UUID run = curve(5, 1, 4);
        models().append(run, Entries.points(2, "loss", "validate", 3, 2, 1));
        RunQuery query = RunQuery.all().columns(List.of("loss@validate.min.step", "loss@validate.max.step"));

        Map<String, Object> before = experiment().runs().find(query).get(0).values();
        Model model = models().read("a").orElseThrow();
        model.metrics().list().stream().filter(point -> point.value() == 1).forEach(model.metrics()::remove);
        Map<String, Object> after = experiment().runs().find(query).get(0).values();

        assertThat(before).isEqualTo(Map.of("loss@validate.min.step", 4.0, "loss@validate.max.step", 10.0));
        assertThat(after).isEqualTo(Map.of("loss@validate.min.step", 3.0, "loss@validate.max.step", 10.0));
    }

    @Test
    default void steps_have_no_names_of_their_own_and_are_hinted_at() {
        run("a", 0.5, "Adam");
        ExperimentRuns runs = experiment().runs();

        assertThat(runs.names()).contains("loss@validate.min").doesNotContain("loss@validate.min.step");
        assertThatThrownBy(() -> runs.find(RunQuery.all().where("loss@validate.step > 3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"loss@validate.step\"", "loss@validate.min.step");
    }

    @Test
    default void points_and_runs_that_were_removed_are_not_found() {
        UUID run = run("a", 0.5, "Adam");
        UUID other = run("a", 0.5, "Adam");
        Model model = models().read("a").orElseThrow();
        assertThat(found(RunQuery.all().where("loss@validate = 0.5"))).containsExactlyInAnyOrder(run, other);

        model.runs().delete(other);
        model.metrics().clear();

        assertThat(model.metrics().series()).extracting(Series::name).isEmpty();
        assertThat(experiment().runs().names())
                .doesNotContain("loss@validate.last")
                .contains("setting.optimizer");
        assertThat(found(RunQuery.all().where("optimizer = Adam"))).containsExactly(run);
        assertThat(found(RunQuery.all().where("loss@validate = 0.5").lenient())).isEmpty();
    }

    @Test
    default void a_name_that_no_run_has_is_refused_with_its_place_and_those_that_come_near() {
        run("a", 0.5, "Adam");
        ExperimentRuns runs = experiment().runs();

        assertThatThrownBy(() -> runs.find(RunQuery.all().where("step > 1 and los@validate < 1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"los@validate\"", "loss@validate", "character 14");
        assertThatThrownBy(() -> runs.find(RunQuery.all().sort("momentum")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"momentum\"", "optimizer.momentum");
        assertThatThrownBy(() -> runs.count(RunFilter.parse("nothing = 1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(found(RunQuery.all().where("not (nothing = 1)").lenient())).hasSize(1);
    }

    @Test
    default void an_experiment_without_runs_has_none_whatever_is_asked() {
        ExperimentRuns nowhere = store().experiment("nowhere").runs();

        assertThat(nowhere.find(RunQuery.all().where("nothing < 1").sort("loss")))
                .isEmpty();
        assertThat(nowhere.count(RunFilter.ALL)).isZero();
        assertThat(nowhere.names()).isEmpty();
        assertThat(experiments().read("nowhere")).isEmpty();
        assertThat(found(RunQuery.all().where("nothing < 1"))).isEmpty();
    }

    @Test
    default void a_filter_of_a_thousand_terms_is_answered() {
        UUID run = run("a", 0.5, "Adam");

        String terms = String.join(" or ", Collections.nCopies(400, "step < 0"));
        String deep = "not ".repeat(98) + "optimizer = Adam";

        assertThat(found(RunQuery.all().where(terms))).isEmpty();
        assertThat(found(RunQuery.all().where(terms + " or step = 1"))).containsExactly(run);
        assertThat(found(RunQuery.all().where(deep))).containsExactly(run);
    }

    @Test
    default void texts_are_found_as_they_are() {
        String hostile = "'; DROP TABLE run; -- %_\\ \u0130 <b>";
        UUID run = run("a", 0.5, hostile);

        for (String operator : List.of("=", "~")) {
            assertThat(found(RunQuery.all().where("optimizer " + operator + " \"" + hostile + "\"")))
                    .containsExactly(run);
        }
        assertThat(found(RunQuery.all().where("optimizer ~ \"%\" and optimizer ~ \"_\" and optimizer !~ \"%%\"")))
                .containsExactly(run);
        assertThat(experiment()
                        .runs()
                        .find(RunQuery.all().columns(List.of("optimizer")))
                        .get(0)
                        .values())
                .containsEntry("optimizer", hostile);
    }

    @Test
    default void many_conditions_on_one_value_mean_what_they_mean_one_by_one() {
        UUID low = run("a", 0.5, "Adam");
        UUID none = run("a", Double.NaN, "Sgd");
        UUID high = run("b", 0.75, "adamw");
        UUID other = run();

        assertThat(found(RunQuery.all().where("loss@validate in (0.5, 1, NaN, text, true)")))
                .containsExactlyInAnyOrder(low, none);
        assertThat(found(RunQuery.all().where("optimizer = Sgd or loss@validate > 0.6 or optimizer ~ AD")))
                .containsExactlyInAnyOrder(low, none, high);
        assertThat(found(RunQuery.all().where("not optimizer in (Adam, Sgd)"))).containsExactlyInAnyOrder(high, other);
        assertThat(found(RunQuery.all().where("optimizer != Adam and optimizer != Sgd")))
                .containsExactly(high);
        assertThat(
                        found(
                                RunQuery.all()
                                        .where(
                                                "loss@validate >= 0.5 and optimizer ~ adam and loss@validate < 0.75 and optimizer !~ w")))
                .containsExactly(low);
        assertThat(found(RunQuery.all().where("not (loss@validate != 0.5 or loss@validate = NaN)")))
                .containsExactlyInAnyOrder(low, other);
        assertThat(found(RunQuery.all().where("loss@validate in (" + "0.25, ".repeat(1_500) + "0.75)")))
                .containsExactly(high);
    }

    @Test
    default void the_longest_filter_is_answered_in_any_script() {
        UUID run = run("a", 0.5, "Adam");
        String rest = " or optimizer = Adam";
        int length = RunFilter.MAX_LENGTH - rest.length() - "optimizer = \"\"".length();

        for (String letter : List.of("x", "\u00f6", "\u4e2d")) {
            assertThat(found(RunQuery.all().where("optimizer = \"" + letter.repeat(length) + "\"" + rest)))
                    .containsExactly(run);
        }
    }
}
