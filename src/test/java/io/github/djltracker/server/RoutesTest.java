package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.ModelChange;
import io.github.djltracker.wire.form.ModelForm;
import io.github.djltracker.wire.form.Problem;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.json.ListForm;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RoutesTest extends ServerTest {
    @Test
    void creates_and_renames_and_deletes_an_experiment() {
        ExperimentForm made = experiment("digits");
        byte[] rename = Forms.EXPERIMENT_NAME.write("letters");

        Http.Answer renamed = http.send("PATCH", BASE + "/experiments/" + made.id(), rename);
        Http.Answer read = http.get(BASE + "/experiments/" + made.id());
        Http.Answer deleted = http.delete(BASE + "/experiments/" + made.id());

        assertThat(Forms.EXPERIMENT.read(renamed.bytes())).isEqualTo(new ExperimentForm(made.id(), "letters"));
        assertThat(Forms.EXPERIMENT.read(read.bytes())).isEqualTo(new ExperimentForm(made.id(), "letters"));
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(http.get(BASE + "/experiments/" + made.id()).problem().type())
                .isEqualTo(Problem.NOT_FOUND);
    }

    @Test
    void a_second_experiment_of_a_name_is_refused() {
        experiment("digits");

        Http.Answer second = http.post(BASE + "/experiments", "{\"name\":\"digits\"}");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem().type()).isEqualTo(Problem.ALREADY_EXISTS);
    }

    @Test
    void creates_a_model_and_changes_it() {
        ExperimentForm experiment = experiment("digits");
        String models = BASE + "/experiments/" + experiment.id() + "/models";

        Http.Answer created = http.post(models, "{\"hash\":\"abc\",\"name\":\"net\"}");
        ModelForm model = Forms.MODEL.read(created.bytes());
        Http.Answer changed = http.send(
                "PATCH",
                BASE + "/models/" + model.id(),
                Forms.MODEL_CHANGE.write(new ModelChange(null, "two layers", 7L)));

        ModelForm changedModel = Forms.MODEL.read(changed.bytes());
        assertThat(created.status()).isEqualTo(201);
        assertThat(changedModel)
                .isEqualTo(new ModelForm(
                        model.id(), experiment, "abc", "net", "two layers", 7, changedModel.annotations()));
        assertThat(Forms.MODEL.readList(http.get(models + "?hash=abc").bytes()).items())
                .hasSize(1);
    }

    @Test
    void takes_entries_and_gives_them_out_again() {
        var start = Entries.start(RUN, "digits", "abc");
        var points = Entries.points(1, "loss", "train", 0, 1.5, Double.NaN);
        var end = Entries.end(2, RunStatus.FINISHED);

        Http.Answer appended = http.append(RUN, start, points, end);
        Http.Answer log = http.get(BASE + "/runs/" + RUN + "/entries");
        Http.Answer next = http.get(BASE + "/runs/" + RUN + "/next");
        UUID model = RunForms.RUN.read(http.get(BASE + "/runs/" + RUN).bytes()).model();
        ListForm<Metric> metrics = Forms.METRIC.readList(
                http.get(BASE + "/models/" + model + "/metrics").bytes());

        assertThat(RunForms.NEXT.read(appended.bytes())).isEqualTo(3);
        assertThat(next.bytes()).isEqualTo(appended.bytes());
        assertThat(log.bytes()).isEqualTo(Http.lines(start, points, end));
        assertThat(metrics.items()).extracting(Metric::value).containsExactly(1.5, Double.NaN);
    }

    private ExperimentForm experiment(String name) {
        return Forms.EXPERIMENT.read(
                http.post(BASE + "/experiments", "{\"name\":\"" + name + "\"}").bytes());
    }
}
