package io.github.djltracker.domain;

import io.github.djltracker.domain.run.RunsContract;
import io.github.djltracker.domain.run.SinkContract;

/**
 * Every contract of a tracker, so that an implementation that is tested with this interface misses none.
 * {@link IdempotentStoreContract} is separate, because a tracker behind a URL does not offer it.
 */
public interface AllContracts
        extends ExperimentsContract,
                ModelsContract,
                ModulesContract,
                IterationsContract,
                MetricsContract,
                PagesContract,
                CurveContract,
                RunsContract,
                AnnotationsContract,
                AnnotatedContract,
                ExperimentRunsContract,
                ViewsContract,
                CheckpointsContract,
                SinkContract,
                RunLogsContract,
                StoreContract,
                SummariesContract {}
