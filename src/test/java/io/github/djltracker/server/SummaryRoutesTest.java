package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Experiments;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.RunEpoch;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Series;
import io.github.djltracker.testing.MadeRun;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.run.ModelSummaryForm;
import io.github.djltracker.wire.form.run.RunForms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SummaryRoutesTest extends ServerTest {
    @Test
    void experiments_are_summed_up() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        MadeRun.of("vision", "vgg", 2).ended(RunStatus.FAILED, "it broke").into(store.logs());
        MadeRun.of("vision", "vgg", 3).ended(null, null).into(store.logs());
        store.experiments().create("empty");

        List<Experiments.Summary> summaries = Forms.EXPERIMENT_SUMMARY
                .readList(http.get(BASE + "/summaries").bytes())
                .items();

        assertThat(summaries).extracting(Experiments.Summary::name).containsExactly("vision", "empty");
        assertThat(summaries.get(0).models()).isEqualTo(2);
        assertThat(summaries.get(0).runs())
                .isEqualTo(Map.of(RunStatus.FINISHED, 1L, RunStatus.FAILED, 1L, RunStatus.RUNNING, 1L));
        assertThat(summaries.get(0).active()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(summaries.get(1).runs()).isEmpty();
        assertThat(summaries.get(1).active()).isNull();
    }

    @Test
    void models_are_summed_up_over_all_their_runs() {
        MadeRun.of("vision", "resnet", 1).loss(7, 50).into(store.logs());
        MadeRun.of("vision", "resnet", 2).loss(500, 0.0625).into(store.logs());
        Model model = store.experiment("vision").models().list().get(0);
        String experiment = Forms.EXPERIMENT
                .readList(http.get(BASE + "/experiments").bytes())
                .items()
                .get(0)
                .id()
                .toString();

        List<ModelSummaryForm> summaries = RunForms.MODEL_SUMMARY
                .readList(http.get(BASE + "/experiments/" + experiment + "/summaries")
                        .bytes())
                .items();

        assertThat(summaries).hasSize(1);
        assertThat(summaries.get(0).model().id()).isEqualTo(model.id());
        assertThat(summaries.get(0).runs()).isEqualTo(Map.of(RunStatus.FINISHED, 2L));
        Series loss = summaries.get(0).series().stream()
                .filter(series -> series.name().equals("loss") && "train".equals(series.phase()))
                .findFirst()
                .orElseThrow();
        assertThat(loss.run()).isNull();
        assertThat(loss.count()).isEqualTo(1_000);
        assertThat(loss.last()).isEqualTo(0.0625);
        assertThat(loss.min()).isEqualTo(0.0625);
        assertThat(loss.max()).isEqualTo(50);
    }

    @Test
    void settings_epochs_and_series_are_those_of_the_runs_asked_for() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        UUID second = MadeRun.of("vision", "resnet", 2).steps(100).into(store.logs());
        String model = BASE + "/models/"
                + store.experiment("vision").models().list().get(0).id();

        var settings = RunForms.RUN_MODULE
                .readList(http.get(model + "/settings?run=" + second).bytes())
                .items();
        var epochs = RunForms.RUN_EPOCH
                .readList(http.get(model + "/epochs?run=" + second).bytes())
                .items();
        var series = Forms.SERIES
                .readList(http.get(model + "/series?run=" + second).bytes())
                .items();

        assertThat(settings).hasSize(2).extracting(RunModule::run).containsOnly(second);
        assertThat(epochs).containsExactly(new RunEpoch(second, 1, 1, 50), new RunEpoch(second, 2, 51, 100));
        assertThat(series).hasSize(5).extracting(Series::run).containsOnly(second);
        assertThat(RunForms.RUN_MODULE
                        .readList(http.get(model + "/settings").bytes())
                        .items())
                .hasSize(4);
    }
}
