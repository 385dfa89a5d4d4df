package io.github.djltracker.wire.form.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.run.RunEpoch;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.wire.form.ModuleForm;
import io.github.djltracker.wire.json.Fields;
import java.io.IOException;

/** The settings that runs were trained with, and their epochs, over HTTP. */
public final class RunModuleForm {
    private RunModuleForm() {}

    static void write(JsonGenerator out, RunModule setting) throws IOException {
        out.writeStringField("run", setting.run().toString());
        out.writeNumberField("step", setting.step());
        ModuleForm.write(out, setting.module());
    }

    static RunModule read(Fields in) {
        return new RunModule(in.uuid("run"), in.integer("step"), ModuleForm.read(in));
    }

    static void write(JsonGenerator out, RunEpoch epoch) throws IOException {
        out.writeStringField("run", epoch.run().toString());
        out.writeNumberField("epoch", epoch.epoch());
        out.writeNumberField("firstStep", epoch.firstStep());
        out.writeNumberField("lastStep", epoch.lastStep());
    }

    static RunEpoch readEpoch(Fields in) {
        return new RunEpoch(
                in.uuid("run"), Math.toIntExact(in.integer("epoch")), in.integer("firstStep"), in.integer("lastStep"));
    }
}
