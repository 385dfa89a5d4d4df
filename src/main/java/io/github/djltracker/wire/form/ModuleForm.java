package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.wire.json.AttributesJson;
import io.github.djltracker.wire.json.Fields;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Modules over HTTP: stored ones, and those on their way. */
public final class ModuleForm {
    private ModuleForm() {}

    public static void write(JsonGenerator out, Module module) throws IOException {
        out.writeStringField("id", module.id());
        write(out, new ModuleRecord(module.name(), module.attributes()));
    }

    public static Module read(Fields in) {
        ModuleRecord module = readRecord(in);
        return new Module(in.string("id"), module.name(), module.attributes());
    }

    public static void write(JsonGenerator out, ModuleRecord module) throws IOException {
        out.writeStringField("name", module.name());
        out.writeFieldName("attributes");
        AttributesJson.value(out, module.attributes());
    }

    public static ModuleRecord readRecord(Fields in) {
        String name = in.string("name");
        Map<String, @Nullable Object> attributes = in.attributes("attributes");
        return in.checked("name", () -> new ModuleRecord(name, attributes));
    }
}
