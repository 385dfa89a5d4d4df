package io.github.djltracker.server.route;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.server.http.Call;
import io.github.djltracker.server.http.ListPages;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.server.problem.Refusal;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.ModelChange;
import io.github.djltracker.wire.form.ModelForm;
import io.github.djltracker.wire.form.NewModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /experiments/{experiment}/models} and {@code /models}. Thread-safe. */
public final class ModelRoutes implements RouteTable.Routes {
    private static final String ALL = RouteTable.BASE + "/experiments/{experiment}/models";
    private static final String ONE = RouteTable.BASE + "/models/{model}";

    /** A description may be too long to be stored with a key. */
    private static final Creation.Receipt<NewModel, ModelForm> RECEIPT =
            new Creation.Receipt<>(made -> with(made, null), (wanted, made) -> with(made, wanted.description()));

    private final Lookup things;
    private final Creation creation;

    public ModelRoutes(Lookup things, Creation creation) {
        this.things = things;
        this.creation = creation;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(ALL, this::list, "hash", ListPages.LIMIT, ListPages.AFTER);
        table.post(ALL, this::create);
        table.get(ONE, this::read);
        table.patch(ONE, this::change);
        table.delete(ONE, this::delete);
        table.post(ONE + "/annotations", this::annotate);
    }

    private void list(Call call) {
        Experiment experiment = things.experiment(call);
        ExperimentForm owner = new ExperimentForm(call.id("experiment"), experiment.name());
        String hash = call.query().text("hash");
        Models models = experiment.models();
        List<Model> found =
                hash == null ? models.list() : models.read(hash).stream().toList();
        Page<Model> page = ListPages.page(found, model -> model.id().toString(), call.query());
        call.list(
                Forms.MODEL,
                page.items().stream().map(model -> Lookup.form(owner, model)).toList(),
                page.after());
    }

    private void create(Call call) {
        Experiment experiment = things.experiment(call);
        ExperimentForm owner = new ExperimentForm(call.id("experiment"), experiment.name());
        creation.create(
                call,
                Forms.NEW_MODEL,
                Forms.MODEL,
                wanted -> Lookup.form(owner, create(experiment.models(), wanted)),
                RECEIPT);
    }

    private static Model create(Models models, NewModel wanted) {
        String name = wanted.name();
        String description = wanted.description();
        if (name == null) {
            if (description != null) {
                throw Refusal.invalid("name is missing: a model with a description needs a name");
            }
            return models.create(wanted.hash());
        }
        return description == null
                ? models.create(wanted.hash(), name)
                : models.create(wanted.hash(), name, description);
    }

    private void read(Call call) {
        call.answer(Forms.MODEL, Lookup.form(things.model(call)));
    }

    private void change(Call call) {
        ModelChange change = Forms.MODEL_CHANGE.read(call.json());
        Model model = things.model(call);
        Models models = model.experiment().models();
        String description = change.description();
        String name = change.name();
        if (description != null) {
            // before anything is changed, so that a change is made completely or not at all
            Limits.text("model description", description, Limits.MAX_TEXT);
            String kept = name != null
                    ? name
                    : model.name()
                            .orElseThrow(
                                    () -> Refusal.status(409, "the model has no name, which a description requires"));
            models.update(model.hash(), kept, description);
        } else if (name != null) {
            models.update(model.hash(), name);
        }
        if (change.step() != null) {
            model.step(change.step());
        }
        call.answer(Forms.MODEL, Lookup.form(model));
    }

    private void annotate(Call call) {
        Model model = things.model(call);
        call.answer(
                Forms.ANNOTATIONS,
                model.annotate(Forms.ANNOTATIONS.read(call.json())).list());
    }

    private void delete(Call call) {
        Model model = things.model(call);
        model.experiment().models().delete(model.id());
        call.noContent();
    }

    private static ModelForm with(ModelForm model, @Nullable String description) {
        return new ModelForm(
                model.id(),
                model.experiment(),
                model.hash(),
                model.name(),
                description,
                model.step(),
                model.annotations());
    }
}
