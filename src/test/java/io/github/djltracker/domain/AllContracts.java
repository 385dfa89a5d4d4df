package io.github.djltracker.domain;

import io.github.djltracker.domain.run.RunsContract;
import io.github.djltracker.domain.run.SinkContract;

/**
 * Every contract of a tracker: whatever claims to be one implements this, and so misses none. What is asked twice and done
 * once is apart, in {@link IdempotentStoreContract}: a tracker behind a URL does not do it for others.
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
