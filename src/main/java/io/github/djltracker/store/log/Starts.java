package io.github.djltracker.store.log;

import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.store.codec.EntryCodec;
import io.github.djltracker.store.session.Rows;
import io.github.djltracker.store.session.Session;
import io.github.djltracker.store.session.StaleRuns;
import io.github.djltracker.wire.json.AttributesJson;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates what the start of a run names, if it does not exist: experiment, model, modules, and the run itself. */
public final class Starts {
    private Starts() {}

    public static void insert(Session session, RunStart start, long now) throws SQLException {
        long experiment = Rows.experiment(session, start.experiment());
        Long model = Rows.model(session, experiment, start.hash());
        if (model == null) {
            model = Rows.createModel(session, experiment, start.hash(), start.name(), start.description());
            long number = Rows.take(session, model, start.modules().size());
            List<@Nullable Object[]> modules = new ArrayList<>(start.modules().size());
            for (ModuleRecord module : start.modules()) {
                String attributes = AttributesJson.write(module.attributes());
                modules.add(new @Nullable Object[] {model, number++, module.name(), attributes});
            }
            session.updateAll("INSERT INTO module (model, number, name, attributes) VALUES (?, ?, ?, ?)", modules);
        }
        Rows.take(session, model, 0, -1, now);
        ResumePoint resumed = start.resumedFrom();
        UUID resumedRun = resumed == null ? null : resumed.run();
        Long resumedStep = resumed == null ? null : resumed.step();
        long run = session.insert(
                """
                INSERT INTO run (uuid, experiment, model, started, resumed_run, resumed_step, environment)
                VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id""",
                start.run(),
                experiment,
                model,
                start.time().toEpochMilli(),
                resumedRun,
                resumedStep,
                AttributesJson.write(start.environment()));
        // no entry has a number yet
        session.update("""
                INSERT INTO run_state (run, next, packed, seen, lead, waiting, fullest) VALUES (?, 1, 1, ?, ?, 0, 0)""", run, now, Long.MIN_VALUE);
        StaleRuns.add(session, run);
        session.update("INSERT INTO entry (run, sequence, body) VALUES (?, 0, ?)", run, EntryCodec.encodeJson(start));
    }
}
