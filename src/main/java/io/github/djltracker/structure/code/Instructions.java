package io.github.djltracker.structure.code;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** Decodes the instructions of methods (JVMS chapter 6), as far as is needed to go from one to the next. */
final class Instructions {
    private static final int I_CONST_M1 = 0x02;
    private static final int LDC_W = 0x13;
    private static final int I_LOAD = 0x15;
    private static final int I_LOAD_0 = 0x1a;
    private static final int I_LOAD_3 = 0x1d;
    private static final int IF_EQ = 0x99;
    private static final int IF_NE = 0x9a;
    private static final int WIDE = 0xc4;
    private static final int TABLE_SWITCH = 0xaa;
    private static final int LOOKUP_SWITCH = 0xab;
    private static final int IINC = 0x84;
    /** The length of each instruction, from 0x00 to 0xc9, one digit each; 0 for the two switches and wide. */
    private static final String LENGTHS = "1111111111111111" + "2323322222111111" + "1111111111111111"
            + "1111112222211111" + "1111111111111111" + "1111111111111111" + "1111111111111111" + "1111111111111111"
            + "1111311111111111" + "1111111113333333" + "3333333332001111" + "1133333335532311" + "3311043355";

    private Instructions() {}

    static int length(ByteBuffer code, int at) {
        int op = code.get(at) & 0xff;
        if (op == WIDE) {
            return (code.get(at + 1) & 0xff) == IINC ? 6 : 4;
        }
        int aligned = (at + 4) & ~3;
        if (op == TABLE_SWITCH) {
            return aligned - at + 12 + 4 * (code.getInt(aligned + 8) - code.getInt(aligned + 4) + 1);
        }
        if (op == LOOKUP_SWITCH) {
            return aligned - at + 8 + 8 * code.getInt(aligned + 4);
        }
        return LENGTHS.charAt(op) - '0';
    }

    /** The number of the local variable that an instruction loads as an int, which includes booleans; otherwise -1. */
    static int loaded(ByteBuffer code, int at) {
        int op = code.get(at) & 0xff;
        if (op >= I_LOAD_0 && op <= I_LOAD_3) {
            return op - I_LOAD_0;
        }
        if (op == I_LOAD) {
            return code.get(at + 1) & 0xff;
        }
        return op == WIDE && (code.get(at + 1) & 0xff) == I_LOAD ? code.getShort(at + 2) & 0xffff : -1;
    }

    /** Whether the instruction pushes a constant, such as the index in an array initialiser. */
    static boolean pushes(ByteBuffer code, int at) {
        int op = code.get(at) & 0xff;
        return op >= I_CONST_M1 && op <= LDC_W;
    }

    /** Whether the instruction jumps depending on whether an int is zero, which is how code tests a boolean. */
    static boolean isJumpIf(int op) {
        return op == IF_EQ || op == IF_NE;
    }

    /** The numbers of the local variables that contain a method's boolean arguments. */
    static Set<Integer> booleans(String descriptor, boolean isStatic) {
        Set<Integer> booleans = new HashSet<>();
        int variable = isStatic ? 0 : 1;
        for (int at = 1; descriptor.charAt(at) != ')'; at++) {
            char kind = descriptor.charAt(at);
            if (kind == 'Z') {
                booleans.add(variable);
            }
            variable += kind == 'J' || kind == 'D' ? 2 : 1;
            while (descriptor.charAt(at) == '[') {
                at++;
            }
            if (descriptor.charAt(at) == 'L') {
                at = descriptor.indexOf(';', at);
            }
        }
        return booleans;
    }
}
