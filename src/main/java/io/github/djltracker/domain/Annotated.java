package io.github.djltracker.domain;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import java.util.List;

/** What people say something about: an experiment or a model; for runs see {@link io.github.djltracker.domain.run.Runs}. Thread-safe. */
public interface Annotated {
    /** All that is said about it. */
    Annotations annotations();

    /**
     * Says something about it: tags it, stars it. Of each field the later counts, whichever arrives first.
     *
     * @return all that is said about it
     * @throws NotFoundException if it is a model that is not there; an experiment is created
     * @throws IllegalArgumentException if it has more tags then than {@value Annotations#MAX_TAGS}, or is an experiment that is
     *     given a name, where its own is all it has; nothing is changed
     */
    Annotations annotate(List<Annotation> said);

    /** As {@link #annotate(List)}. */
    default Annotations annotate(Annotation... said) {
        return annotate(List.of(said));
    }
}
