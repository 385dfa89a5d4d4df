package io.github.djltracker.testing.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.TrackingException;
import java.util.Deque;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two trackers that must answer the same to the same call.
 *
 * @param left the reference
 * @param latest the latest calls, for the message of a failure
 */
record BothTrackers(Experiments left, Experiments right, Deque<String> latest) {
    private static final int KEPT = 15;
    private static final int MAX_LENGTH = 300;

    /** The answer of both: a value, or the exception that both throw. */
    @Nullable
    Object call(String what, Function<Experiments, @Nullable Object> call) {
        latest.add(what.length() > MAX_LENGTH ? what.substring(0, MAX_LENGTH) + "..." : what);
        if (latest.size() > KEPT) {
            latest.remove();
        }
        Object expected = answer(left, call);
        assertThat(answer(right, call)).as(what).isEqualTo(expected);
        return expected;
    }

    /** Makes a call to the same model of both trackers. */
    void on(String experiment, String hash, String what, Function<Model, @Nullable Object> call) {
        call(experiment + "/" + hash + ": " + what, e -> call.apply(model(e, experiment, hash)));
    }

    /** Removes something from the same model of both, unless a negative place says that there is nothing. */
    void remove(String experiment, String hash, String what, int place, Consumer<Model> removal) {
        if (place >= 0) {
            on(experiment, hash, "remove " + what, model -> {
                removal.accept(model);
                return null;
            });
        }
    }

    static UUID id(Experiments experiments, String name) {
        return experiments.read(name).orElseThrow().id();
    }

    static Models models(Experiments experiments, String experiment) {
        return experiments.read(experiment).orElseThrow().models();
    }

    static Model model(Experiments experiments, String experiment, String hash) {
        return models(experiments, experiment).read(hash).orElseThrow();
    }

    private static @Nullable Object answer(Experiments experiments, Function<Experiments, @Nullable Object> call) {
        try {
            return call.apply(experiments);
        } catch (GapException e) {
            return "gap, wanted " + e.wanted();
        } catch (TrackingException | IllegalArgumentException e) {
            return e.getClass();
        }
    }
}
