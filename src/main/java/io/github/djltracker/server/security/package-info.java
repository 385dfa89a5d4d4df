/**
 * Who may come in: host names, origins, tokens.
 *
 * <p>Every request passes {@link Gate} (open it first) before anything of its body is read; {@link Hosts} knows the names
 * that the server answers to, {@link Tokens} who may read and write. What does not pass is a {@code Refusal}. Uses {@code
 * server.http} and what is below it, and the paths of {@code server.dashboard}.
 */
@NullMarked
package io.github.djltracker.server.security;

import org.jspecify.annotations.NullMarked;
