/**
 * Analyses class files: class names, fields, and the effects of code.
 *
 * <p>{@link Harmless} (open it first) reads the code of a method, and of everything that it calls, as
 * {@link ClassFile}s, and decides whether it has side effects. {@link Allowed} lists methods that need not be read.
 * {@code structure.trace} asks before it runs anything. Runs no code itself. Uses {@code structure.json}.
 */
@NullMarked
package io.github.djltracker.structure.code;

import org.jspecify.annotations.NullMarked;
