package io.github.djltracker.structure.nets;

/** A helper from a separate file that blocks hold and write to. */
public class Meter {
    int passes;
    final int limit;

    public Meter(int limit) {
        this.limit = limit;
    }

    /** Returns a factor. */
    public float factor() {
        return limit;
    }

    public int passes() {
        return passes;
    }
}
