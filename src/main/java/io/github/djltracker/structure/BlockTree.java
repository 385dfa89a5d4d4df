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
 * functions compute. Two networks have the same hash if all of that is the same; what training, loading, batch size,
 * precision or the JVM change has no part in it. The form that is hashed is specified in src/docs/block-hash.md.
 * Immutable.
 */
public final class BlockTree {
    /** Names the canonical form, so that the hashes of a later one never meet these. */
    static final String ALGORITHM = "djl-tracker-block-1";
    /** The name where the form tells something that the first one did not: of what is opaque, or was. */
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
     * Scans an initialised block, which is left as it was. Takes milliseconds, or as long as one forward pass of one row where
     * a user's block is run; meant for once per training. Passes and functions that are harmless, as far as their class files
     * show (block-hash.md has the limits), are run, on stand-ins for one row of input, on the CPU.
     *
     * @throws IllegalStateException if the block is not initialised
     */
    public static BlockTree of(Block block) {
        requireNonNull(block, "block");
        BlockScan scan = new BlockScan();
        scan.node(block, "", 0);
        if (!isInitialized(block, scan)) {
            throw new IllegalStateException("block " + ClassNames.of(block.getClass())
                    + " is not initialised: its parameters have no shapes yet, so it has no structure to tell");
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
     * Why another network could have the same hash: a line for each part of this one that could not be identified in
     * full, with the path of its block. Empty for nearly every network. Overriding {@link Block#getCustomMetadata()} in
     * a block puts what it returns into the hash.
     */
    public List<String> uncertainties() {
        return uncertainties;
    }

    /** 64 lower case hex digits: SHA-256 of {@link #canonicalForm()} in UTF-8. */
    public String hash() {
        return hash;
    }

    /** The structure as canonical JSON, with the name of its algorithm in it. */
    public String canonicalForm() {
        return canonicalForm;
    }

    /** A record for each place in the tree, parents before children, the root first. */
    public List<ModuleRecord> modules() {
        return modules.records();
    }

    /** Counts of the whole network in one line: blocks and parameters, shared ones once. */
    public String description() {
        return modules.description();
    }

    /** The number of values in all parameters, shared ones once. */
    public long parameters() {
        return modules.parameters();
    }

    /** The number of values in the parameters that are trained: those that are not frozen. */
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
