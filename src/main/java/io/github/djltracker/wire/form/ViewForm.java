package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.value.View;
import io.github.djltracker.wire.json.Fields;
import java.io.IOException;

/** A saved view as it goes over HTTP. */
final class ViewForm {
    private ViewForm() {}

    static void write(JsonGenerator out, View view) throws IOException {
        out.writeStringField("name", view.name());
        NewView.write(out, new NewView(view.page(), view.query(), view.isDefault()));
        out.writeNumberField("changed", view.changed().toEpochMilli());
    }

    static View read(Fields in) {
        NewView view = NewView.read(in);
        return new View(in.string("name"), view.page(), view.query(), view.isDefault(), in.instant("changed"));
    }
}
