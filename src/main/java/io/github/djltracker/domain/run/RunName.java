package io.github.djltracker.domain.run;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The generated name of a run: two words and a number, as in {@code quiet-heron-417}. It is derived from the run's id
 * only, so it is the same in every store, page and report, and is not stored. Two runs can have the same name: among
 * 1,000 runs, this happens in about 3 of 100 experiments. Use the id to identify a run exactly.
 */
public final class RunName {
    private static final Pattern FORM = Pattern.compile("[a-z]+-[a-z]+-[0-9]{1,3}");

    /** The name ends in a number below this. */
    private static final int NUMBERS = 1_000;

    private static final String[] QUALITIES =
            ("agile airy alert amber ample apt arid ashen azure bold brave brief bright brisk"
                            + " broad bronze calm candid chilly civil clean clear clever cobalt cool coral cosmic cozy"
                            + " crimson crisp curious dainty dapper daring deep deft dense dry dusky eager early earnest"
                            + " easy elder emerald even fabled fair famed fast fierce fine firm fleet fluent fond frank"
                            + " free fresh frosty frugal gentle gilded glad golden grand grassy great hardy hazel hearty"
                            + " hidden hollow honest humble icy indigo ivory jade jolly keen kind large late lean level"
                            + " light lilac lively lofty loyal lucid lunar mellow merry mighty mild misty modest mossy"
                            + " narrow neat nimble noble novel olive opal open pale patient plain polar prime proud"
                            + " quick quiet rapid rare ready regal robust rosy round royal ruby")
                    .split(" ", -1);

    private static final String[] THINGS =
            ("acorn alder anchor aspen badger beacon beaver birch bison brook canyon cedar cliff"
                            + " clover comet condor coyote crane creek cricket delta dolphin dove dune eagle ember"
                            + " falcon fern ferret finch fjord forest fox gecko glacier grove gull harbor hare hawk"
                            + " hazelnut heron hill hornet ibis iris island jackal jay kestrel kite koala lagoon lake"
                            + " lark lemur leopard lily lizard lotus lynx maple marmot marten meadow meteor mole moose"
                            + " moth mountain mustang newt oak oasis ocean orca orchid osprey otter owl oyster panda"
                            + " panther pebble pelican penguin petrel pine pond poplar prairie puffin quail quartz"
                            + " rabbit raven reef ridge river robin salmon seal shore sparrow spruce squirrel star"
                            + " stork summit swan swift tern thistle thrush tiger toucan trail trout tulip tundra"
                            + " valley walrus willow wolf wombat wren yak zebra")
                    .split(" ", -1);

    private RunName() {}

    /** Whether a string has the form of a generated name. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** The name of the run with this id. */
    public static String of(UUID run) {
        long bits = mix(run.getMostSignificantBits() ^ mix(run.getLeastSignificantBits()));
        int number = (int) Long.remainderUnsigned(bits, NUMBERS);
        bits = Long.divideUnsigned(bits, NUMBERS);
        int thing = (int) Long.remainderUnsigned(bits, THINGS.length);
        bits = Long.divideUnsigned(bits, THINGS.length);
        int quality = (int) Long.remainderUnsigned(bits, QUALITIES.length);
        return QUALITIES[quality] + "-" + THINGS[thing] + "-" + number;
    }

    /**
     * Spreads every bit over all of the result; the finalizer of SplitMix64 (Steele, Lea and Flood, Fast splittable
     * pseudorandom number generators, 2014).
     */
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
