package io.github.djltracker.structure.held;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.github.djltracker.structure.code.ClassNames;
import io.github.djltracker.structure.scan.BlockNode;
import io.github.djltracker.structure.scan.UserCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which the parts of a network are used, if it is not their own order. A trace or a list of fields shows
 * how parts are used, but not which of two equal parts. Not thread-safe.
 */
public final class UseOrder {
    /** The number of the block of a parameter, and its index in the block. */
    private record Place(int block, int parameter) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return block == other.block
                    ? Integer.compare(parameter, other.parameter)
                    : Integer.compare(block, other.block);
        }
    }

    private final IdentityHashMap<Parameter, Place> parameters = new IdentityHashMap<>();
    private final IdentityHashMap<Block, Integer> blocks = new IdentityHashMap<>();

    public UseOrder(List<BlockNode> nodes) {
        Map<Integer, BlockNode> parents = new HashMap<>();
        for (BlockNode node : nodes) {
            node.children.forEach(child -> parents.putIfAbsent((Integer) child.get(1), node));
            blocks.put(node.block, node.number);
        }
        for (BlockNode node : nodes) {
            boolean isDjl = ClassNames.isDjl(node.type);
            int place = place(node, parents);
            int number = 0;
            for (Parameter parameter : parameters(node.block)) {
                parameters.putIfAbsent(parameter, new Place(place, isDjl ? 0 : number));
                number++;
            }
        }
    }

    /**
     * The number of the outermost DJL block around a node. What DJL's blocks do with their parameters and with DJL
     * blocks in them is determined by their class, so all of these count as one.
     */
    private static int place(BlockNode node, Map<Integer, BlockNode> parents) {
        BlockNode top = node;
        for (BlockNode above = parents.get(node.number);
                ClassNames.isDjl(top.type)
                        && above != null
                        && ClassNames.isDjl(above.type)
                        && above.number < top.number;
                above = parents.get(top.number)) {
            top = above;
        }
        return top.number;
    }

    private static Collection<Parameter> parameters(Block block) {
        try {
            return block.getDirectParameters().values();
        } catch (Throwable e) { // whatever a user's block throws
            UserCode.check(e);
            return List.of();
        }
    }

    /** The block and the index of each parameter, in the order of first use; empty if that is their own order. */
    public List<List<Integer>> ofParameters(Collection<Parameter> used) {
        Set<Place> places = new LinkedHashSet<>();
        for (Parameter parameter : used) {
            Place place = parameters.get(parameter);
            if (place != null) {
                places.add(place);
            }
        }
        List<Place> order = new ArrayList<>(places);
        return isSorted(order)
                ? List.of()
                : order.stream()
                        .map(place -> List.of(place.block, place.parameter))
                        .toList();
    }

    /**
     * The numbers of blocks, in the order in which they were encountered; empty if each occurs once, in its own
     * order.
     */
    public List<Integer> ofBlocks(Collection<Block> met) {
        List<Integer> order = new ArrayList<>();
        for (Block block : met) {
            Integer number = blocks.get(block);
            if (number != null) {
                order.add(number);
            }
        }
        return isSorted(order) && new HashSet<>(order).size() == order.size() ? List.of() : order;
    }

    private static <T extends Comparable<T>> boolean isSorted(List<T> items) {
        for (int i = 1; i < items.size(); i++) {
            if (items.get(i - 1).compareTo(items.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }
}
