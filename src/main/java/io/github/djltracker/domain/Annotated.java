package io.github.djltracker.domain;

import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import java.util.List;

/**
 * An experiment or a model that can have annotations. For runs, see {@link io.github.djltracker.domain.run.Runs}.
 * Thread-safe.
 */
public interface Annotated {
    /** The current annotations. */
    Annotations annotations();

    /**
     * Sets annotations, such as tags or a star. For each field the later value wins, whichever arrives first.
     *
     * @return the annotations afterwards
     * @throws NotFoundException if it is a model that does not exist; an experiment is created
     * @throws IllegalArgumentException if it would have more than {@value Annotations#MAX_TAGS} tags, or if it is an
     *     experiment and an annotation is a name; nothing is changed
     */
    Annotations annotate(List<Annotation> said);

    /** Like {@link #annotate(List)}. */
    default Annotations annotate(Annotation... said) {
        return annotate(List.of(said));
    }
}
