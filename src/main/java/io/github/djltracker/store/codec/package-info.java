/**
 * Points as bytes: the bodies of chunks and of entries.
 *
 * <p>{@link ChunkCodec} (open it first) writes the columns of {@link Points} as {@code chunk-format.md} specifies them,
 * byte for byte, and reads them again; {@link EntryCodec} does so for an entry that has not been packed yet. {@link
 * Statistics} are what is known of a chunk without its body. What cannot be read is a {@link CorruptException}. Uses no
 * other package of {@code store}, and no SQL.
 */
@NullMarked
package io.github.djltracker.store.codec;

import org.jspecify.annotations.NullMarked;
