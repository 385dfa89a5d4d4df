package io.github.djltracker.structure.nets;

import ai.djl.basicmodelzoo.basic.Mlp;
import ai.djl.basicmodelzoo.cv.classification.GoogLeNet;
import ai.djl.basicmodelzoo.cv.classification.LeNet;
import ai.djl.basicmodelzoo.cv.classification.MobileNetV1;
import ai.djl.basicmodelzoo.cv.classification.MobileNetV2;
import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.basicmodelzoo.cv.classification.SqueezeNet;
import ai.djl.basicmodelzoo.cv.object_detection.ssd.SingleShotDetection;
import ai.djl.basicmodelzoo.cv.object_detection.yolo.YOLOV3;
import ai.djl.basicmodelzoo.tabular.TabNet;
import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.embedding.TrainableWordEmbedding;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.core.LinearCollection;
import ai.djl.nn.core.Multiplication;
import ai.djl.nn.core.SparseMax;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.GhostBatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.nn.transformer.BertBlock;
import ai.djl.nn.transformer.BertPretrainingBlock;
import ai.djl.nn.transformer.ScaledDotProductAttentionBlock;
import ai.djl.nn.transformer.TransformerEncoderBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Networks of many kinds, small enough for tests to build dozens of them. */
public final class Architectures {
    private static final List<String> WORDS = List.of("the", "quick", "brown", "fox");

    private Architectures() {}

    /**
     * How to build a network.
     *
     * @param inputs the shapes of a batch with the given number of rows
     * @param type the data type of the inputs
     */
    public record Architecture(String name, Supplier<Block> block, IntFunction<Shape[]> inputs, DataType type) {}

    /** Two networks that compute different things with parameters of the same shapes. */
    public record Pair(String name, Architecture left, Architecture right) {}

    public static List<Architecture> all() {
        List<Architecture> all = new ArrayList<>();
        all.add(rows("mlp", 20, () -> sequence(linear(16), relu(), linear(4))));
        all.add(rows("zooMlp", 64, () -> new Mlp(64, 10, new int[] {32, 16})));
        all.add(rows("lambdas", 12, Architectures::lambdas));
        all.add(image("leNet", 1, 28, () -> LeNet.builder().setOutSize(10).build()));
        all.add(image("resNet18", 3, 32, Architectures::resNet));
        all.add(image(
                "mobileNetV1",
                3,
                32,
                () -> MobileNetV1.builder()
                        .setOutSize(10)
                        .optWidthMultiplier(.25f)
                        .build()));
        all.add(image(
                "mobileNetV2", 3, 32, () -> MobileNetV2.builder().setOutSize(10).build()));
        all.add(image("squeezeNet", 3, 64, () -> SqueezeNet.squeezenet(10)));
        all.add(image(
                "googLeNet", 3, 64, () -> GoogLeNet.builder().setOutSize(10).build()));
        all.add(image("ssd", 3, 64, () -> ssd(.2f, 1f)));
        all.add(image("yolo", 3, 64, () -> YOLOV3.builder().setNumClasses(3).build()));
        all.add(rows("tabNet", 16, () -> tabNet(4)));
        all.add(new Architecture("lstm", () -> lstm(.1f, true, false), Architectures::steps, DataType.FLOAT32));
        all.add(new Architecture(
                "gru",
                () -> sequence(GRU.builder().setStateSize(6).setNumLayers(1).build(), linear(3)),
                Architectures::steps,
                DataType.FLOAT32));
        all.add(new Architecture("rnn", () -> rnn(RNN.Activation.TANH), Architectures::steps, DataType.FLOAT32));
        all.add(new Architecture(
                "transformer", () -> transformer(2, .1f, Activation::gelu), Architectures::steps, DataType.FLOAT32));
        all.add(new Architecture("bert", Architectures::bert, Architectures::tokens, DataType.INT64));
        all.add(new Architecture("wordEmbedding", () -> words(WORDS), n -> new Shape[] {new Shape(n)}, DataType.INT64));
        all.add(rows("parallel", 8, () -> parallel(Architectures::add)));
        all.add(rows("norms", 8, Architectures::norms));
        all.add(new Architecture(
                "linearCollection",
                () -> sequence(LinearCollection.builder().setUnits(3).build()),
                n -> new Shape[] {new Shape(n, 4, 5)},
                DataType.FLOAT32));
        all.add(new Architecture(
                "conv1d",
                () -> sequence(
                        Conv1d.builder()
                                .setFilters(4)
                                .setKernelShape(new Shape(3))
                                .build(),
                        Pool.avgPool1dBlock(new Shape(2))),
                n -> new Shape[] {new Shape(n, 3, 16)},
                DataType.FLOAT32));
        all.add(rows("shared", 8, () -> twice(true)));
        all.add(rows("users", 8, () -> users(.5f)));
        all.add(rows("usersOpaque", 8, Architectures::opaque));
        all.add(rows("usersFunctions", 8, () -> scaled(3)));
        return all;
    }

    public static List<Pair> wronglyMerged() {
        List<Pair> pairs = new ArrayList<>();
        pair(pairs, "stride", conv(2, 1, 1, 1), conv(1, 1, 1, 1));
        pair(pairs, "padding", conv(1, 0, 1, 1), conv(1, 1, 1, 1));
        pair(pairs, "dilation", conv(1, 1, 2, 1), conv(1, 1, 1, 1));
        pair(pairs, "groups", conv(1, 1, 1, 4), conv(1, 1, 1, 1));
        rows(pairs, "dropout rate", dropout(.2f), dropout(.3f));
        rows(pairs, "relu and tanh as lambdas", function(Activation::relu), function(Activation::tanh));
        rows(pairs, "relu and tanh as blocks", Activation::reluBlock, Activation::tanhBlock);
        rows(
                pairs,
                "relu and tanh as anonymous lambdas",
                function(list -> new NDList(list.head().getNDArrayInternal().relu())),
                function(list -> new NDList(list.head().getNDArrayInternal().tanh())));
        rows(pairs, "leaky alpha", () -> Activation.leakyReluBlock(.1f), () -> Activation.leakyReluBlock(.2f));
        pair(pairs, "pool kernel", pool(3, 2, 0, true), pool(2, 2, 0, true));
        pair(pairs, "pool stride", pool(3, 2, 0, true), pool(3, 1, 0, true));
        pair(pairs, "pool padding", pool(3, 2, 0, true), pool(3, 2, 1, true));
        pair(pairs, "max and average pool", pool(3, 2, 0, true), pool(3, 2, 0, false));
        rows(pairs, "batch norm momentum", norm(.9f, 1e-5f, true), norm(.8f, 1e-5f, true));
        rows(pairs, "batch norm epsilon", norm(.9f, 1e-5f, true), norm(.9f, 1e-4f, true));
        rows(pairs, "batch norm center", norm(.9f, 1e-5f, true), norm(.9f, 1e-5f, false));
        rows(pairs, "ghost batch size", ghost(4), ghost(8));
        steps(pairs, "rnn tanh and relu", () -> rnn(RNN.Activation.TANH), () -> rnn(RNN.Activation.RELU));
        steps(pairs, "lstm drop rate", () -> lstm(.1f, true, false), () -> lstm(.2f, true, false));
        steps(pairs, "lstm batch first", () -> lstm(.1f, true, false), () -> lstm(.1f, false, false));
        steps(pairs, "lstm return state", () -> lstm(.1f, true, false), () -> lstm(.1f, true, true));
        steps(pairs, "attention heads", () -> attention(2), () -> attention(4));
        steps(
                pairs,
                "transformer dropout",
                () -> transformer(2, .1f, Activation::gelu),
                () -> transformer(2, .2f, Activation::gelu));
        steps(
                pairs,
                "transformer activation",
                () -> transformer(2, .1f, Activation::gelu),
                () -> transformer(2, .1f, Activation::relu));
        rows(pairs, "sparse max", () -> new SparseMax(-1, 2), () -> new SparseMax(-1, 3));
        rows(
                pairs,
                "merge function",
                () -> parallel(Architectures::add),
                () -> parallel(
                        lists -> new NDList(lists.get(0).head().mul(lists.get(1).head()))));
        rows(
                pairs,
                "merge of unlike branches",
                () -> unlike(lists -> new NDList(
                        lists.get(0).head().matMul(lists.get(1).head().reshape(1, 4, 2)))),
                () -> unlike(lists -> new NDList(lists.get(0)
                        .head()
                        .matMul(lists.get(1).head().reshape(1, 2, 4).transpose(0, 2, 1)))));
        rows(pairs, "intermediate results", () -> intermediate(true), () -> intermediate(false));
        pair(pairs, "ssd sizes", image("a", 3, 64, () -> ssd(.2f, 1f)), image("b", 3, 64, () -> ssd(.3f, 1f)));
        pair(pairs, "ssd ratios", image("a", 3, 64, () -> ssd(.2f, 1f)), image("b", 3, 64, () -> ssd(.2f, 2f)));
        rows(pairs, "shared and separate", () -> twice(true), () -> twice(false));
        rows(pairs, "virtual batch", () -> tabNet(4), () -> tabNet(8), 16);
        rows(pairs, "layer norm epsilon", layerNorm(1e-5f), layerNorm(1e-4f));
        rows(
                pairs,
                "identity and times 1000",
                Blocks::identityBlock,
                () -> LambdaBlock.singleton(array -> array.mul(1000)));
        pairs.add(new Pair(
                "vocabulary",
                new Architecture("a", () -> words(WORDS), n -> new Shape[] {new Shape(n)}, DataType.INT64),
                new Architecture(
                        "b",
                        () -> words(List.of("a", "quick", "brown", "fox")),
                        n -> new Shape[] {new Shape(n)},
                        DataType.INT64)));
        rows(pairs, "a user's hyperparameter", () -> users(.5f), () -> users(.25f));
        rows(pairs, "a captured number", () -> scaled(3), () -> scaled(4));
        return pairs;
    }

    /** An architecture on rows of this many numbers. */
    public static Architecture rows(String name, int width, Supplier<Block> block) {
        return new Architecture(name, block, n -> new Shape[] {new Shape(n, width)}, DataType.FLOAT32);
    }

    public static Linear linear(int units) {
        return Linear.builder().setUnits(units).build();
    }

    public static SequentialBlock sequence(Block... blocks) {
        return new SequentialBlock().addAll(blocks);
    }

    public static Block relu() {
        return new LambdaBlock(Activation::relu);
    }

    public static Architecture image(String name, int channels, int size, Supplier<Block> block) {
        return new Architecture(name, block, n -> new Shape[] {new Shape(n, channels, size, size)}, DataType.FLOAT32);
    }

    private static void pair(List<Pair> pairs, String name, Architecture left, Architecture right) {
        pairs.add(new Pair(name, left, right));
    }

    private static void rows(List<Pair> pairs, String name, Supplier<Block> left, Supplier<Block> right) {
        rows(pairs, name, left, right, 8);
    }

    private static void rows(List<Pair> pairs, String name, Supplier<Block> left, Supplier<Block> right, int width) {
        pairs.add(new Pair(name, rows("a", width, left), rows("b", width, right)));
    }

    private static void steps(List<Pair> pairs, String name, Supplier<Block> left, Supplier<Block> right) {
        pairs.add(new Pair(
                name,
                new Architecture("a", left, Architectures::steps, DataType.FLOAT32),
                new Architecture("b", right, Architectures::steps, DataType.FLOAT32)));
    }

    private static Shape[] steps(int rows) {
        return new Shape[] {new Shape(rows, 6, 8)};
    }

    private static Shape[] tokens(int rows) {
        return new Shape[] {new Shape(rows, 12), new Shape(rows, 12), new Shape(rows, 12), new Shape(rows, 3)};
    }

    private static NDList add(List<NDList> lists) {
        return new NDList(lists.get(0).head().add(lists.get(1).head()));
    }

    private static Supplier<Block> function(Function<NDList, NDList> function) {
        return () -> new LambdaBlock(function);
    }

    private static Block lambdas() {
        return sequence(
                linear(12),
                LambdaBlock.singleton(array -> array.clip(0, 1)),
                new LambdaBlock(list -> new NDList(list.head()
                        .get(":, :6")
                        .mul(list.head().get(":, 6:").getNDArrayInternal().sigmoid()))),
                new LambdaBlock(Activation::softPlus, "named"),
                Blocks.batchFlattenBlock(),
                LambdaBlock.singleton(array -> array.sub(array.getManager().create(new float[] {.5f}))),
                new LambdaBlock(list ->
                        NDArrays.concat(new NDList(list.head(), list.head()), 1).isEmpty()
                                ? list
                                : new NDList(NDArrays.concat(new NDList(list.head(), list.head()), 1))),
                Dropout.builder().optRate(.3f).build());
    }

    private static Block resNet() {
        return ResNetV1.builder()
                .setNumLayers(18)
                .setImageShape(new Shape(3, 32, 32))
                .setOutSize(10)
                .build();
    }

    private static Block ssd(float size, float ratio) {
        List<List<Float>> sizes = new ArrayList<>();
        List<List<Float>> ratios = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sizes.add(Arrays.asList(size, .3f + .1f * i));
            ratios.add(Arrays.asList(ratio, 2f, .5f));
        }
        return SingleShotDetection.builder()
                .setNumClasses(1)
                .setNumFeatures(2)
                .optGlobalPool(true)
                .setRatios(ratios)
                .setSizes(sizes)
                .setBaseNetwork(sequence(SingleShotDetection.getDownSamplingBlock(8)))
                .build();
    }

    private static Block tabNet(int virtualBatch) {
        return TabNet.builder()
                .setInputDim(16)
                .setOutDim(3)
                .optNumSteps(3)
                .optVirtualBatchSize(virtualBatch)
                .build();
    }

    private static Block lstm(float dropRate, boolean batchFirst, boolean returnState) {
        return sequence(LSTM.builder()
                .setStateSize(6)
                .setNumLayers(1)
                .optDropRate(dropRate)
                .optBatchFirst(batchFirst)
                .optReturnState(returnState)
                .build());
    }

    private static Block rnn(RNN.Activation activation) {
        return sequence(RNN.builder()
                .setActivation(activation)
                .setStateSize(6)
                .setNumLayers(1)
                .build());
    }

    private static Block attention(int heads) {
        return ScaledDotProductAttentionBlock.builder()
                .setEmbeddingSize(8)
                .setHeadCount(heads)
                .build();
    }

    private static Block transformer(int heads, float dropout, Function<NDList, NDList> activation) {
        return new TransformerEncoderBlock(8, heads, 16, dropout, activation);
    }

    private static Block bert() {
        return new BertPretrainingBlock(BertBlock.builder()
                .setTokenDictionarySize(50)
                .optTransformerBlockCount(1)
                .optAttentionHeadCount(2)
                .optEmbeddingSize(8)
                .optHiddenSize(16)
                .optMaxSequenceLength(12));
    }

    private static Block words(List<String> words) {
        return TrainableWordEmbedding.builder()
                .setVocabulary(new DefaultVocabulary(words))
                .setEmbeddingSize(4)
                .build();
    }

    private static Block parallel(Function<List<NDList>, NDList> merge) {
        return new ParallelBlock(merge, List.of(linear(5), sequence(linear(7), relu(), linear(5))));
    }

    private static Block unlike(Function<List<NDList>, NDList> merge) {
        return new ParallelBlock(
                merge,
                List.of(
                        LambdaBlock.singleton(array -> array.reshape(-1, 2, 4)),
                        LambdaBlock.singleton(array -> array.get(":, :8"))));
    }

    private static Block norms() {
        return sequence(
                linear(8),
                BatchNorm.builder().build(),
                GhostBatchNorm.builder().optVirtualBatchSize(2).build(),
                LayerNorm.builder().build(),
                Multiplication.builder().setUnits(1).build(),
                new SparseMax(-1, 2));
    }

    private static Block intermediate(boolean returned) {
        return sequence(linear(4), linear(4)).setReturnIntermediate(returned);
    }

    private static Block twice(boolean shared) {
        Linear linear = linear(8);
        return sequence(linear, relu(), shared ? linear : linear(8));
    }

    private static Block users(float scale) {
        return sequence(new UserBlocks.Residual(8, 2, scale), linear(4));
    }

    private static Block opaque() {
        return sequence(linear(8), new UserBlocks.Counting());
    }

    private static Block scaled(int factor) {
        return sequence(linear(4), LambdaBlock.singleton(array -> array.mul(factor)), relu());
    }

    private static Architecture conv(int stride, int padding, int dilation, int groups) {
        return image(
                "conv",
                4,
                16,
                () -> Conv2d.builder()
                        .setFilters(4)
                        .setKernelShape(new Shape(3, 3))
                        .optStride(new Shape(stride, stride))
                        .optPadding(new Shape(padding, padding))
                        .optDilation(new Shape(dilation, dilation))
                        .optGroups(groups)
                        .build());
    }

    private static Supplier<Block> dropout(float rate) {
        return () -> sequence(linear(4), Dropout.builder().optRate(rate).build());
    }

    private static Architecture pool(int kernel, int stride, int padding, boolean max) {
        Shape size = new Shape(kernel, kernel);
        Shape step = new Shape(stride, stride);
        Shape pad = new Shape(padding, padding);
        return image(
                "pool", 3, 16, () -> max ? Pool.maxPool2dBlock(size, step, pad) : Pool.avgPool2dBlock(size, step, pad));
    }

    private static Supplier<Block> norm(float momentum, float epsilon, boolean center) {
        return () -> BatchNorm.builder()
                .optMomentum(momentum)
                .optEpsilon(epsilon)
                .optCenter(center)
                .build();
    }

    private static Supplier<Block> ghost(int size) {
        return () -> GhostBatchNorm.builder().optVirtualBatchSize(size).build();
    }

    private static Supplier<Block> layerNorm(float epsilon) {
        return () -> LayerNorm.builder().optEpsilon(epsilon).build();
    }
}
