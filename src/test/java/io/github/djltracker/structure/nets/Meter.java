package io.github.djltracker.structure.nets;

/** Something that blocks of other files keep and write to. */
public class Meter {
    int passes;
    final int limit;

    public Meter(int limit) {
        this.limit = limit;
    }

    /** Gives a factor. */
    public float factor() {
        return limit;
    }

    public int passes() {
        return passes;
    }
}
