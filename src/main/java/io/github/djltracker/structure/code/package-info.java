/**
 * Class files: what they are called, what their fields are, and what their code can do.
 *
 * <p>{@link Harmless} (open it first) reads the code of a method, and of all that it calls, as {@link ClassFile}s, and
 * says whether running it can be noticed by anybody; {@link Allowed} are the methods that it need not read. {@code
 * structure.trace} asks before it runs anything. Runs no code itself. Uses {@code structure.json}.
 */
@NullMarked
package io.github.djltracker.structure.code;

import org.jspecify.annotations.NullMarked;
