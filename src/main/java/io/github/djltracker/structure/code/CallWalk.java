package io.github.djltracker.structure.code;

import io.github.djltracker.structure.code.ClassFile.Bootstrap;
import io.github.djltracker.structure.code.ClassFile.Member;
import io.github.djltracker.structure.code.ClassFile.Method;
import io.github.djltracker.structure.code.ClassFile.Touch;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows the calls from a method to all methods that it can reach, for {@link Harmless}. What harms is a call that is not
 * {@link Allowed}, a call whose code is unknown, a write to a field that is not the block's own, and a change of something
 * that is held. The latter is only known at the end, so the flags collect what is held and what is done. Not thread-safe.
 */
final class CallWalk {
    private static final int MAX_METHODS = 2_000;
    private static final Set<String> LINKERS = Set.of(
            "java/lang/invoke/LambdaMetafactory",
            "java/lang/invoke/StringConcatFactory",
            "java/lang/runtime/ObjectMethods",
            "java/lang/runtime/SwitchBootstraps");
    /** A call. A direct one goes to the class that it names, others may go to the class of the receiver. */
    private record Call(Member member, boolean direct) {}

    private final ClassFiles files;
    private final String receiver;
    private final Deque<Call> open = new ArrayDeque<>();
    private final Set<Call> seen = new HashSet<>();
    /** Classes of the objects that are held or created: any call through one of their types may reach them. */
    private final Set<String> classes = new TreeSet<>();

    private final Set<Member> virtual = new HashSet<>();
    private final boolean block;
    private final HeldTypes held;
    private boolean changesCollection;
    private boolean changesJavaArray;
    private boolean changesArray;
    private boolean changesBlocks;
    private boolean aliasesJavaArray;
    private boolean readsArray;
    private boolean drawsRandom;
    /** Whether code branches on a boolean argument. */
    private boolean asks;

    private @Nullable String harm;
    /** Fields of the block itself that a pass writes, and all fields that it reads, without their types. */
    private final Set<Member> writes = new HashSet<>();

    private final Set<Member> reads = new HashSet<>();
    /** Interfaces whose implementations are unknown from the code alone. */
    private final Set<String> interfaces = new HashSet<>();
    /** Whether objects that are not captured values are used, which might implement these interfaces. */
    private boolean holdsObjects;

    CallWalk(ClassFiles files, String receiver, boolean block, Collection<String> captured, Set<String> classes) {
        this.files = files;
        this.receiver = receiver;
        this.block = block;
        this.held = new HeldTypes(files, classes);
        this.classes.addAll(classes);
        captured.forEach(descriptor -> hold(descriptor, descriptor, "a captured value"));
    }

    /** Analyses everything that these methods can reach. */
    Harm run(List<Member> entries) {
        String found = find(entries);
        if (found == null && !interfaces.isEmpty() && (holdsObjects || held.items)) {
            found = "it calls functions that were passed to it, through "
                    + dotted(interfaces.iterator().next());
        }
        return new Harm(found, Set.copyOf(writes), Set.copyOf(reads), asks, Set.copyOf(interfaces));
    }

    private @Nullable String find(List<Member> entries) {
        entries.forEach(entry -> call(entry, false));
        while (harm == null && !open.isEmpty()) {
            resolve(open.pop());
        }
        if (harm != null) {
            return harm;
        }
        if (held.collection && changesCollection) {
            return "it may change a collection that it holds";
        }
        if (held.javaArray && changesJavaArray) {
            return "it may change a Java array that it holds";
        }
        if (held.array && changesArray) {
            return "it may change an array that it holds";
        }
        if (held.blocks && changesBlocks) {
            return "it may change a collection of blocks that it holds";
        }
        if (held.javaArray && aliasesJavaArray && changesCollection) {
            return "it may change a Java array that it holds, through a list";
        }
        if (held.array && readsArray) {
            return "it reads the values of an array that it holds";
        }
        if (held.array && drawsRandom) {
            return "it may draw random numbers";
        }
        // a field that is assigned but never read carries nothing from one pass to the next
        for (Member written : writes) {
            if (reads.stream().anyMatch(read -> read.name().equals(written.name()))) {
                return "it writes the field " + dotted(written);
            }
        }
        return null;
    }

    private void call(Member member, boolean direct) {
        String owner = member.owner();
        changesCollection |= Allowed.changesCollection(member);
        changesBlocks |= Allowed.removes(member);
        readsArray |= Allowed.readsArray(member);
        // DJL may return its internal Java arrays
        held.javaArray |= ClassNames.isDjl(owner) && member.descriptor().contains(")[");
        changesJavaArray |=
                member.name().equals("toArray") && member.descriptor().contains("[Ljava/lang/Object;)");
        aliasesJavaArray |= owner.equals("java/util/Arrays") && member.name().equals("asList");
        changesArray |= Allowed.changesArray(member);
        if (owner.startsWith("[")) {
            return;
        }
        if (!direct) {
            overridden(member);
        }
        if (ClassNames.isDjl(owner)) {
            held.array |= owner.equals("ai/djl/nn/Parameter") && member.name().equals("getArray");
            drawsRandom |= Allowed.isRandom(member.name());
            boolean forward =
                    !block && owner.startsWith("ai/djl/nn/") && member.name().equals("forward");
            check(Allowed.djl(member) && !forward, member);
        } else if (owner.startsWith("java/")) {
            changesJavaArray |= owner.equals("java/lang/System")
                    || (owner.equals("java/util/Arrays")
                            && !member.name().equals("asList")
                            && !member.name().equals("stream"));
            if (!block && owner.startsWith("java/util/function/") && !Allowed.jdk(member)) {
                interfaces.add(owner);
            } else {
                check(Allowed.jdk(member), member);
            }
        } else if (!Allowed.other(member)) {
            if (member.name().equals("<init>")) {
                made(owner);
            }
            open(new Call(member, direct));
        }
    }

    /** A call may reach any subclass of the class that it names. The passes of blocks are analysed separately. */
    private void overridden(Member member) {
        boolean isPass = (member.name().equals("forward") || member.name().equals("forwardInternal"))
                && files.isBlock(member.owner());
        if (!isPass && !member.owner().equals("java/lang/Object") && virtual.add(member)) {
            classes.forEach(name -> dispatch(name, member));
        }
    }

    private void made(String name) {
        if (classes.add(name)) {
            virtual.forEach(member -> dispatch(name, member));
        }
    }

    private void dispatch(String name, Member member) {
        if (!name.equals(member.owner()) && files.isA(name, member.owner())) {
            open(new Call(new Member(name, member.name(), member.descriptor()), true));
        }
    }

    private void open(Call call) {
        if (seen.add(call)) {
            open.push(call);
        }
    }

    private void check(boolean allowed, Member member) {
        if (!allowed) {
            harm = "it calls " + dotted(member);
        }
    }

    /** Finds the method that the JVM would call, as far as declared types show it. */
    private void resolve(Call call) {
        Member member = call.member();
        if (seen.size() > MAX_METHODS) {
            harm = "it calls too many methods";
            return;
        }
        String start = !call.direct() && files.isBelow(receiver, member.owner()) ? receiver : member.owner();
        for (String name = start; name != null; ) {
            if (ClassNames.isDjl(name) || name.startsWith("java/")) {
                inherited(member, start, name);
                return;
            }
            ClassFile file = files.file(name);
            if (file == null) {
                harm = "it calls " + dotted(member) + ", whose class file cannot be read";
                return;
            }
            Method method = file.method(member.name(), member.descriptor());
            method = method == null ? ofInterfaces(file, member) : method;
            if (method != null) {
                body(method, file);
                return;
            }
            name = file.superName();
        }
        harm = "it calls " + dotted(member) + ", which cannot be found";
    }

    /**
     * A method that a user-defined class inherits from DJL or the JDK. A block's forward calls the user's code again.
     */
    private void inherited(Member member, String start, String from) {
        Member there = new Member(from, member.name(), member.descriptor());
        if (there.name().equals("forward") && ClassNames.isDjl(from) && !ClassNames.isDjl(start)) {
            open(new Call(new Member(start, "forwardInternal", Harmless.FORWARD), true));
            return;
        }
        if (!there.name().equals("<init>")) { // DJL's constructors only build the new object
            call(there, true);
        }
    }

    private @Nullable Method ofInterfaces(ClassFile file, Member member) {
        for (String name : file.interfaces()) {
            ClassFile parent = name.startsWith("java/") || ClassNames.isDjl(name) ? null : files.file(name);
            Method method = parent == null ? null : parent.method(member.name(), member.descriptor());
            if (method != null && method.touches() != null) {
                return method;
            }
        }
        return null;
    }

    private void body(Method method, ClassFile file) {
        if (method.touches() == null && !block && file.isInterface()) {
            interfaces.add(file.name());
            return;
        }
        if (method.touches() == null) {
            harm = "it calls " + dotted(method.member()) + ", which has no code";
            return;
        }
        for (Touch touch : method.touches()) {
            touch(touch, method, file);
        }
    }

    private void touch(Touch touch, Method method, ClassFile file) {
        Member member = touch.member();
        switch (touch.code()) {
            case ClassFile.ARRAY_STORE -> changesJavaArray = true;
            case ClassFile.IF_ARGUMENT -> asks = true;
            case ClassFile.PUT_STATIC -> harm = "it writes the field " + dotted(member);
            case ClassFile.PUT_FIELD -> {
                if (!isOfConstructor(member, method, file)) {
                    write(member);
                }
            }
            case ClassFile.GET_FIELD, ClassFile.GET_STATIC -> {
                reads.add(new Member(member.owner(), member.name(), ""));
                holdsObjects |= mayBeFunction(member, touch.code());
                if (!ClassNames.isDjl(member.owner()) && !isOfConstructor(member, method, file)) {
                    String signature = member.owner().equals(file.name()) ? file.signature(member.name()) : null;
                    hold(member.descriptor(), signature == null ? member.descriptor() : signature, dotted(member));
                }
            }
            case ClassFile.INVOKE_DYNAMIC -> link(touch.bootstrap());
            default ->
                call(member, touch.code() == ClassFile.INVOKE_SPECIAL || touch.code() == ClassFile.INVOKE_STATIC);
        }
    }

    /** Whether a constructor accesses a field of its own object. */
    private boolean isOfConstructor(Member field, Method method, ClassFile file) {
        return method.member().name().equals("<init>") && files.isBelow(file.name(), field.owner());
    }

    /** A block may write to its fields what others may read later: these fields are restored after the pass. */
    private void write(Member member) {
        if (block && files.isBelow(receiver, member.owner())) {
            writes.add(new Member(member.owner(), member.name(), ""));
        } else {
            harm = "it writes the field " + dotted(member);
        }
    }

    /** Whether a field may hold a function that is not among the captured values. */
    private boolean mayBeFunction(Member field, int code) {
        String type = field.descriptor();
        boolean isObject = type.startsWith("L")
                && !type.startsWith("Ljava/lang/String;")
                && !ClassNames.isDjl(type.substring(1))
                && !type.startsWith("Ljava/lang/Integer;");
        return isObject && (code == ClassFile.GET_STATIC || !files.isBelow(receiver, field.owner()));
    }

    private void link(@Nullable Bootstrap bootstrap) {
        if (bootstrap == null || !LINKERS.contains(bootstrap.by().owner())) {
            harm = "it uses a dynamic call, which is linked by "
                    + (bootstrap == null ? "an unknown method" : dotted(bootstrap.by()));
            return;
        }
        if (!bootstrap.by().owner().endsWith("ObjectMethods")) {
            bootstrap.methods().forEach(method -> {
                call(method, true);
                overridden(method);
            });
        }
    }

    private void hold(String descriptor, String signature, String what) {
        String found = held.add(descriptor, signature);
        if (found != null) {
            harm = found + ": " + what;
        }
        // code that holds a function may pass it to something that calls it
        if (block && !held.functions.isEmpty()) {
            harm = "it holds a function, which it may pass to code that calls it: " + what;
        }
        interfaces.addAll(held.functions);
    }

    private static String dotted(String className) {
        return className.replace('/', '.');
    }

    private static String dotted(Member member) {
        return member.owner().replace('/', '.') + "." + member.name();
    }
}
