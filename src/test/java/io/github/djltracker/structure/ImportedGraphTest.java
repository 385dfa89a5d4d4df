package io.github.djltracker.structure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks from TorchScript archives. The test writes the archives itself, with a graph of one operation. */
class ImportedGraphTest {
    @TempDir
    Path folder;

    /** Writes an archive as torch.jit.save does, of a module without parameters. */
    private void write(String name, String operation) throws IOException {
        String code = """
                class Net(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  def forward(self: __torch__.Net,
                    x: Tensor) -> Tensor:
                    return %s
                """.formatted(operation);
        // pickle protocol 2: an object of the class, whose only field, "training", is true
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write("c__torch__\nNet\n)".getBytes(US_ASCII));
        pickle.write(new byte[] {(byte) 0x81});
        pickle.write("}(X\b\0\0\0training".getBytes(US_ASCII));
        pickle.write(new byte[] {(byte) 0x88});
        pickle.write("ub.".getBytes(US_ASCII));
        try (OutputStream file = Files.newOutputStream(folder.resolve(name + ".pt"));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            add(zip, name + "/data.pkl", pickle.toByteArray());
            add(zip, name + "/code/__torch__.py", code.getBytes(US_ASCII));
            add(zip, name + "/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            add(zip, name + "/version", "3\n".getBytes(US_ASCII));
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private BlockTree load(String name) throws Exception {
        try (Model model = Model.newInstance(name);
                NDManager manager = NDManager.newBaseManager()) {
            model.load(folder, name);
            Block network = new SequentialBlock()
                    .add(model.getBlock())
                    .add(Linear.builder().setUnits(2).build());
            network.initialize(manager, DataType.FLOAT32, new Shape(3, 4));
            BlockTree before = BlockTree.of(network);
            NDList inputs = new NDList(manager.ones(new Shape(3, 4)));
            assertThat(network.forward(new ParameterStore(manager, false), inputs, false))
                    .hasSize(1);
            assertThat(BlockTree.of(network).hash()).isEqualTo(before.hash());
            return before;
        }
    }

    @Test
    void two_graphs_of_the_same_parameters_have_two_hashes() throws Exception {
        write("relu", "torch.relu(x)");
        write("tanh", "torch.tanh(x)");
        write("scaled", "torch.mul(x, 2)");

        assertThat(new String[] {
                    load("relu").hash(), load("tanh").hash(), load("scaled").hash()
                })
                .doesNotHaveDuplicates();
        assertThat(load("relu").uncertainties()).isEmpty();
    }

    @Test
    void a_graph_has_one_hash_however_often_and_under_whatever_name_it_is_loaded() throws Exception {
        write("relu", "torch.relu(x)");
        write("other", "torch.relu(x)");

        String hash = load("relu").hash();

        assertThat(load("relu").hash()).isEqualTo(hash);
        assertThat(load("other").hash()).isEqualTo(hash);
    }
}
