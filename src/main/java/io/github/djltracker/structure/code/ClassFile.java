package io.github.djltracker.structure.code;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a class file that show what its methods touch: the fields that they read and write, the methods that
 * they call, and the lambdas that they create. See JVMS chapter 4. Immutable.
 */
public final class ClassFile {
    static final int ARRAY_STORE = 0x4f;
    /**
     * A jump that depends on a boolean argument of the method (for a pass, whether it is part of a training), or on a
     * boolean field in a method that has such an argument.
     */
    static final int IF_ARGUMENT = 0x99;

    static final int GET_STATIC = 0xb2;
    static final int PUT_STATIC = 0xb3;
    static final int GET_FIELD = 0xb4;
    static final int PUT_FIELD = 0xb5;
    static final int INVOKE_VIRTUAL = 0xb6;
    static final int INVOKE_SPECIAL = 0xb7;
    static final int INVOKE_STATIC = 0xb8;
    static final int INVOKE_DYNAMIC = 0xba;

    private static final int INVOKE_INTERFACE = 0xb9;
    private static final int LAST_ARRAY_STORE = 0x56;
    private static final int DUP = 0x59;
    private static final int NEW_ARRAY = 0xbc;
    private static final int A_NEW_ARRAY = 0xbd;
    private static final int MULTI_NEW_ARRAY = 0xc5;

    /** A field or method by the names that class files use. */
    public record Member(String owner, String name, String descriptor) {}

    /**
     * A place where a method touches something. All stores into Java arrays in a method, except initialisers of new
     * arrays, are one touch without a member. So are all jumps that depend on boolean arguments.
     */
    public record Touch(int code, Member member, @Nullable Bootstrap bootstrap) {}

    /**
     * How a call site is linked at run time: the bootstrap method, and those of its arguments that are methods or
     * method types.
     */
    public record Bootstrap(Member by, List<Member> methods, List<String> types) {}

    /**
     * A method.
     *
     * @param isPrivate whether only its own class, and classes within it, can call it
     * @param touches null if it is abstract or native
     */
    public record Method(
            Member member, boolean isPrivate, @Nullable List<Touch> touches) {}

    private static final int PRIVATE = 0x2;
    private static final int STATIC = 0x8;
    private static final int INTERFACE = 0x200;

    private static final Member NONE = new Member("", "", "");

    private final Object[] constants;
    private final int[] tags;
    private final List<Bootstrap> bootstraps = new ArrayList<>();
    private final Map<String, Method> methods = new HashMap<>();
    private final Map<String, String> signatures = new HashMap<>();
    private final List<String> interfaces = new ArrayList<>();
    private final String name;
    private final @Nullable String superName;
    private final boolean isInterface;

    /** Reads a class file; null if it is not one, or has an unknown form. */
    static @Nullable ClassFile read(byte[] bytes) {
        try {
            return new ClassFile(bytes);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    String name() {
        return name;
    }

    @Nullable
    String superName() {
        return superName;
    }

    boolean isInterface() {
        return isInterface;
    }

    List<String> interfaces() {
        return interfaces;
    }

    public Iterable<Method> methods() {
        return methods.values();
    }

    @Nullable
    Method method(String methodName, String descriptor) {
        return methods.get(methodName + descriptor);
    }

    /** The type of a field of this class with its type arguments, null if it has none. */
    @Nullable
    String signature(String field) {
        return signatures.get(field);
    }

    private ClassFile(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != 0xcafebabe) {
            throw new IOException("not a class file");
        }
        in.readInt(); // version: the parts that are read here are the same in all versions
        int count = in.readUnsignedShort();
        constants = new Object[count];
        tags = new int[count];
        readConstants(in);
        isInterface = (in.readUnsignedShort() & INTERFACE) != 0;
        name = text(in.readUnsignedShort());
        int parent = in.readUnsignedShort();
        superName = parent == 0 ? null : text(parent);
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            interfaces.add(text(in.readUnsignedShort()));
        }
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            readField(in);
        }
        Map<Member, byte[]> code = new HashMap<>();
        Map<Member, Integer> access = new HashMap<>();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            readMethod(in, code, access);
        }
        readBootstraps(in);
        access.forEach((member, flags) -> {
            byte[] body = code.get(member);
            Set<Integer> booleans = Instructions.booleans(member.descriptor, (flags & STATIC) != 0);
            put(new Method(
                    member, (flags & PRIVATE) != 0, body == null ? null : touches(ByteBuffer.wrap(body), booleans)));
        });
    }

    private void put(Method method) {
        methods.put(method.member.name + method.member.descriptor, method);
    }

    private void readConstants(DataInputStream in) throws IOException {
        for (int i = 1; i < constants.length; i++) {
            int tag = in.readUnsignedByte();
            tags[i] = tag;
            switch (tag) {
                case 1 -> constants[i] = in.readUTF();
                case 3, 4 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++; // these take up two entries
                }
                case 7, 8, 16, 19, 20 -> constants[i] = new int[] {in.readUnsignedShort()};
                case 9, 10, 11, 12, 17, 18 -> constants[i] = new int[] {in.readUnsignedShort(), in.readUnsignedShort()};
                case 15 -> constants[i] = new int[] {in.readUnsignedByte(), in.readUnsignedShort()};
                default -> throw new IOException("constant of kind " + tag);
            }
        }
    }

    private void readField(DataInputStream in) throws IOException {
        in.readUnsignedShort();
        String field = text(in.readUnsignedShort());
        in.readUnsignedShort();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            String attribute = text(in.readUnsignedShort());
            byte[] body = in.readNBytes(in.readInt());
            if (attribute.equals("Signature")) {
                signatures.put(field, text(ByteBuffer.wrap(body).getShort() & 0xffff));
            }
        }
    }

    private void readMethod(DataInputStream in, Map<Member, byte[]> code, Map<Member, Integer> access)
            throws IOException {
        int flags = in.readUnsignedShort();
        Member member = new Member(name, text(in.readUnsignedShort()), text(in.readUnsignedShort()));
        access.put(member, flags);
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            String attribute = text(in.readUnsignedShort());
            byte[] body = in.readNBytes(in.readInt());
            if (attribute.equals("Code")) {
                ByteBuffer buffer = ByteBuffer.wrap(body);
                byte[] instructions = new byte[buffer.getInt(4)];
                buffer.get(8, instructions);
                code.put(member, instructions);
            }
        }
    }

    private void readBootstraps(DataInputStream in) throws IOException {
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            String attribute = text(in.readUnsignedShort());
            byte[] body = in.readNBytes(in.readInt());
            if (attribute.equals("BootstrapMethods")) {
                ByteBuffer buffer = ByteBuffer.wrap(body);
                for (int n = buffer.getShort() & 0xffff; n > 0; n--) {
                    bootstraps.add(bootstrap(buffer));
                }
            }
        }
    }

    private Bootstrap bootstrap(ByteBuffer buffer) {
        Member by = handle(buffer.getShort() & 0xffff);
        List<Member> handles = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (int n = buffer.getShort() & 0xffff; n > 0; n--) {
            int index = buffer.getShort() & 0xffff;
            if (tags[index] == 15) {
                handles.add(handle(index));
            } else if (tags[index] == 16) {
                types.add(text(index));
            }
        }
        return new Bootstrap(by, handles, types);
    }

    private List<Touch> touches(ByteBuffer code, Set<Integer> booleans) {
        List<Touch> touches = new ArrayList<>();
        int stores = 0;
        int initialisers = 0;
        boolean afterArray = false;
        boolean afterBoolean = false;
        boolean jumps = false;
        while (code.hasRemaining()) {
            int at = code.position();
            int op = code.get(at) & 0xff;
            boolean store = op >= ARRAY_STORE && op <= LAST_ARRAY_STORE;
            if (op >= GET_STATIC && op <= INVOKE_INTERFACE) {
                touches.add(new Touch(op, member(code.getShort(at + 1) & 0xffff), null));
            } else if (op == INVOKE_DYNAMIC) {
                int[] site = pair(code.getShort(at + 1) & 0xffff);
                int[] nameAndType = pair(site[1]);
                touches.add(new Touch(
                        op, new Member("", text(nameAndType[0]), text(nameAndType[1])), bootstraps.get(site[0])));
            } else if (store) {
                stores++;
            } else if (op == DUP && afterArray && Instructions.pushes(code, at + 1)) {
                initialisers++;
            }
            jumps |= afterBoolean && Instructions.isJumpIf(op);
            afterBoolean = booleans.contains(Instructions.loaded(code, at))
                    || (op == GET_FIELD
                            && !booleans.isEmpty()
                            && touches.get(touches.size() - 1).member.descriptor.equals("Z"));
            afterArray = store || op == NEW_ARRAY || op == A_NEW_ARRAY || op == MULTI_NEW_ARRAY;
            code.position(at + Instructions.length(code, at));
        }
        if (jumps) {
            touches.add(new Touch(IF_ARGUMENT, NONE, null));
        }
        if (stores > initialisers) { // new int[] {1, 2} and variable arguments duplicate the array before each store
            touches.add(new Touch(ARRAY_STORE, NONE, null));
        }
        return touches;
    }

    private Member handle(int index) {
        return member(pair(index)[1]);
    }

    private Member member(int index) {
        int[] reference = pair(index);
        int[] nameAndType = pair(reference[1]);
        return new Member(text(reference[0]), text(nameAndType[0]), text(nameAndType[1]));
    }

    private int[] pair(int index) {
        return (int[]) constants[index];
    }

    /** The text of a constant, or of the one that it points to. */
    private String text(int index) {
        return constants[index] instanceof int[] pointer ? text(pointer[0]) : (String) constants[index];
    }
}
