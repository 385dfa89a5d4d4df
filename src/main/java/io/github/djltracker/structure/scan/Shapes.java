package io.github.djltracker.structure.scan;

import ai.djl.ndarray.types.LayoutType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes as lists of numbers, and the batch axis in them. */
public final class Shapes {
    private Shapes() {}

    public static List<Long> list(Shape shape) {
        List<Long> list = new ArrayList<>(shape.dimension());
        for (long size : shape.getShape()) {
            list.add(size);
        }
        return list;
    }

    /** The axis that counts the rows of a batch: the one that the layout names, or else the first; -1 for a scalar. */
    static int batchAxis(Shape shape) {
        if (shape.dimension() == 0) {
            return -1;
        }
        LayoutType[] layout = shape.getLayout();
        for (int i = 0; i < layout.length && i < shape.dimension(); i++) {
            if (layout[i] == LayoutType.BATCH) {
                return i;
            }
        }
        return 0;
    }

    /** The shape with another size on its batch axis. */
    public static Shape withBatch(Shape shape, long size) {
        int axis = batchAxis(shape);
        long[] sizes = shape.getShape().clone();
        for (int i = 0; i < sizes.length; i++) {
            if (i == axis) {
                sizes[i] = size;
            } else if (sizes[i] < 0 && size > 0) {
                sizes[i] = 1; // other unknown axes also need a size for the run
            }
        }
        return new Shape(sizes);
    }

    /** The number of values in an array of this shape. */
    public static long values(Shape shape) {
        long values = 1;
        for (long size : shape.getShape()) {
            values = saturated(values, Math.max(0, size));
        }
        return values;
    }

    private static long saturated(long a, long b) {
        return b != 0 && a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
    }

    /** The shape with the axes after the second one halved, longest first, until it has at most {@code max} values. */
    public static Shape shrunk(Shape shape, long max) {
        long[] sizes = shape.getShape().clone();
        while (values(new Shape(sizes)) > max) {
            int longest = -1;
            for (int i = 2; i < sizes.length; i++) {
                if (sizes[i] > 1 && (longest < 0 || sizes[i] > sizes[longest])) {
                    longest = i;
                }
            }
            if (longest < 0) {
                break;
            }
            sizes[longest] /= 2;
        }
        return new Shape(sizes);
    }

    /** The input shapes that a block was initialised with; null if it was not initialised, or does not know them. */
    public static @Nullable List<Shape> inputs(Block block) {
        try {
            Shape[] shapes = block.getInputShapes();
            return shapes == null || shapes.length == 0 ? null : List.of(shapes);
        } catch (Throwable e) { // whatever a user's block throws
            UserCode.check(e);
            return null;
        }
    }
}
