package io.github.djltracker.structure;

import static java.util.Objects.requireNonNull;

import ai.djl.nn.Block;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.json.CanonicalJson;
import io.github.djltracker.structure.json.Digest;
import io.github.djltracker.structure.scan.BlockNode;
import io.github.djltracker.structure.scan.BlockScan;
import io.github.djltracker.structure.scan.OutputShapes;
import io.github.djltracker.structure.scan.UserCode;
import io.github.djltracker.structure.trace.BlockTrace;
import io.github.djltracker.structure.trace.FunctionForm;
import io.github.djltracker.structure.trace.FunctionHarm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The structure of a network: its blocks, their hyperparameters, the names and shapes of their parameters, and what its
 * functions compute. Two networks have the same hash if all of these are equal. Training, loading, batch size,
 * precision and the JVM do not affect the hash. src/docs/block-hash-format.md specifies the form that is hashed.
 * Immutable.
 */
public final class BlockTree {
    /** The name of the canonical form, so that later forms never give the same hashes. */
    static final String ALGORITHM = "djl-tracker-block-1";
    /** The name of the form if it contains information that the first form did not have, about opaque parts. */
    static final String SECOND_ALGORITHM = "djl-tracker-block-2";

    private final String canonicalForm;
    private final String hash;
    private final ModuleForm modules;
    private final List<String> uncertainties;

    private BlockTree(String canonicalForm, ModuleForm modules, List<String> uncertainties) {
        this.canonicalForm = canonicalForm;
        this.hash = Digest.of(canonicalForm);
        this.modules = modules;
        this.uncertainties = uncertainties;
    }

    /**
     * Scans an initialised block without changing it. Takes milliseconds, or the time of one forward pass on one row if
     * a user-defined block is run; call it once per training. Forward passes and functions that, according to their
     * class files, have no side effects (block-hash.md has the limits) are run on the CPU with placeholders for one row
     * of input.
     *
     * @throws IllegalStateException if the block is not initialised
     */
    public static BlockTree of(Block block) {
        requireNonNull(block, "block");
        BlockScan scan = new BlockScan();
        scan.node(block, "", 0);
        if (!isInitialized(block, scan)) {
            throw new IllegalStateException("block " + ClassNames.of(block.getClass())
                    + " is not initialised: its parameters have no shapes yet");
        }
        FunctionHarm harm = new FunctionHarm();
        FunctionForm functions = new FunctionForm(harm);
        List<BlockNode> nodes = scan.nodes();
        for (int i = 0; i < nodes.size(); i++) { // reading fields may add nodes
            FieldForm.read(scan, functions, nodes.get(i));
        }
        new BlockTrace(nodes, harm, functions).read();
        OutputShapes.fill(nodes);
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("algorithm", nodes.stream().anyMatch(node -> node.isOfSecondForm) ? SECOND_ALGORITHM : ALGORITHM);
        form.put("blocks", nodes.stream().map(BlockNode::canonical).toList());
        return new BlockTree(CanonicalJson.of(form), ModuleForm.of(scan.places()), uncertainties(nodes));
    }

    private static List<String> uncertainties(List<BlockNode> nodes) {
        List<String> found = new ArrayList<>();
        for (BlockNode node : nodes) {
            String where = node.path.isEmpty() ? ClassNames.of(node.type) : node.path;
            node.uncertain.forEach(why -> found.add(where + ": " + why));
        }
        return List.copyOf(found);
    }

    /**
     * The reasons why another network could have the same hash: one line for each part that could not be fully
     * identified, with the path of its block. Empty for nearly every network. To resolve one, override
     * {@link Block#getCustomMetadata()} in the block; what it returns becomes part of the hash.
     */
    public List<String> uncertainties() {
        return uncertainties;
    }

    /** 64 lower-case hex digits: the SHA-256 of {@link #canonicalForm()} in UTF-8. */
    public String hash() {
        return hash;
    }

    /** The structure as canonical JSON, including the name of its algorithm. */
    public String canonicalForm() {
        return canonicalForm;
    }

    /** A record for each place in the tree, parents before children, the root first. */
    public List<ModuleRecord> modules() {
        return modules.records();
    }

    /** Counts for the whole network in one line: blocks and parameters, with shared ones counted once. */
    public String description() {
        return modules.description();
    }

    /** The number of values in all parameters, with shared ones counted once. */
    public long parameters() {
        return modules.parameters();
    }

    /** The number of values in trainable parameters, which are not frozen. */
    public long trainableParameters() {
        return modules.trainableParameters();
    }

    private static boolean isInitialized(Block block, BlockScan scan) {
        try {
            return block.isInitialized();
        } catch (Throwable e) { // a cycle, or a getter that throws
            UserCode.check(e);
            for (var parameter : scan.parameters()) {
                if (!parameter.isInitialized()) {
                    return false;
                }
            }
            return true;
        }
    }
}
