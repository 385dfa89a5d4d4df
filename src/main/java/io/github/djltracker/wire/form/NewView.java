package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.value.View;
import io.github.djltracker.wire.json.Fields;
import java.io.IOException;

/** The content of a view that is saved under a name. */
public record NewView(View.Page page, String query, boolean isDefault) {
    static void write(JsonGenerator out, NewView view) throws IOException {
        out.writeStringField("page", view.page.name());
        out.writeStringField("query", view.query);
        out.writeBooleanField("default", view.isDefault);
    }

    static NewView read(Fields in) {
        return new NewView(
                in.constant("page", View.Page.class, View.Page::valueOf), in.string("query"), in.truth("default"));
    }
}
