import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.dataset.ArrayDataset;
import java.util.Random;

/**
 * The data and the network of Resume, Sweep and CustomLoop: points of the plane in three rings, and a small perceptron.
 */
final class Rings {
    static final int BATCH = 32;

    private Rings() {}

    static Block network() {
        return new SequentialBlock()
                .add(Linear.builder().setUnits(32).build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(32).build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(3).build());
    }

    /** Points of the plane, to be classified by their distance from the centre. */
    static ArrayDataset points(NDManager manager, int samples, long seed) {
        Random random = new Random(seed);
        float[] points = new float[samples * 2];
        float[] labels = new float[samples];
        for (int i = 0; i < samples; i++) {
            double radius = 3 * random.nextDouble();
            double angle = 2 * Math.PI * random.nextDouble();
            points[2 * i] = (float) (radius * Math.cos(angle));
            points[2 * i + 1] = (float) (radius * Math.sin(angle));
            labels[i] = (float) Math.floor(radius);
        }
        return new ArrayDataset.Builder()
                .setData(manager.create(points, new Shape(samples, 2)))
                .optLabels(manager.create(labels, new Shape(samples)))
                .setSampling(BATCH, true)
                .build();
    }
}
