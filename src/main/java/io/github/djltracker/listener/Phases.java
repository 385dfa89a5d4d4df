package io.github.djltracker.listener;

/** The phases in which a run's metrics are recorded. */
final class Phases {
    /** Values of one training batch. */
    static final String TRAIN = "train";
    /** Means over the training batches of an epoch, as DJL computes them. */
    static final String TRAIN_EPOCH = "train_epoch";
    /** Means over the validation batches of an epoch. */
    static final String VALIDATE = "validate";
    /** What the machine did. */
    static final String SYSTEM = "system";

    private Phases() {}
}
