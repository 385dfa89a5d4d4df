package io.github.djltracker.testing.process;

import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.TrackerOptions;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.testing.Workload;
import java.nio.file.Path;

/**
 * The process of a training: opens a tracker behind a URL, appends the entries of some runs in turn, and prints each
 * that was appended. It never closes the tracker, and waits to be killed.
 */
public final class WorkloadProcess {
    /** The prefix of a line for an entry. The number of the run and that of the entry follow. */
    public static final String APPENDED = "appended ";

    private WorkloadProcess() {}

    /** Arguments: URL, outbox, seed, runs, batches, steps, first run, run after the last. */
    public static void main(String[] args) throws Exception {
        Workload workload = new Workload(
                Long.parseLong(args[2]),
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]),
                Integer.parseInt(args[5]));
        int from = Integer.parseInt(args[6]);
        int to = Integer.parseInt(args[7]);
        ExperimentTracker tracker =
                ExperimentTracker.open(args[0], TrackerOptions.ofEnvironment().outbox(Path.of(args[1])));
        for (long sequence = 0; sequence < workload.entries(); sequence++) {
            for (int run = from; run < to; run++) {
                String experiment = ((RunStart) workload.entry(run, 0)).experiment();
                tracker.experiment(experiment).models().append(workload.run(run), workload.entry(run, sequence));
                System.out.println(APPENDED + run + " " + sequence);
            }
        }
        System.out.println("done");
        Thread.currentThread().join();
    }
}
