package io.github.djltracker.wire;

import java.util.UUID;

/** An experiment as it goes over HTTP. */
public record ExperimentForm(UUID id, String name) {
    static ExperimentForm read(Fields in) {
        return new ExperimentForm(in.uuid("id"), in.string("name"));
    }
}
