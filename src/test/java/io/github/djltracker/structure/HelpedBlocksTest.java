package io.github.djltracker.structure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.github.djltracker.structure.nets.HelpedBlocks.Alternating;
import io.github.djltracker.structure.nets.HelpedBlocks.Asking;
import io.github.djltracker.structure.nets.HelpedBlocks.Averaging;
import io.github.djltracker.structure.nets.HelpedBlocks.Counting;
import io.github.djltracker.structure.nets.HelpedBlocks.CountingList;
import io.github.djltracker.structure.nets.HelpedBlocks.DropPath;
import io.github.djltracker.structure.nets.HelpedBlocks.Listed;
import io.github.djltracker.structure.nets.HelpedBlocks.Measured;
import io.github.djltracker.structure.nets.HelpedBlocks.Metered;
import io.github.djltracker.structure.nets.HelpedBlocks.ScaledShift;
import io.github.djltracker.structure.nets.HelpedBlocks.Shifted;
import io.github.djltracker.structure.nets.HelpedBlocks.Summing;
import io.github.djltracker.structure.nets.HelpedBlocks.Taught;
import io.github.djltracker.structure.nets.HelpedBlocks.Watched;
import io.github.djltracker.structure.nets.Meter;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passes that use objects that a block holds, and passes that differ in training. */
class HelpedBlocksTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    private BlockTree tree(Block block) {
        block.initialize(manager, DataType.FLOAT32, new Shape(3, 20));
        return BlockTree.of(block);
    }

    private String hash(Block block) {
        return tree(block).hash();
    }

    @Test
    void a_hyperparameter_that_acts_in_training_alone_is_in_the_hash() {
        BlockTree tree = tree(new DropPath(0.1f));

        assertThat(tree.hash()).isEqualTo(hash(new DropPath(0.1f))).isNotEqualTo(hash(new DropPath(0.3f)));
        assertThat(tree.canonicalForm())
                .contains("\"training\":[\"v1=manager.randomUniform(0,1,[1,20])\"")
                .contains("djl-tracker-block-2");
        assertThat(tree.uncertainties()).isEmpty();
    }

    @Test
    void a_pass_that_does_the_same_in_training_is_written_once() {
        assertThat(tree(new Asking()).canonicalForm())
                .doesNotContain("\"training\"")
                .contains("djl-tracker-block-1");
    }

    @Test
    void a_pass_that_cannot_be_followed_in_training_is_marked() {
        BlockTree tree = tree(new Watched());

        assertThat(tree.canonicalForm()).contains("\"training\":[\"v1=sum(in0)\"]");
        assertThat(tree.uncertainties()).singleElement().asString().contains("in training could not be followed");
    }

    @Test
    void a_pass_with_labels_is_not_run_and_the_block_is_marked() {
        assertThat(tree(new Taught()).uncertainties())
                .singleElement()
                .asString()
                .contains("its pass with labels is not in the hash");
    }

    @Test
    void a_helper_counts_by_what_it_gives() {
        assertThat(tree(new Measured(new Meter(2))).canonicalForm()).contains("mul(in0,2)");
        assertThat(hash(new Measured(new Meter(2)))).isNotEqualTo(hash(new Measured(new Meter(3))));
    }

    @Test
    void a_helper_of_another_class_than_its_field_is_not_called_if_it_would_count() {
        Counting counting = new Counting(2);

        BlockTree tree = tree(new Measured(counting));

        assertThat(counting.asked).isZero();
        assertThat(tree.canonicalForm()).contains("\"limit\":2").doesNotContain("asked");
        assertThat(hash(new Measured(new Counting(3)))).isNotEqualTo(tree.hash());
    }

    @Test
    void a_list_of_a_class_of_its_own_is_not_asked_if_it_would_count() {
        CountingList list = new CountingList();

        tree(new Listed(list));

        assertThat(list.taken).isZero();
        assertThat(tree(new Listed(List.of(4))).canonicalForm()).contains("mul(in0,4)");
    }

    @Test
    void what_a_pass_changes_in_a_helper_of_another_file_is_not_in_the_hash() {
        Metered block = new Metered(2);
        String before = hash(block);
        try (NDManager inputs = NDManager.newBaseManager()) {
            block.forward(new ParameterStore(inputs, false), new NDList(inputs.ones(new Shape(1, 20))), false);
        }

        assertThat(hash(block)).isEqualTo(before).isNotEqualTo(hash(new Metered(3)));
        assertThat(tree(block).canonicalForm()).contains("\"limit\":2").doesNotContain("passes");
    }

    @Test
    void numbers_and_arrays_within_collections_stay_as_they_are() {
        Summing summing = new Summing();
        NDArray mean = manager.zeros(new Shape(1));
        Iterator<Integer> factors = List.of(5, 6).iterator();

        tree(summing);
        tree(new Averaging(mean));
        tree(new Alternating(factors));

        assertThat(summing.sum()).isZero();
        assertThat(mean.getFloat()).isZero();
        assertThat(factors.next()).isEqualTo(5);
    }

    @Test
    void an_array_that_a_block_holds_is_known_by_its_shape_and_the_block_is_marked() {
        BlockTree tree = tree(new Shifted(manager.ones(new Shape(20)), 2));

        assertThat(tree.canonicalForm()).contains("add(v1,array[20])");
        assertThat(tree.uncertainties())
                .singleElement()
                .asString()
                .contains("uses an array that it holds, whose values are not in the hash");
    }

    @Test
    void what_is_computed_of_an_array_that_a_block_holds_counts_by_the_fields_of_the_block() {
        NDArray shift = manager.ones(new Shape(20));

        assertThat(hash(new ScaledShift(shift, 2)))
                .isEqualTo(hash(new ScaledShift(shift, 2)))
                .isNotEqualTo(hash(new ScaledShift(shift, 3)));
    }
}
