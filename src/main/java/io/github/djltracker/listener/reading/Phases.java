package io.github.djltracker.listener.reading;

/** The phases in which a run's metrics are recorded. */
public final class Phases {
    /** Values of one training batch. */
    public static final String TRAIN = "train";
    /** Means over the training batches of an epoch, as DJL computes them. */
    static final String TRAIN_EPOCH = "train_epoch";
    /** Means over the validation batches of an epoch. */
    static final String VALIDATE = "validate";
    /** The phase of metrics about the machine. */
    static final String SYSTEM = "system";

    private Phases() {}
}
