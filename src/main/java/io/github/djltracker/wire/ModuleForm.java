package io.github.djltracker.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.Module;
import io.github.djltracker.domain.ModuleRecord;
import java.io.IOException;

/** Modules over HTTP: stored ones, and those on their way. */
final class ModuleForm {
    private ModuleForm() {}

    static void write(JsonGenerator out, Module module) throws IOException {
        out.writeStringField("id", module.id());
        write(out, new ModuleRecord(module.name(), module.attributes()));
    }

    static Module read(Fields in) {
        return Json.checked(
                "module", () -> new Module(in.string("id"), in.string("name"), in.attributes("attributes")));
    }

    static void write(JsonGenerator out, ModuleRecord module) throws IOException {
        out.writeStringField("name", module.name());
        out.writeFieldName("attributes");
        AttributesJson.value(out, module.attributes());
    }

    static ModuleRecord readRecord(Fields in) {
        String name = in.string("name");
        return Json.checked("name", () -> new ModuleRecord(name, in.attributes("attributes")));
    }
}
