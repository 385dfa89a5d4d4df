package io.github.djltracker.structure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.github.djltracker.structure.json.Digest;
import io.github.djltracker.structure.nets.Architectures;
import io.github.djltracker.structure.nets.Architectures.Architecture;
import io.github.djltracker.structure.nets.KeepingBlocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors of src/docs/block-hash-format.md. {@code -Dgolden.update=true} writes the files again. */
class GoldenHashTest {
    private static final Path FILES = Path.of("src/test/resources/structure");
    private static final List<String> NAMES = List.of("mlp", "shared", "parallel", "conv1d", "users", "usersOpaque");
    /** Networks that need the second algorithm. */
    private static final Map<String, Supplier<Block>> OF_SECOND = Map.of(
            "keptRecord", () -> new KeepingBlocks.Any(new KeepingBlocks.Range(0, 1)),
            "keptWeights", () -> new KeepingBlocks.Attention(5));

    static List<Architecture> golden() {
        return Architectures.all().stream()
                .filter(architecture -> NAMES.contains(architecture.name()))
                .toList();
    }

    static Stream<Architecture> goldenOfSecond() {
        return OF_SECOND.entrySet().stream()
                .map(network -> new Architecture(
                        network.getKey(),
                        network.getValue(),
                        rows -> new Shape[] {new Shape(rows, 20)},
                        DataType.FLOAT32));
    }

    @ParameterizedTest
    @MethodSource({"golden", "goldenOfSecond"})
    void canonical_form_and_hash_are_as_published(Architecture architecture) throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block block = architecture.block().get();
            block.initialize(manager, DataType.FLOAT32, architecture.inputs().apply(2));
            BlockTree tree = BlockTree.of(block);
            Path file = FILES.resolve(architecture.name() + ".json");
            Path hashFile = FILES.resolve(architecture.name() + ".sha256");
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(file, tree.canonicalForm());
                Files.writeString(hashFile, tree.hash());
            }

            assertThat(tree.canonicalForm()).isEqualTo(Files.readString(file));
            assertThat(tree.hash())
                    .isEqualTo(Files.readString(hashFile))
                    .isEqualTo(Digest.of(Files.readAllBytes(file)));
        }
    }

    @Test
    void the_documents_show_the_vectors() throws IOException {
        String document = Files.readString(Path.of("src/docs/block-hash-format.md"));

        List<String> names = new ArrayList<>(NAMES);
        names.addAll(OF_SECOND.keySet());
        for (String name : names) {
            assertThat(document)
                    .contains("| `" + name + "` | `" + Files.readString(FILES.resolve(name + ".sha256")) + "` |");
        }
        assertThat(Path.of("src/docs/block-hash.md")).content().contains(Files.readString(FILES.resolve("mlp.json")));
        assertThat(document).contains(Files.readString(FILES.resolve("shared.json")));
        assertThat(document).contains(Files.readString(FILES.resolve("keptRecord.json")));
    }
}
