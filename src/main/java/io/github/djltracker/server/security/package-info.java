/**
 * Access control: host names, origins, tokens.
 *
 * <p>{@link Gate} (open it first) checks every request before its body is read. {@link Hosts} has the host names that
 * the server accepts, {@link Tokens} decides who may read and write. A rejected request is a {@code Refusal}. Uses
 * {@code server.http}, the packages that it uses, and the paths of {@code server.dashboard}.
 */
@NullMarked
package io.github.djltracker.server.security;

import org.jspecify.annotations.NullMarked;
